"""The only bridge between silos: what is shared, under which agreement, and what became of it."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.referrals.enums import (
    DATA_TRAVELS,
    UNANSWERED,
    WAITS_FOR_RECIPIENT,
    DeclineReason,
    State,
    Way,
    WithdrawnWhy,
)

MEMBERSHIP = "accounts.Membership"


class ReferralQuerySet(models.QuerySet["Referral"]):
    def received_by(self, actor: Actor) -> ReferralQuerySet:
        """Referrals that reached the actor's organisation; a draft did not."""
        return self.filter(recipient_id=actor.organisation_key).exclude(state=State.DRAFT)

    def with_consent_on(self, day: date) -> ReferralQuerySet:
        """Adds `consent_holds`: the agreement is in force, or no data travel and none is needed."""
        holds = Q(agreement__withdrawn_on=None) & (Q(agreement__valid_to=None) | Q(agreement__valid_to__gte=day))
        return self.annotate(consent_holds=ExpressionWrapper(holds, output_field=models.BooleanField()))

    def whose_consent_is_gone(self, day: date) -> ReferralQuerySet:
        """Not yet taken over, and the person has changed their mind or the agreement has ended."""
        return self.with_consent_on(day).filter(Q(consent_holds=False), state__in=UNANSWERED)

    def unresolved(self) -> ReferralQuerySet:
        """Whoever has the next move has not made it: waiting for an answer or a result, or declined and not sent on."""
        sent_on = Referral.objects.filter(
            client=OuterRef("client"), sent_at__gt=OuterRef("sent_at"), state__in=[*WAITS_FOR_RECIPIENT, State.OUTCOME]
        )
        return self.filter(Q(state__in=WAITS_FOR_RECIPIENT) | Q(Q(state=State.DECLINED), ~Exists(sent_on)))

    def to_remind_on(self, day: date) -> ReferralQuerySet:
        """Whose clock ran out and whose owner was not yet reminded."""
        return self.unresolved().filter(remind_on__lte=day, reminded_on=None)

    def to_escalate_on(self, day: date) -> ReferralQuerySet:
        return self.unresolved().filter(escalate_on__lte=day, escalated_on=None)


class ReferralNumber(Record):
    """The last number given in a year, for keys such as N-26-0042 that can be said on the phone."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    retention = retention.Permanent(_("A counter; it holds nothing about a person."))


class Referral(Record):
    """One hand-over. `shared` is exactly what travels, as it was shown before it was sent."""

    key = models.CharField(max_length=20, unique=True)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey("cases.Client", on_delete=models.CASCADE, related_name="+")
    sender = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    agreement = models.ForeignKey("cases.Agreement", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    parts = models.JSONField(default=list)
    shared = EncryptedTextField(null=True, blank=True)
    words = EncryptedTextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    report_back = models.BooleanField(default=False)
    created_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    decline_words = EncryptedTextField(blank=True)
    better_address = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_why = models.CharField(max_length=20, choices=WithdrawnWhy, blank=True)
    first_appointment_on = models.DateField(null=True, blank=True)
    outcome_kind = models.CharField(max_length=30, blank=True)
    outcome_words = EncryptedTextField(blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    recipient_case = models.ForeignKey("cases.Case", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    remind_on = models.DateField(null=True, blank=True)
    escalate_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    escalated_on = models.DateField(null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    retention = retention.KeptWith(
        "case", _("To carry a person's need to the right office and to know what became of it.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="referral_data_needs_agreement",
                condition=~Q(way__in=DATA_TRAVELS) | Q(state=State.DRAFT) | Q(agreement__isnull=False),
                violation_error_message=_("Data go over only under an agreement."),
            ),
            models.CheckConstraint(
                name="referral_declined_with_a_reason",
                condition=~Q(state=State.DECLINED) | ~Q(decline_reason=""),
                violation_error_message=_("Say why the referral is declined."),
            ),
            models.CheckConstraint(
                name="referral_outcome_has_kind_and_day",
                condition=~Q(state=State.OUTCOME) | (~Q(outcome_kind="") & Q(outcome_on__isnull=False)),
                violation_error_message=_("An outcome has a kind and a day."),
            ),
            models.CheckConstraint(
                name="referral_waiting_has_a_clock",
                condition=~Q(state__in=WAITS_FOR_RECIPIENT)
                | Q(sent_at__isnull=False, remind_on__isnull=False, escalate_on__isnull=False),
                violation_error_message=_("What waits for somebody has a day of reminder."),
            ),
            models.CheckConstraint(
                name="referral_withdrawn_says_why",
                condition=Q(state=State.WITHDRAWN) & ~Q(withdrawn_why="")
                | ~Q(state=State.WITHDRAWN) & Q(withdrawn_why=""),
                violation_error_message=_("What is called back says why; nothing else does."),
            ),
            models.CheckConstraint(
                name="referral_on_foot_carries_no_data",
                condition=Q(way__in=DATA_TRAVELS) | Q(shared=None),
                violation_error_message=_("By phone and on foot no data go over."),
            ),
            models.CheckConstraint(
                name="referral_leaves_the_organisation",
                condition=~Q(recipient=F("sender")),
                violation_error_message=_("A referral goes to another organisation."),
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "state", "-sent_at"], name="referrals_received"),
            models.Index(fields=["case", "-created_at"], name="referrals_of_a_case"),
            models.Index(fields=["state", "remind_on"], name="referrals_to_remind"),
        ]


class ReferralStep(Record):
    """One change of state, by whom on which side."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=State)
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_link = models.BooleanField(default=False)

    retention = retention.KeptWith("referral", _("To follow what became of a referral."))


class ReferralMessage(Record):
    """A question or an answer between the two sides."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="messages")
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField()
    written_at = models.DateTimeField()

    retention = retention.KeptWith("referral", _("So that the two offices can ask each other."))


class AnswerLink(Record):
    """A one-purpose door for an office without an account. Only the digest of its token is kept."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    valid_to = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn = models.BooleanField(default=False)

    retention = retention.KeptWith("referral", _("So that an office without an account can answer."))
