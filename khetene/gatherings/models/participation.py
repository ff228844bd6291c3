"""A row of the list of participants, as the person was on that day. Rows are not persons (peers-platform 4)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import PresenceSource, Reply, SameNameAnswer, Sector, Sex
from khetene.gatherings.models.gathering import ORGANISATION, Gathering
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField, index_to_store
from khetene.kernel.models import Record

_CONTROLLER = _("the organisation that holds the gathering")
_BASIS = _("GDPR, Article 6(1)(e); the funding agreement of the platform")


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def on_the_list(self) -> ParticipationQuerySet:
        """Without those who said that they do not come."""
        return self.exclude(reply=Reply.DECLINED)


class Participation(Record):
    """Who came, for whom and in which capacity. `also` holds further affiliations, which are counted apart."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey("network.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    represents = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=160, blank=True)
    sector = models.CharField(max_length=14, choices=Sector, blank=True)
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, default="LV")
    sex = models.CharField(max_length=6, choices=Sex, blank=True)
    also = models.JSONField(default=list, blank=True)
    roles = models.JSONField(default=list, blank=True)
    seat = models.ForeignKey("network.Seat", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    stands_in = models.BooleanField(default=False)
    reply = models.CharField(max_length=8, choices=Reply, default=Reply.INVITED)
    replied_at = models.DateTimeField(null=True, blank=True)
    may_be_listed = models.BooleanField(default=False)

    objects = ParticipationQuerySet.as_manager()

    retention = retention.KeptWith(
        "gathering", _("To know which institutions and towns took part, and in which capacity.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"],
                condition=Q(person__isnull=False),
                name="person_is_in_a_list_once",
                violation_error_message=_("They stand in the list already."),
            )
        ]
        indexes = [models.Index(fields=["gathering", "order"], name="list_in_order")]


class Identity(Record):
    """What somebody is called and how they are reached; goes after five years, the row of the list stays without it."""

    silo_path = "participation.gathering.organisation_id"

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="identity")
    name = EncryptedTextField()
    name_index = models.CharField(max_length=32, editable=False, db_index=True)
    email = EncryptedTextField(blank=True)
    says = EncryptedTextField(null=True, blank=True)  # what they wrote about their work: for the organiser alone
    held_on = models.DateField(null=True, blank=True)

    retention = retention.KeptFor(
        years=5,
        after="held_on",
        purpose=_("To show those who fund the platform who took part, and to invite again."),
        legal_basis=_BASIS,
        controller=_CONTROLLER,
    )

    def refresh_blind_indexes(self) -> None:
        """Make the name comparable inside the silo of the organiser, and nowhere else."""
        self.name_index = index_to_store(self.name, self.participation.gathering.organisation_id)


class Presence(Record):
    """That somebody was there on a day, and how it was seen."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="presences")
    day = models.DateField()
    source = models.CharField(max_length=8, choices=PresenceSource)

    retention = retention.KeptWith("participation", _("To show who was there on which day."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participation", "day"], name="present_once_a_day")]


class Needs(Record):
    """What somebody needs to take part: food, access, an interpreter. Deleted on the day after the gathering."""

    silo_path = "participation.gathering.organisation_id"

    participation = models.OneToOneField(Participation, on_delete=models.CASCADE, related_name="needs")
    words = EncryptedTextField()
    until = models.DateField()

    retention = retention.KeptFor(
        years=0,
        after="until",
        purpose=_("So that everybody can take part: food, access, interpreting."),
        legal_basis=_("GDPR, Articles 6(1)(a) and 9(2)(a)"),
        controller=_CONTROLLER,
    )


class SameName(Record):
    """One name on two rows: one person in two roles, or two people? Asked, never decided by itself (D 10 #25)."""

    gathering = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="same_names")
    first = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=3, choices=SameNameAnswer, blank=True, default=SameNameAnswer.OPEN)
    answered_on = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("gathering", _("To say how many persons came."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="two_rows_are_asked_about_once"),
            models.CheckConstraint(
                name="two_rows_are_not_the_same_row",
                condition=~Q(first=F("second")),
                violation_error_message=_("A row cannot be compared with itself."),
            ),
            models.CheckConstraint(
                name="same_name_answer_has_a_day",
                condition=Q(answer="", answered_on=None) | ~Q(answer="") & Q(answered_on__isnull=False),
                violation_error_message=_("An answer has a day; a question without an answer has none."),
            ),
        ]
