"""Mediators' posts: contract by contract, who pays them, and for which towns and parishes they stand (D 2.2)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.accounts.rules import coordinates_nationally
from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.models import Record
from khetene.mediation.enums import FundingSource


class ContractQuerySet(models.QuerySet["Contract"]):
    def kept_by(self, actor: Actor) -> ContractQuerySet:
        """Those that the coordinator's organisation keeps; nobody else keeps any."""
        if not coordinates_nationally(actor):
            return self.none()
        return self.filter(organisation_id=actor.organisation_key)

    def of_person(self, actor: Actor) -> ContractQuerySet:
        """The person's own, wherever they worked and work."""
        return self.filter(membership__user_id=actor.user_key)


class Contract(Record):
    """One contract for a mediator's post: employer, share of a full post, phase, days. Between contracts there may be a gap."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    # Phases stand above this module: their number is what both know.
    phase = models.PositiveSmallIntegerField(null=True, blank=True)
    percent_of_full_time = models.PositiveSmallIntegerField()
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    retention = retention.KeptFor(
        years=5,
        after="ends",
        purpose=_("To know which mediator works where, who pays the post, and where a gap is."),
        legal_basis=_("GDPR, Article 6(1)(e); the funding agreement of the platform"),
        controller=_("the organisation that coordinates the mediators"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_ends_after_it_begins",
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                name="contract_is_a_part_of_a_post",
                condition=Q(percent_of_full_time__gte=1, percent_of_full_time__lte=100),
                violation_error_message=_("The share of a full post is from 1 to 100 per cent."),
            ),
            models.UniqueConstraint(
                fields=["membership", "employer", "begins"],
                name="contract_begins_once",
                violation_error_message=_("This contract is already there."),
            ),
        ]


class Funding(Record):
    """Who pays a part of a contract. A part that nobody named stays unknown and is never filled up."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="fundings")
    source = models.CharField(max_length=14, choices=FundingSource)
    payer = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    retention = retention.KeptWith("contract", _("To know who pays the post, the municipality's part among it."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="funding_pays_a_part",
                condition=Q(percent=None) | Q(percent__gt=0, percent__lte=100),
                violation_error_message=_("A part of the costs is more than 0 and at most 100 per cent."),
            ),
        ]


class Area(Record):
    """A town, parish or municipality for which a contract stands, with its days: since the reform it need not be just one."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="areas")
    territory = models.ForeignKey("territory.Territory", on_delete=models.PROTECT, related_name="+")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("contract", _("To know which places have a mediator, and since when one has none."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="area_ends_after_it_begins",
                condition=Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("The last day cannot be before the first day."),
            ),
        ]
