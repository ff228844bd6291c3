"""Bodies and their seats through time. A seat belongs to a town, an organisation and a field; people come and go (Popolo)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField, index_to_store
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField
from khetene.network.enums import BodyKind, Field, HolderState, Reach, SeatRole, SeenBy

ORGANISATION = "directory.Organisation"
PUBLIC = _("It says which institutions and towns work together; it names no person.")


class Body(Record):
    """A network, council or circle of the platform, kept by one organisation. Being in it says nothing about origin."""

    slug = models.SlugField(max_length=80, unique=True)
    name = TranslatedTextField()
    purpose = TranslatedTextField(default=dict, blank=True)
    kind = models.CharField(max_length=16, choices=BodyKind)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    seen_by = models.CharField(max_length=10, choices=SeenBy, default=SeenBy.KEEPER)
    since = models.PositiveSmallIntegerField(null=True, blank=True)
    sources = models.JSONField(default=list, blank=True)

    retention = retention.Permanent(PUBLIC)


class SeatQuerySet(models.QuerySet["Seat"]):
    def in_force_on(self, day: date) -> SeatQuerySet:
        """`ends` is the first day without the seat; a seat whose beginning nobody recorded was always there."""
        return self.filter(Q(begins=None) | Q(begins__lte=day), Q(ends=None) | Q(ends__gt=day))


class Seat(Record):
    """A place in a body that somebody is asked to fill: for a town, an organisation, a field."""

    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    field = models.CharField(max_length=16, choices=Field, default=Field.GENERAL)
    role = models.CharField(max_length=10, choices=SeatRole, default=SeatRole.MEMBER)
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    continues = models.ManyToManyField("self", symmetrical=False, related_name="continued_by", blank=True)

    objects = SeatQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_begins",
                condition=Q(begins=None) | Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("A seat cannot end before it began."),
            )
        ]

    def exists_on(self, day: date) -> bool:
        """The same answer as `in_force_on` gives for many."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


class PersonQuerySet(models.QuerySet["Person"]):
    def kept_by(self, organisation: uuid.UUID) -> PersonQuerySet:
        return self.filter(organisation_id=organisation)


class Person(Record):
    """Somebody who works with the platform: how they are called and reached at work. No origin, no private address."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField()
    name_index = models.CharField(max_length=32, editable=False, db_index=True)
    email = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    reach = models.CharField(max_length=6, choices=Reach, default=Reach.EMAIL)
    language = models.CharField(max_length=2, default="lv")
    may_be_listed = models.BooleanField(default=False)
    membership = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    out_since = models.DateField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    retention = retention.KeptFor(
        years=2,
        after="out_since",
        purpose=_("To invite people who work together in the platform, and to know who represents whom."),
        legal_basis=_("GDPR, Article 6(1)(e); for members of associations Article 6(1)(a)"),
        controller=_("the organisation that keeps the network"),
    )

    def refresh_blind_indexes(self) -> None:
        """Make the name comparable inside the organisation that keeps the network, and nowhere else."""
        self.name_index = index_to_store(self.name, self.organisation_id)


class HolderQuerySet(models.QuerySet["Holder"]):
    def in_force_on(self, day: date) -> HolderQuerySet:
        """`ends` is the first day without the seat."""
        return self.filter(Q(ends=None) | Q(ends__gt=day), begins__lte=day)

    def confirmed(self) -> HolderQuerySet:
        return self.filter(state=HolderState.CONFIRMED)

    def waiting(self) -> HolderQuerySet:
        return self.filter(state=HolderState.INVITED, ends=None)


class Holder(Record):
    """That somebody was asked into a seat, for which organisation, what they answered, and from when to when they held it."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="holders")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    represents = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    position = models.CharField(max_length=120, blank=True)
    is_substitute = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=HolderState, default=HolderState.INVITED)
    invited_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = HolderQuerySet.as_manager()

    retention = retention.KeptWith("seat", _("To know who represented a town or an organisation on any day."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="holder_ends_after_the_beginning",
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("A term cannot end before it began."),
            ),
            models.CheckConstraint(
                name="holder_answered_on_a_day",
                condition=Q(state=HolderState.INVITED, answered_on=None)
                | ~Q(state=HolderState.INVITED) & Q(answered_on__isnull=False),
                violation_error_message=_("An answer has a day; a question without an answer has none."),
            ),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(ends=None, is_substitute=False, state=HolderState.CONFIRMED),
                name="seat_has_one_holder",
                violation_error_message=_("Somebody holds this seat."),
            ),
        ]
        indexes = [models.Index(fields=["person", "ends"], name="seats_of_a_person")]
