"""The way to a job: steps of the search, offers of work and what became of them, and measures of which only the agency knows."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.enrolments.enums import OfferAnswer, StepState
from khetene.enrolments.models.enrolment import MEMBERSHIP, Enrolment
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record


class SearchStep(Record):
    """One step of the job search plan, as it was agreed with the person."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="search_steps")
    words = EncryptedTextField()
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=StepState, default=StepState.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"

    retention = retention.KeptWith("enrolment", _("To look for work by a plan that the person agreed to."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="search_step_settled_on_a_day",
                condition=Q(state=StepState.OPEN, settled_on=None)
                | ~Q(state=StepState.OPEN) & Q(settled_on__isnull=False),
                violation_error_message=_("A step that is done or dropped has its day; an open one has none."),
            )
        ]


class JobOffer(Record):
    """One offer of work: talked through with the person, answered, begun, and whether it lasted.

    `doubts` are the points that did not suit. A reason that has to do with health is not among the reasons (D 4).
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="job_offers")
    work = EncryptedTextField()
    offered_on = models.DateField()
    checked_on = models.DateField(null=True, blank=True)
    doubts = models.CharField(max_length=400, blank=True)
    person_says = EncryptedTextField(blank=True)
    answer = models.CharField(max_length=10, choices=OfferAnswer, default=OfferAnswer.OPEN)
    answered_on = models.DateField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=40, blank=True)
    started_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    silo_path = "enrolment.organisation_id"

    retention = retention.KeptWith("enrolment", _("To offer work that suits, and to know whether a job lasted."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="offer_answered_on_a_day",
                condition=Q(answer=OfferAnswer.OPEN, answered_on=None)
                | ~Q(answer=OfferAnswer.OPEN) & Q(answered_on__isnull=False),
                violation_error_message=_("An answer to an offer has its day."),
            ),
            models.CheckConstraint(
                name="offer_talked_through_before_the_answer",
                condition=Q(answer=OfferAnswer.OPEN) | Q(checked_on__isnull=False),
                violation_error_message=_(
                    "Talk through with the person whether the work suits before an answer is noted."
                ),
            ),
            models.CheckConstraint(
                name="offer_refused_with_a_reason",
                condition=Q(answer=OfferAnswer.REFUSED) & ~Q(refusal_reason="")
                | ~Q(answer=OfferAnswer.REFUSED) & Q(refusal_reason=""),
                violation_error_message=_("A refused offer has a reason; any other has none."),
            ),
            models.CheckConstraint(
                name="job_begins_after_a_yes",
                condition=Q(started_on=None) | Q(answer=OfferAnswer.ACCEPTED),
                violation_error_message=_("Only an offer that was accepted becomes a job."),
            ),
            models.CheckConstraint(
                name="job_is_followed_from_its_first_day",
                condition=(Q(ended_on=None) | Q(started_on__isnull=False, ended_on__gte=F("started_on")))
                & (Q(confirmed_on=None) | Q(started_on__isnull=False, confirmed_on__gte=F("started_on"))),
                violation_error_message=_("A job cannot end before it began."),
            ),
        ]
        indexes = [models.Index(fields=["enrolment", "-offered_on"], name="offers_of_an_enrolment")]


class Passage(Record):
    """A measure whose content only the agency knows: referred, taken up, finished. What it was is not written down (D 4)."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="passages")
    passage = models.CharField(max_length=40)
    referred_on = models.DateField()
    taken_up_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("enrolment", _("To know whether a hand-over to the agency was taken up."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="passage_goes_in_order",
                condition=(Q(taken_up_on=None) | Q(taken_up_on__gte=F("referred_on")))
                & (Q(finished_on=None) | Q(taken_up_on__isnull=False, finished_on__gte=F("taken_up_on"))),
                violation_error_message=_("First referred, then taken up, then finished."),
            )
        ]
