"""Actions that serve recommendations: the list, one action, taking one on, saying how far it is, and confirming it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.directory import reads as directory
from khetene.directory.search import folded, wanted
from khetene.guidance import actions, reads
from khetene.guidance.enums import ASKING, ActionState
from khetene.guidance.rules import answers_for, answers_for_an_organisation, keeps_the_register
from khetene.web.desk.guidance.forms import ActionForm, ChooseForm, OwnProgressForm, ProgressForm
from khetene.web.desk.guidance.views import LONGEST_SEARCH, ON_A_PAGE
from khetene.web.http import ActorRequest, attempt, page

FORM = "desk/guidance/form.html"
SHORT = 120


@page(allowed_to=at_work)
def work(request: ActorRequest) -> HttpResponse:
    """What is done about recommendations; the filters stay in the address."""
    chosen, state = _key(request.GET.get("organisation", "")), request.GET.get("state", "")
    shown = Paginator(reads.actions(organisation=chosen, state=state), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": [reads.action_row(row) for row in shown.object_list],
        "organisations": reads.who_promised(),
        "organisation": str(chosen or ""),
        "states": [("overdue", _("overdue")), *ActionState.choices],
        "state": state,
    }
    return render(request, "desk/guidance/work.html", context)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@page(allowed_to=at_work)
def commitments(request: ActorRequest) -> HttpResponse:
    """Institutions that promised something here."""
    words = request.GET.get("words", "")[:LONGEST_SEARCH]
    found = [(key, name) for key, name in reads.who_promised() if _named(name, words)]
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/guidance/commitments.html", {"page": shown, "words": words})


def _named(name: str, words: str) -> bool:
    """Whether every searched word begins a word of the name."""
    return all(f" {part}" in folded(name) for part in wanted(words))


@page(allowed_to=at_work)
def commitments_of(request: ActorRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """What an institution promised, in which document, until when, and where it stands."""
    names = directory.names_of([organisation_id])
    if organisation_id not in names:
        raise Http404
    state = request.GET.get("state", "")
    found = reads.commitments(organisation_id, state=state)
    context = {
        "name": names[organisation_id],
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "states": [("open", _("not finished")), ("overdue", _("overdue")), ("done", _("finished"))],
        "state": state,
    }
    return render(request, "desk/guidance/commitments_of.html", context)


@page(allowed_to=at_work)
def action(request: ActorRequest, action_id: uuid.UUID) -> HttpResponse:
    shown = reads.action(action_id)
    own = answers_for(request.actor, shown.row.organisation_id)
    keeps = keeps_the_register(request.actor)
    context = {
        "shown": shown,
        "row": shown.row,
        "may_report": own and bool(shown.owner_may),
        "may_verify": keeps and bool(shown.coordinator_may),
        "may_serve": own or keeps,
        "may_correct": own,
        "may_wipe": own or keeps,
        "earlier": reads.earlier_of_action(action_id, shown.row.organisation_id, actor=request.actor),
    }
    return render(request, "desk/guidance/action.html", context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def take_on(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """My organisation says what it will do about a recommendation, and about others together with it."""
    shown = reads.statement(statement_id)
    if shown.row.kind not in ASKING:
        raise Http404
    form = ActionForm(
        request.POST or None,
        statements=_servable(request, shown.row),
        guidelines=reads.guidelines(),
        initial={"statements": [str(statement_id)]},
    )
    if request.method == "POST" and form.is_valid():
        taken = attempt(form, lambda: actions.take_on(**_planned(form), actor=request.actor))
        if taken:
            messages.success(request, _("Taken on. You will be reminded when its day has passed."))
            return redirect("guidance:action", taken.pk)
    context = {"form": form, "row": shown.row, "title": _("What will we do?"), "submit": _("Take it on")}
    return render(request, FORM, context)


def _servable(request: ActorRequest, also: reads.StatementRow | None = None) -> list[tuple[str, str]]:
    """What is asked of my organisation, and the one that was opened."""
    rows = reads.asked_of(request.actor.organisation_key)
    found = {row.id: row for row in ([also, *rows] if also else rows)}
    return [(str(row.id), f"{row.words[:SHORT]} ({row.year})") for row in found.values()]


def _planned(form: ActionForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return given | {
        "statement_ids": [uuid.UUID(key) for key in given.pop("statements")],
        "guideline_id": _key(given.pop("guideline")),
    }


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def serve(request: ActorRequest, action_id: uuid.UUID) -> HttpResponse:
    """The same action serves another recommendation."""
    shown = reads.action(action_id)
    keeps = keeps_the_register(request.actor)
    if not (keeps or answers_for(request.actor, shown.row.organisation_id)):
        raise Http404
    served = {key for key, _words, _year in shown.statements}
    asked = reads.asked_of(shown.row.organisation_id)
    choices = [(str(row.id), f"{row.words[:SHORT]} ({row.year})") for row in asked if row.id not in served]
    form = ChooseForm(request.POST or None, label=_("Which recommendation does it serve too?"), choices=choices)
    if request.method == "POST" and form.is_valid():
        key = uuid.UUID(form.cleaned_data["chosen"])
        attempt(form, lambda: actions.serve(action_id, statement_id=key, actor=request.actor))
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect("guidance:action", action_id)
    context = {"form": form, "action": shown.row, "title": _("It serves another one too"), "submit": _("Record")}
    return render(request, FORM, context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def report(request: ActorRequest, action_id: uuid.UUID) -> HttpResponse:
    """My organisation says how far it is."""
    shown = reads.action(action_id)
    if not answers_for(request.actor, shown.row.organisation_id) or not shown.owner_may:
        raise Http404
    initial = {"state": shown.row.state, "responsible": shown.row.responsible, "due_on": shown.row.due_on}
    form = OwnProgressForm(request.POST or None, states=shown.owner_may, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.report(action_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:action", action_id)
    context = {"form": form, "action": shown.row, "title": _("How far is it?"), "submit": _("Record")}
    return render(request, FORM, context)


@page(allowed_to=keeps_the_register, writes=("POST",))
def verify(request: ActorRequest, action_id: uuid.UUID) -> HttpResponse:
    """The coordinator confirms it, or opens it again."""
    shown = reads.action(action_id)
    if not shown.coordinator_may:
        raise Http404
    form = ProgressForm(request.POST or None, states=shown.coordinator_may)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.verify(action_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:action", action_id)
    context = {"form": form, "action": shown.row, "title": _("Confirm or open again"), "submit": _("Record")}
    return render(request, FORM, context)
