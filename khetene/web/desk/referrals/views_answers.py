"""The answers: accept, decline, first meeting, outcome. The recipient gives them, or the sender writes down what it heard."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.kernel import clock
from khetene.referrals import actions, reads
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.referrals.forms import AcceptForm, AppointmentForm, DeclineForm, MessageForm, OutcomeForm
from khetene.web.desk.referrals.steps import form_step
from khetene.web.http import ActorRequest, page


def _answerable(request: ActorRequest, referral_id: uuid.UUID) -> reads.ReferralPage:
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.may_answer:
        raise Http404
    return shown


def _heard(shown: reads.ReferralPage) -> str:
    return _("Write down what the office told you.") if shown.is_sender else ""


@page(allowed_to=works_with_cases, writes=("POST",))
def accept(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Our own case opens; where only the sender heard it, the office works in its own files."""
    shown = _answerable(request, referral_id)
    if shown.is_sender:
        told = KheteneForm(request.POST if request.method == "POST" else None)
        return form_step(
            request,
            shown,
            told,
            lambda: actions.accept_outside(referral_id, actor=request.actor),
            title=_("The office accepted it"),
            submit=_("Save"),
            intro=_heard(shown),
        )
    form = AcceptForm(request.POST or None)

    def take_over() -> Any:
        return actions.accept_referral(referral_id, purpose=form.cleaned_data["purpose"], actor=request.actor)

    title, submit = _("Accept the referral"), _("Accept and open our case")
    return form_step(request, shown, form, take_over, title=title, submit=submit)


@page(allowed_to=works_with_cases, writes=("POST",))
def decline(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    shown = _answerable(request, referral_id)
    offices = reads.better_addresses(shown, on=clock.today())
    form = DeclineForm(request.POST or None, organisations=offices)

    def say_no() -> Any:
        return actions.decline_referral(referral_id, **form.answer(), actor=request.actor)

    title = _("The office declined it") if shown.is_sender else _("Decline the referral")
    return form_step(request, shown, form, say_no, title=title, submit=_("Decline"), intro=_heard(shown))


@page(allowed_to=works_with_cases, writes=("POST",))
def appointment(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    shown = _answerable(request, referral_id)
    form = AppointmentForm(request.POST or None, initial={"on": clock.today()})

    def meet() -> Any:
        return actions.record_first_appointment(referral_id, on=form.cleaned_data["on"], actor=request.actor)

    return form_step(request, shown, form, meet, title=_("First meeting"), submit=_("Save"), intro=_heard(shown))


@page(allowed_to=works_with_cases, writes=("POST",))
def outcome(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """What came of it; the newest result of our own case is offered, its words are not."""
    shown = _answerable(request, referral_id)
    form = OutcomeForm(request.POST or None, initial=_offered(request, shown))

    def tell() -> Any:
        return actions.report_outcome(referral_id, **form.cleaned_data, actor=request.actor)

    title = _("Report the outcome")
    return form_step(request, shown, form, tell, title=title, submit=title, intro=_who_reads(shown))


def _who_reads(shown: reads.ReferralPage) -> str:
    if shown.is_sender:
        return _heard(shown)
    if shown.report_back:
        return _("The person agreed that the sender learns the result.")
    return _("The person did not agree that the result is told. The sender learns only that you have finished.")


def _offered(request: ActorRequest, shown: reads.ReferralPage) -> dict[str, Any]:
    if shown.recipient_case_id:
        outcomes = cases.outcomes_of(cases.case_head(shown.recipient_case_id, actor=request.actor))
        if outcomes:
            return {"kind": outcomes[0].kind, "on": outcomes[0].happened_on}
    return {"on": clock.today()}


@page(allowed_to=works_with_cases, writes=("POST",))
def message(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    shown = reads.referral(referral_id, actor=request.actor)
    form = MessageForm(request.POST or None)

    def write() -> Any:
        return actions.write_message(referral_id, words=form.cleaned_data["words"], actor=request.actor)

    return form_step(request, shown, form, write, title=_("Write to the other office"), submit=_("Send"))
