"""Recording, asking, answering and confirming."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.directory import reads as directory
from khetene.gatherings import reads as gatherings
from khetene.guidance import actions, reads
from khetene.guidance.rules import answers_for, answers_for_an_organisation, keeps_the_register
from khetene.kernel import clock
from khetene.territory.reads import municipality_choices
from khetene.web.desk.guidance.forms import AddresseeForm, AnswerForm, AskForm, StatementForm, answers_now
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_the_register, writes=("POST",))
def record(request: ActorRequest) -> HttpResponse:
    """Keep one thing as it was said."""
    held = _gathering(request)
    form = StatementForm(request.POST or None, places=municipality_choices(on=clock.today()), initial=_said_there(held))
    if request.method == "POST" and form.is_valid():
        at = held.row.id if held else None
        recorded = attempt(form, lambda: actions.record_statement(**placed(form), gathering_id=at, actor=request.actor))
        if recorded:
            messages.success(request, _("Recorded."))
            return redirect("guidance:statement", recorded.pk)
    context = {"form": form, "title": _("Record what was said"), "submit": _("Record")}
    return render(request, "desk/guidance/form.html", context)


def placed(form: StatementForm) -> dict[str, Any]:
    """What was filled in, with the keys of the municipalities."""
    given = dict(form.cleaned_data)
    return given | {"place_ids": [uuid.UUID(key) for key in given.pop("places")]}


def _gathering(request: ActorRequest) -> gatherings.GatheringPage | None:
    """The gathering at which it was said, if the address names one of ours."""
    try:
        key = uuid.UUID(request.GET.get("gathering", ""))
    except ValueError:
        return None
    shown = gatherings.gathering(key, actor=request.actor)
    return shown if shown.holds else None


def _said_there(held: gatherings.GatheringPage | None) -> dict[str, Any]:
    if held is None:
        return {}
    return {"occasion": held.row.title[:200], "said_on": held.days[0] if held.days else None}


@page(allowed_to=keeps_the_register, writes=("POST",))
def ask(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Ask organisations to answer by a day."""
    shown = reads.statement(statement_id)
    named = [str(row.organisation_id) for row in shown.row.addressees if row.organisation_id and not row.asked_on]
    offices = directory.organisation_choices(on=clock.today())
    form = AskForm(request.POST or None, organisations=offices, initial={"organisations": named})
    if request.method == "POST" and form.is_valid():
        chosen = [uuid.UUID(key) for key in form.cleaned_data["organisations"]]
        due_on = form.cleaned_data["due_on"]
        asked = attempt(
            form,
            lambda: actions.ask_organisations(
                statement_id, organisation_ids=chosen, due_on=due_on, actor=request.actor
            ),
        )
        if asked:
            messages.success(request, _("Asked. Each organisation sees it among what is asked of it."))
            return redirect("guidance:statement", statement_id)
    context = {"form": form, "row": shown.row, "title": _("Ask organisations"), "submit": _("Ask")}
    return render(request, "desk/guidance/form.html", context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def answer(request: ActorRequest, addressing_id: uuid.UUID) -> HttpResponse:
    """My organisation says where it stands."""
    shown, row = _addressee(addressing_id)
    if not answers_for(request.actor, row.organisation_id):
        raise Http404
    choices = answers_now(row.answer, row.addressee_may)
    form = AddresseeForm(
        request.POST or None, answers=choices, initial={"due_on": row.due_on, "responsible": row.responsible}
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.answer(addressing_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The answer is recorded."))
            return redirect("guidance:statement", shown.row.id)
    context = {"form": form, "row": shown.row, "title": _("Answer for your organisation"), "submit": _("Answer")}
    return render(request, "desk/guidance/form.html", context)


@page(allowed_to=keeps_the_register, writes=("POST",))
def decide(request: ActorRequest, addressing_id: uuid.UUID) -> HttpResponse:
    """The coordinator confirms, opens again or replaces."""
    shown, row = _addressee(addressing_id)
    form = AnswerForm(request.POST or None, answers=row.coordinator_may)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.decide(addressing_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:statement", shown.row.id)
    context = {"form": form, "row": shown.row, "title": row.name, "submit": _("Record")}
    return render(request, "desk/guidance/form.html", context)


def _addressee(addressing_id: uuid.UUID) -> tuple[reads.StatementPage, reads.AddresseeRow]:
    shown = reads.statement_of(addressing_id)
    row = next(one for one in shown.row.addressees if one.id == addressing_id)
    if row.organisation_id is None:
        raise Http404
    return shown, row
