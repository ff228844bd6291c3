"""What a person agreed to or refused, each kind for itself."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import AgreementAnswer, AgreementKind, Language
from khetene.cases.models.case import Case
from khetene.cases.models.client import Client
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.enums import GivenHow
from khetene.kernel.models import Record


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force_on(self, day: date) -> AgreementQuerySet:
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day),
            answer=AgreementAnswer.AGREED,
            valid_from__lte=day,
            withdrawn_on=None,
        )


class Agreement(Record):
    """An answer to one explained question: agreed or refused, how, in which language, and for what it holds.

    `parts` lists what may be handed over (see `referrals.enums.SharedPart`); only a data consent has a recipient and parts.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="agreements")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="agreements")
    kind = models.CharField(max_length=20, choices=AgreementKind)
    answer = models.CharField(max_length=10, choices=AgreementAnswer)
    explained = EncryptedTextField()
    explained_in = models.CharField(max_length=8, choices=Language)
    given_how = models.CharField(max_length=12, choices=GivenHow)
    witness = EncryptedTextField(blank=True)
    recipient = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    parts = models.JSONField(default=list)
    purpose = EncryptedTextField(blank=True)
    programme = models.CharField(max_length=60, blank=True)
    report_back = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    retention = retention.KeptWith("case", _("To prove what the person agreed to or refused."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_consent_names_recipient",
                condition=~Q(kind=AgreementKind.DATA_CONSENT) | Q(recipient__isnull=False),
                violation_error_message=_("Consent to hand over data names the recipient."),
            ),
            models.CheckConstraint(
                name="participation_names_programme",
                condition=~Q(kind=AgreementKind.PARTICIPATION) | ~Q(programme=""),
                violation_error_message=_("Agreement to take part names the programme."),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="only_an_agreement_is_withdrawn",
                condition=Q(withdrawn_on=None) | Q(answer=AgreementAnswer.AGREED),
                violation_error_message=_("A refusal cannot be withdrawn; record a new answer."),
            ),
        ]
        indexes = [models.Index(fields=["case", "kind", "-valid_from"], name="agreements_of_a_case")]
