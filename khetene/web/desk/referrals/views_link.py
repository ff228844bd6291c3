"""The page behind a one-purpose link: an office without an account sees what was shared and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from khetene.kernel import clock
from khetene.kernel.errors import DomainError
from khetene.referrals import actions, reads
from khetene.referrals.enums import TAKEN_OVER, UNANSWERED, State
from khetene.referrals.errors import LinkIsOver
from khetene.referrals.models import AnswerLink
from khetene.web.desk.referrals.forms import AppointmentForm, DeclineForm, OutcomeForm
from khetene.web.desk.referrals.showing import shared_rows
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import anybody, attempt, page, private


@private
@page(allowed_to=anybody, writes=("POST",))
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Open, accept, decline, first meeting or outcome. An ended link explains itself and tells nothing."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    try:
        link = actions.link_for(token)
    except LinkIsOver as refusal:
        missed(request)
        return render(request, "desk/referrals/link_over.html", {"message": refusal.message}, status=410)
    shown = reads.referral_by_link(link)
    forms = _forms(request, shown)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step in forms and _answered(request, step, forms[step], link):
        return redirect("referrals:answer", token)
    context = {"shown": shown, "line": shown.line, "shared": shared_rows(shown.shared), "forms": forms}
    return render(request, "desk/referrals/answer.html", context)


def _forms(request: HttpRequest, shown: reads.ReferralPage) -> dict[str, Form | None]:
    """The answers that are possible now, each with its form if it has one.

    Unopened, a referral shows nothing about the person: programs that check e-mails for danger follow links too.
    """

    def data(name: str) -> Any:
        return request.POST if request.POST.get("step") == name else None

    state = shown.line.state
    if state == State.SENT:
        return {"open": None}
    if state in UNANSWERED:
        offices = reads.better_addresses(shown, on=clock.today())
        return {"accept": None, "decline": DeclineForm(data("decline"), organisations=offices)}
    if state in TAKEN_OVER:
        today = {"on": clock.today()}
        return {
            "appointment": AppointmentForm(data("appointment"), initial=today, auto_id="appointment_%s"),
            "outcome": OutcomeForm(data("outcome"), initial=today),
        }
    return {}


def _answered(request: HttpRequest, step: str, form: Any, link: AnswerLink) -> bool:
    carry_out = _action(step, form, link)
    if form is not None:
        return bool(form.is_valid()) and attempt(form, carry_out) is not None
    try:
        carry_out()
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    return True


def _action(step: str, form: Any, link: AnswerLink) -> Callable[[], Any]:
    referral = link.referral_id
    return {
        "open": lambda: actions.see_referral(referral, actor=link),
        "accept": lambda: actions.accept_outside(referral, actor=link),
        "decline": lambda: actions.decline_referral(referral, **form.answer(), actor=link),
        "appointment": lambda: actions.record_first_appointment(referral, on=form.cleaned_data["on"], actor=link),
        "outcome": lambda: actions.report_outcome(referral, **form.cleaned_data, actor=link),
    }[step]
