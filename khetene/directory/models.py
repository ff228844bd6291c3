"""Organisations and the services that they offer. Names follow Open Referral HSDS 3, so that exchange is a mapping."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.directory.enums import OrganisationKind
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField

REMINDER_DAYS = 10
ESCALATION_DAYS = 30


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def in_force_on(self, day: date) -> OrganisationQuerySet:
        """`valid_to` is the first day on which the organisation is no more."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))

    def ended_by(self, day: date) -> OrganisationQuerySet:
        """Organisations that are no more on that day."""
        return self.filter(valid_to__lte=day)


class Organisation(Record):
    """An organisation as it is called from a day to a day; agencies are renamed and merged (D 12)."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    alternate_name = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=500, editable=False, blank=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    description = TranslatedTextField(default=dict, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(max_length=2, default="LV")
    website = models.URLField(blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    accepts_referrals = models.BooleanField(default=False)
    # Roles of the whole country that its administrator may give; they come from the country pack alone.
    national_roles = models.JSONField(default=list, blank=True)
    reminder_days = models.PositiveSmallIntegerField(default=REMINDER_DAYS)
    escalation_days = models.PositiveSmallIntegerField(default=ESCALATION_DAYS)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    edited_in_product = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    retention = retention.Permanent(_("Public offices and their functional contacts."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                violation_error_message=_("An organisation cannot end before it began."),
            ),
            models.CheckConstraint(
                name="organisation_escalates_after_reminding",
                condition=Q(escalation_days__gte=F("reminder_days")),
                violation_error_message=_("The supervisor is told after the reminder, not before."),
            ),
        ]

    def exists_on(self, day: date) -> bool:
        """The same answer as `in_force_on` gives for many."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class Service(Record):
    """What an organisation offers: for whom, where, how to apply, what to bring, in plain words."""

    slug = models.SlugField(max_length=80, unique=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    name = TranslatedTextField()
    description = TranslatedTextField()
    eligibility_description = TranslatedTextField(default=dict, blank=True)
    application_process = TranslatedTextField(default=dict, blank=True)
    required_documents = TranslatedTextField(default=dict, blank=True)
    fees_description = TranslatedTextField(default=dict, blank=True)
    schedule = TranslatedTextField(default=dict, blank=True)
    languages = models.JSONField(default=list, blank=True)
    domains = models.JSONField(default=list)
    programme = models.CharField(max_length=60, blank=True)
    territory = models.ForeignKey(
        "territory.Territory", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    folded = models.CharField(max_length=4000, editable=False, blank=True)
    reminder_days = models.PositiveSmallIntegerField(null=True, blank=True)
    escalation_days = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    last_verified_on = models.DateField(null=True, blank=True)
    last_verified_by = models.UUIDField(null=True, blank=True)
    edited_in_product = models.BooleanField(default=False)

    retention = retention.Permanent(_("Public services and their functional contacts."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_verified_as_a_whole",
                condition=Q(last_verified_on=None, last_verified_by=None)
                | Q(last_verified_on__isnull=False, last_verified_by__isnull=False),
                violation_error_message=_("A verification has a day and a person."),
            )
        ]

    def belongs_to(self, organisation: uuid.UUID) -> bool:
        return self.organisation_id == organisation
