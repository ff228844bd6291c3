"""Asking somebody about one field, reminding them, and entering what came on paper or was said."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.instruments import actions, reads
from khetene.instruments.enums import PartState
from khetene.instruments.mail import send_part_link
from khetene.instruments.models import Part
from khetene.instruments.rules import keeps_evaluations
from khetene.kernel.errors import DomainError, NotForYou
from khetene.monitoring.reads import suggestions
from khetene.web.desk.instruments.forms import AskForm, initial_from
from khetene.web.desk.instruments.questions import QuestionsForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_evaluations, writes=("POST",))
def ask(request: ActorRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Ask somebody; `?instead=` names the part of whoever said that it is not their field, `?known=` somebody suggested."""
    shown = reads.evaluation(evaluation_id, actor=request.actor)
    passed = _passed_on(shown, request.GET.get("instead", ""))
    initial = {"field": request.GET.get("field", ""), "language": "lv"}
    if passed:
        initial |= {"field": passed.field, "name": passed.ask_instead, "email": passed.ask_instead_email}
        initial["answers_for"] = passed.answers_for
    elif key := request.GET.get("known", ""):
        initial |= initial_from(suggestions(shown.row, actor=request.actor), key)
    fields = [one.field for one in shown.fields]
    form = AskForm(request.POST or None, fields=fields, is_contribution=shown.row.is_contribution, initial=initial)

    def carry_out() -> Any:
        instead_of = passed.id if passed else None
        return actions.ask_part(evaluation_id, **form.cleaned_data, instead_of=instead_of, actor=request.actor)

    if request.method == "POST" and form.is_valid():
        if asked := attempt(form, carry_out):
            return _tell_link(request, *asked)
    context = {"form": form, "title": _("Ask somebody"), "submit": _("Ask"), "row": shown.row}
    return render(request, "desk/instruments/form.html", context)


def _passed_on(shown: reads.EvaluationPage, key: str) -> reads.PartRow | None:
    parts = (part for field in shown.fields for part in field.parts)
    return next((part for part in parts if str(part.id) == key and part.state == PartState.PASSED_ON), None)


def _tell_link(request: ActorRequest, part: Part, token: str) -> HttpResponse:
    """Sent by e-mail, or shown this once."""
    emailed = send_part_link(part, address_of(token))
    context = {"part": part, "address": "" if emailed else address_of(token), "emailed": emailed}
    return render(request, "desk/instruments/link.html", context)


def address_of(token: str) -> str:
    """Where a personal link leads."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("instruments:part", args=[token])


@page(allowed_to=keeps_evaluations, writes=("POST",))
def remind(request: ActorRequest, part_id: uuid.UUID) -> HttpResponse:
    shown = reads.part(part_id, actor=request.actor)
    if request.method == "POST":
        try:
            return _tell_link(request, *actions.remind(part_id, actor=request.actor))
        except NotForYou:
            raise
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
    return redirect("instruments:evaluation", shown.evaluation_id)


@page(allowed_to=keeps_evaluations, writes=("POST",))
def enter(request: ActorRequest, part_id: uuid.UUID) -> HttpResponse:
    """What stands on paper, or was said aloud, is entered whole."""
    shown = reads.part(part_id, actor=request.actor)
    form = QuestionsForm(request.POST if request.method == "POST" else None, asked=shown.asked)
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, lambda: actions.enter_answer(part_id, answers=form.answers, actor=request.actor))
        if kept:
            messages.success(request, _("The answer is recorded."))
            return redirect("instruments:evaluation", shown.evaluation_id)
    return render(request, "desk/instruments/enter.html", {"shown": shown, "form": form})
