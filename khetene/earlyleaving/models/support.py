"""Supports of a plan, each tied to a risk, and what was given: confirmed consultations and paid expenses."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import Group, Meeting, Signature, Unit
from khetene.earlyleaving.models.plan import Plan, Risk
from khetene.earlyleaving.models.pupil import MEMBERSHIP
from khetene.files.models import StoredFile
from khetene.kernel import retention
from khetene.kernel.models import Record


class Support(Record):
    """What is planned against one risk: how much, at what cost, when, and who answers for it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="supports")
    risk = models.ForeignKey(Risk, on_delete=models.RESTRICT, related_name="supports")
    kind = models.SlugField(max_length=40)
    group = models.CharField(max_length=14, choices=Group)
    unit = models.CharField(max_length=8, choices=Unit)
    meeting = models.CharField(max_length=12, choices=Meeting, blank=True)
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    unit_cents = models.PositiveIntegerField()
    cents = models.PositiveIntegerField()
    begins = models.DateField()
    ends = models.DateField()
    responsible = models.CharField(max_length=120)
    only_if_poor = models.BooleanField(default=False)
    poor_until = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("plan", _("To know what was planned against which risk, and what it may cost."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="support_is_more_than_nothing",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A support is more than nothing."),
            ),
            models.CheckConstraint(
                name="support_ends_after_it_begins",
                condition=Q(ends__gte=F("begins")),
                violation_error_message=_("The last day cannot lie before the first one."),
            ),
            models.CheckConstraint(
                name="consultation_in_hours_alone_or_in_a_group",
                condition=Q(group=Group.CONSULTATIVE, unit=Unit.HOURS) & ~Q(meeting="")
                | Q(group=Group.ECONOMIC, meeting="") & ~Q(unit=Unit.HOURS),
                violation_error_message=_(
                    "A consultation is given in hours, alone or in a group; other support is not."
                ),
            ),
            models.CheckConstraint(
                name="clothes_only_with_the_status_of_a_poor_household",
                condition=Q(only_if_poor=False) | Q(poor_until__isnull=False, poor_until__gte=F("begins")),
                violation_error_message=_(
                    "Clothes, shoes and hygiene are paid only for a poor household. Write until when the status holds."
                ),
            ),
        ]
        indexes = [models.Index(fields=["plan", "kind"], name="supports_of_a_plan")]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def that_count(self) -> DeliveryQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)


class Delivery(Record):
    """A consultation that the pupil confirmed (KA), or an expense with its document."""

    support = models.ForeignKey(Support, on_delete=models.CASCADE, related_name="deliveries")
    is_consultation = models.BooleanField()
    given_on = models.DateField()
    quantity = models.DecimalField(max_digits=8, decimal_places=2)
    cents = models.PositiveIntegerField()
    remote = models.BooleanField(default=False)
    order_number = models.CharField(max_length=60, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    signature = models.CharField(max_length=8, choices=Signature, blank=True)
    document = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    retention = retention.KeptWith("support", _("To prove that support was given and what it cost."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delivery_is_more_than_nothing",
                condition=Q(quantity__gt=0),
                violation_error_message=_("A support is more than nothing."),
            ),
            models.CheckConstraint(
                name="consultation_is_confirmed_by_the_pupil",
                condition=Q(is_consultation=False)
                | Q(is_consultation=True, confirmed_on__isnull=False, confirmed_on__gte=F("given_on"))
                & ~Q(signature=""),
                violation_error_message=_(
                    "A consultation counts when the pupil has confirmed it. Write the day and how."
                ),
            ),
            models.CheckConstraint(
                name="remote_consultation_has_an_order_and_the_same_day",
                condition=Q(remote=False)
                | Q(remote=True, is_consultation=True, confirmed_on__isnull=False, confirmed_on=F("given_on"))
                & ~Q(order_number=""),
                violation_error_message=_(
                    "A remote consultation needs the order of the head of the school and a confirmation on the same day."
                ),
            ),
            models.CheckConstraint(
                name="expense_has_its_document",
                condition=Q(is_consultation=True) | Q(is_consultation=False) & ~Q(document=""),
                violation_error_message=_("Name the receipt or the list that shows the expense."),
            ),
        ]
        indexes = [models.Index(fields=["support", "given_on"], name="deliveries_of_a_support")]


class Proof(StoredFile):
    """The signed confirmation of a consultation or the receipt of an expense, as a scan."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="proofs")

    silo_path = "delivery.support.plan.pupil.organisation_id"
    retention = retention.KeptWith(
        "delivery", _("To show the paper by which a pupil confirmed, or what an expense was.")
    )
