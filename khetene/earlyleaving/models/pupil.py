"""A pupil in the silo of the school, who works with them, and what was observed. No personal code, no relatives, no ethnicity."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.accounts.rules import supervises
from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField, index_to_store
from khetene.kernel.models import Record

ORGANISATION = "directory.Organisation"
MEMBERSHIP = "accounts.Membership"


class PupilQuerySet(models.QuerySet["Pupil"]):
    def visible_to(self, actor: Actor) -> PupilQuerySet:
        """In the own school: those one works with; the head of the school sees all."""
        own = self.filter(organisation_id=actor.organisation_key)
        if supervises(actor):
            return own
        return own.filter(pk__in=Involvement.objects.filter(membership_id=actor.membership_key).values("pupil"))


class Pupil(Record):
    """Somebody at school whom plans are about: a name, and nothing that the plans do not need.

    `needed_until` moves with every observation and plan, so that the record always has a day on which it goes.
    """

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    called = EncryptedTextField()
    called_index = models.CharField(max_length=32, db_index=True, editable=False)
    added_at = models.DateTimeField()
    needed_until = models.DateField()

    objects = PupilQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="needed_until",
        purpose=_("To support a pupil who may leave school early, and to account for the support."),
        legal_basis=_("GDPR, Article 6(1)(e); the rules of the programme"),
        controller=_("the school"),
    )

    def refresh_blind_indexes(self) -> None:
        """Make the pupil findable by name inside the school, and nowhere else."""
        self.called_index = index_to_store(self.called, self.organisation_id)


class Involvement(Record):
    """That somebody of the school works with the pupil and may therefore open the record."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="involved")
    membership = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()

    retention = retention.KeptWith("pupil", _("To know who may open the record."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "membership"],
                name="somebody_works_with_a_pupil_once",
                violation_error_message=_("This colleague already works with the pupil."),
            )
        ]


class Observation(Record):
    """What somebody at school saw; a sign that helps a person decide, never a decision (D 3.3). Added, never changed.

    `signs` are criteria of the instrument with spaces between them, sealed like the words.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="observations")
    observed_on = models.DateField()
    signs = EncryptedTextField(blank=True)
    words = EncryptedTextField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("pupil", _("To see on what a plan stands."))

    class Meta:
        indexes = [models.Index(fields=["pupil", "-observed_on"], name="observations_of_a_pupil")]
