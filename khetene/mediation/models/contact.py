"""Contacts with or without a name: append-only, a correction is a new entry that names the old one."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import clock, retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record, newest_versions
from khetene.mediation.enums import Place, Result, StartedBy


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, actor: Actor) -> ContactQuerySet:
        """One's own contacts in the organisation in which one works now."""
        return self.filter(membership_id=actor.membership_key, organisation_id=actor.organisation_key)

    def newest_versions(self) -> ContactQuerySet:
        return self.filter(newest_versions(self.model, "corrects"))

    def on_days(self, first: date, end: date) -> ContactQuerySet:
        """From `first` to the day before `end`. Their moments, with a day to spare, are what the index stands on."""
        around = clock.start_of(first - timedelta(days=1)), clock.start_of(end + timedelta(days=1))
        moments = self.filter(happened_at__gte=around[0], happened_at__lt=around[1])
        return moments.filter(happened_on__gte=first, happened_on__lt=end)

    def with_step_due(self, day: date) -> ContactQuerySet:
        return self.newest_versions().filter(next_step_on__lte=day, next_step_done=None)


class Contact(Record):
    """One contact. It needs no name and no case: a mediator helps whoever asks (D 10 #2)."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField()
    happened_on = models.DateField()
    place = models.CharField(max_length=10, choices=Place)
    territory = models.ForeignKey("territory.Territory", on_delete=models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    started_by = models.CharField(max_length=12, choices=StartedBy)
    topics = models.JSONField(default=list)
    actions = models.JSONField(default=list)
    institution = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    languages = models.JSONField(default=list)
    result = models.CharField(max_length=14, choices=Result)
    words = EncryptedTextField(blank=True)
    next_step = EncryptedTextField(blank=True)
    next_step_on = models.DateField(null=True, blank=True)
    next_step_done = models.DateField(null=True, blank=True)
    case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrected_by"
    )
    correction_reason = EncryptedTextField(blank=True)
    noted_at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="happened_on",
        purpose=_("To remember what was done and to account for the mediator's month."),
        legal_basis=_("GDPR, Article 6(1)(e); the funding agreement of the platform"),
        controller=_("the organisation where the mediator works"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_lasts_a_while",
                condition=Q(minutes__gte=1, minutes__lte=720),
                violation_error_message=_("A contact lasts from 1 minute to 12 hours."),
            ),
            models.CheckConstraint(
                name="told_who_names_the_office",
                condition=~Q(result=Result.TOLD_WHO) | Q(institution__isnull=False),
                violation_error_message=_("Say which office it is."),
            ),
        ]
        indexes = [
            models.Index(fields=["membership", "-happened_at", "-id"], name="contacts_of_a_mediator"),
            models.Index(fields=["case", "-happened_at"], name="contacts_of_a_case"),
            models.Index(fields=["membership", "next_step_on"], name="contacts_with_next_step"),
        ]
