"""What else is paid: noting it, taking it back, and asking an institution that also knows the person."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads
from khetene.web.desk.enrolments.forms import AskForm, OtherFinanceForm
from khetene.web.desk.enrolments.views_steps import show, shown_page
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases, writes=("POST",))
def note(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """Somebody else pays for a need; then no programme pays it a second time."""
    shown = shown_page(enrolment_id, request)
    form = OtherFinanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: actions.note_other_finance(shown.client_id, **data, actor=request.actor)):
            messages.success(request, _("It is noted. The same thing will not be paid twice."))
            return redirect("enrolments:enrolment", enrolment_id)
    return show(request, shown, form, _("Paid by somebody else"))


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back(request: ActorRequest, enrolment_id: uuid.UUID, noted_id: uuid.UUID) -> HttpResponse:
    reads.visible_enrolment(enrolment_id, actor=request.actor)
    if request.method == "POST":
        actions.take_back_other_finance(noted_id, actor=request.actor)
    return redirect("enrolments:enrolment", enrolment_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def ask(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """Yes or no from the institution that the person was handed over to or from; every question is written down there."""
    shown = shown_page(enrolment_id, request)
    if not shown.asks_elsewhere:
        raise Http404
    form = AskForm(request.POST or None)
    answer = None
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        why = data.pop("purpose")
        found = actions.ask_if_paid(shown.client_id, **data, why=why, actor=request.actor)
        answer = {
            True: _("Yes: in this time another institution pays for it."),
            False: _("No: no other institution that knows the person here pays for it in this time."),
            None: _("No other institution here knows this person by a hand-over, so nobody was asked."),
        }[found]
    intro = _("The answer is yes or no. That you asked, and why, is written down at the other institution.")
    return show(request, shown, form, _("Is it already paid elsewhere?"), intro=intro, answer=answer)
