"""A case in its controller's silo, the people who work on it, and who else was let in."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import Case as FirstOf
from django.db.models import Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import AccessReason, ClosingReason, LegalBasis, OpeningReason, Purpose
from khetene.kernel import clock, retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

CONTROLLER = _("the organisation that keeps the case")
CASE_PURPOSE = _("To help a person to the support that they asked for.")
CASE_BASIS = _("GDPR 6(1)(e) for offices, 6(1)(a) and 9(2)(a) for mediators; Law on Social Services")


class CaseQuerySet(models.QuerySet["Case"]):
    def in_silo(self, organisation: uuid.UUID) -> CaseQuerySet:
        """Every case that the organisation keeps."""
        return self.filter(organisation_id=organisation)

    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """In the actor's own silo: those they work on, supervise, or were let into.

        The three are found each by its own index; with "or" the database would look through the whole silo.
        """
        supervised = self.model.objects.filter(supervisor_id=actor.membership_key).values("pk")
        let_in = _own_grants(actor).values("case_id")
        return self.in_silo(actor.organisation_key).filter(
            pk__in=_own_work(actor).values("case_id").union(let_in, supervised)
        )

    def telling_why(self, actor: Actor) -> CaseQuerySet:
        """Each that the actor may see, with `opened_because`: an OpeningReason."""
        return self.annotate(
            opened_because=FirstOf(
                When(Exists(_own_work(actor).filter(case=OuterRef("pk"))), then=Value(OpeningReason.WORKS_ON_IT)),
                When(supervisor_id=actor.membership_key, then=Value(OpeningReason.SUPERVISES)),
                default=Value(OpeningReason.GRANTED),
                output_field=models.CharField(),
            )
        )

    def open_on(self, day: date) -> CaseQuerySet:
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)

    def silent_since(self, day: date) -> CaseQuerySet:
        """Open cases in which nothing was recorded after `day`."""
        return self.filter(closed_on=None, last_activity_on__lte=day)


def _own_work(actor: Actor) -> CaseWorkerQuerySet:
    """What the actor works on now."""
    return CaseWorker.objects.active_on(clock.today()).filter(membership_id=actor.membership_key)


def _own_grants(actor: Actor) -> AccessRequestQuerySet:
    """What lets the actor into cases for a time."""
    return AccessRequest.objects.open_on(clock.today()).filter(requested_by_id=actor.membership_key)


class Case(Record):
    """What one organisation does for a person or a family; it says how many people it concerns, not who is whose child."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    purpose = models.CharField(max_length=30, choices=Purpose)
    legal_basis = models.CharField(max_length=20, choices=LegalBasis)
    territory = models.ForeignKey("territory.Territory", on_delete=models.PROTECT, related_name="+")
    people_concerned = models.PositiveSmallIntegerField(default=1)
    supervisor = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="supervised_cases"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closing_reason = models.CharField(max_length=20, choices=ClosingReason, blank=True)
    last_activity_on = models.DateField()

    objects = CaseQuerySet.as_manager()

    retention = retention.KeptFor(
        years=5, after="closed_on", purpose=CASE_PURPOSE, legal_basis=CASE_BASIS, controller=CONTROLLER
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="case_key_unique_in_its_silo"),
            models.CheckConstraint(
                name="case_closed_with_a_reason",
                condition=Q(closed_on=None, closing_reason="") | Q(closed_on__isnull=False) & ~Q(closing_reason=""),
                violation_error_message=_("A closed case has a date and a reason; an open one has neither."),
            ),
            models.CheckConstraint(
                name="case_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("A case cannot close before it was opened."),
            ),
            models.CheckConstraint(
                name="case_concerns_somebody",
                condition=Q(people_concerned__gte=1, people_concerned__lte=30),
                violation_error_message=_("A case concerns 1 to 30 people."),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "closed_on", "-last_activity_on"], name="case_list_of_a_silo"),
            models.Index(fields=["supervisor", "closed_on"], name="case_of_a_supervisor"),
        ]


class CaseNumber(Record):
    """The last number given in one organisation and year, so that keys such as VEN-26-0137 have no gaps by accident."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    retention = retention.Permanent(_("A counter; it holds nothing about a person."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "year"], name="one_counter_per_year")]


class CaseWorkerQuerySet(models.QuerySet["CaseWorker"]):
    def active_on(self, day: date) -> CaseWorkerQuerySet:
        return self.filter(Q(to_day=None) | Q(to_day__gte=day), from_day__lte=day)


class CaseWorker(Record):
    """That somebody works on a case, from a day to a last day."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="workers")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    from_day = models.DateField()
    to_day = models.DateField(null=True, blank=True)

    objects = CaseWorkerQuerySet.as_manager()

    retention = retention.KeptWith("case", _("To know who may see the case and who answers for it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "membership"],
                condition=Q(to_day=None),
                name="works_on_a_case_once",
                violation_error_message=_("This colleague already works on the case."),
            )
        ]
        indexes = [models.Index(fields=["membership", "to_day"], name="cases_of_a_worker")]


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def waiting(self) -> AccessRequestQuerySet:
        return self.filter(decided_at=None)

    def open_on(self, day: date) -> AccessRequestQuerySet:
        return self.filter(granted=True, ends_on__gte=day)


class AccessRequest(Record):
    """A colleague asks to see a case: with a reason, a deadline for the answer, a decision and an end."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="access_requests")
    requested_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    reason = models.CharField(max_length=20, choices=AccessReason)
    words = EncryptedTextField(blank=True)
    decide_by = models.DateField()
    decided_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = AccessRequestQuerySet.as_manager()

    retention = retention.KeptWith("case", _("To show who was let in, by whom and why."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="access_decided_as_a_whole",
                condition=Q(decided_at=None, decided_by=None, granted=None, ends_on=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, granted=False, ends_on=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, granted=True, ends_on__isnull=False),
                violation_error_message=_("A decision has a person, a time and, if access is given, a last day."),
            ),
            models.UniqueConstraint(
                fields=["case", "requested_by"],
                condition=Q(decided_at=None),
                name="one_waiting_request_each",
                violation_error_message=_("You have already asked; the answer is awaited."),
            ),
        ]
