"""Following a pupil who left school, with the agreement of the family, until there is a place; then it goes soon."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import FollowEnd, Offered, Placed, Said, SignedBy
from khetene.earlyleaving.models.pupil import MEMBERSHIP, Pupil
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class FollowUp(Record):
    """From the day on which a pupil left until a place is found or the agreement ends.

    `tracked_until` is the end of the agreement, and the day of the end when it came before: the clock always runs.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="followed")
    left_on = models.DateField()
    agreed_on = models.DateField()
    agreed_by = models.CharField(max_length=16, choices=SignedBy)
    tracked_until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=10, choices=FollowEnd, blank=True)
    placed = models.CharField(max_length=12, choices=Placed, blank=True)
    placed_on = models.DateField(null=True, blank=True)

    silo_path = "pupil.organisation_id"
    retention = retention.KeptFor(
        years=1,
        after="tracked_until",
        purpose=_("To help a pupil who left school to a place, with the agreement of the family."),
        legal_basis=_("GDPR, Article 6(1)(a)"),
        controller=_("the school"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"],
                condition=Q(ended_on=None),
                name="pupil_is_followed_once_at_a_time",
                violation_error_message=_("This pupil is already followed."),
            ),
            models.CheckConstraint(
                name="following_ends_with_its_reason",
                condition=Q(ended_on=None, ended_as="") | Q(ended_on__isnull=False) & ~Q(ended_as=""),
                violation_error_message=_("An end has its day and its reason."),
            ),
            models.CheckConstraint(
                name="place_is_named_with_its_day",
                condition=Q(ended_as=FollowEnd.PLACED, placed_on__isnull=False) & ~Q(placed="")
                | ~Q(ended_as=FollowEnd.PLACED) & Q(placed="", placed_on=None),
                violation_error_message=_("Say where the pupil has a place, and since when."),
            ),
            models.CheckConstraint(
                name="agreement_lasts_after_its_day",
                condition=Q(tracked_until__gte=F("agreed_on")),
                violation_error_message=_("The last day cannot lie before the first one."),
            ),
        ]


class FollowStep(Record):
    """What was offered on a day, and what came of it. Added, never changed; withdrawn agreement takes it away."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="steps")
    happened_on = models.DateField()
    offered = models.CharField(max_length=12, choices=Offered)
    said = models.CharField(max_length=8, choices=Said)
    words = EncryptedTextField(blank=True)
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("follow_up", _("To know what was offered, so that it is not offered twice."))

    class Meta:
        indexes = [models.Index(fields=["follow_up", "-happened_on"], name="steps_of_a_following")]
