"""The page behind a one-purpose link: an office without an account sees what was shared and answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.referrals import actions, reads
from khetene.referrals.enums import State
from khetene.referrals.errors import LinkIsOver
from khetene.referrals.models import AnswerLink
from khetene.web.desk.referrals.forms import AppointmentForm, DeclineForm, OutcomeForm
from khetene.web.desk.referrals.views import shared_rows
from khetene.web.http import anybody, attempt, page


@page(allowed_to=anybody, writes=("POST",))
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Accept, decline, first meeting or outcome. An ended link explains itself and tells nothing."""
    try:
        link = actions.link_for(token)
    except LinkIsOver as refusal:
        return render(request, "desk/referrals/link_over.html", {"message": refusal.message}, status=410)
    shown = reads.referral_by_link(link)
    forms = _forms(request, shown.line.state)
    if request.method == "POST":
        step = request.POST.get("step", "")
        if step in forms and _answered(step, forms[step], link):
            return redirect("referrals:answer", token)
    context = {"shown": shown, "line": shown.line, "shared": shared_rows(shown.shared), "forms": forms}
    return never_cache(render)(request, "desk/referrals/answer.html", context)


def _forms(request: HttpRequest, state: str) -> dict[str, Any]:
    """The answers that are possible now."""
    step = request.POST.get("step") if request.method == "POST" else None

    def data(name: str) -> Any:
        return request.POST if step == name else None

    if state in (State.SENT, State.SEEN):
        organisations = directory.organisation_choices(on=clock.today(), receiving=True)
        return {"accept": None, "decline": DeclineForm(data("decline"), organisations=organisations)}
    if state in (State.ACCEPTED, State.IN_WORK):
        today = {"on": clock.today()}
        return {
            "appointment": AppointmentForm(data("appointment"), initial=today, auto_id="appointment_%s"),
            "outcome": OutcomeForm(data("outcome"), initial=today),
        }
    return {}


def _answered(step: str, form: Any, link: AnswerLink) -> bool:
    referral = link.referral_id
    if step == "accept":
        actions.accept_by_link(referral, link=link)
        return True
    if not form.is_valid():
        return False
    given = form.cleaned_data
    if step == "decline":
        better = given["better_address"] or None
        carry_out = lambda: actions.decline_referral(  # noqa: E731  one of three closures over the same form
            referral, reason=given["reason"], words=given["words"], better_address_id=better, actor=link
        )
    elif step == "appointment":
        carry_out = lambda: actions.record_first_appointment(referral, on=given["on"], actor=link)  # noqa: E731  as above
    else:
        carry_out = lambda: actions.report_outcome(referral, **given, actor=link)  # noqa: E731  as above
    return attempt(form, carry_out) is not None
