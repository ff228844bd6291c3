"""Writing a practice down, changing, proposing and publishing it, and joining it with what was said or with a gathering."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.gatherings import reads as gatherings
from khetene.guidance import actions, reads
from khetene.guidance.enums import PracticeState
from khetene.guidance.rules import answers_for_an_organisation, keeps_the_register
from khetene.kernel import clock
from khetene.territory.reads import municipality_choices
from khetene.web.desk.guidance.forms import ChooseForm, MovePracticeForm, PracticeForm
from khetene.web.http import ActorRequest, attempt, page

FORM = "desk/guidance/form.html"
MOST_GATHERINGS = 200


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def write_practice(request: ActorRequest) -> HttpResponse:
    """A draft of my organisation."""
    form = PracticeForm(request.POST or None, places=municipality_choices(on=clock.today()))
    if request.method == "POST" and form.is_valid():
        practice = attempt(form, lambda: actions.write_practice(**_written(form), actor=request.actor))
        if practice:
            messages.success(request, _("Kept as a draft. Your organisation alone sees it until you propose it."))
            return redirect("guidance:practice", practice.pk)
    return render(request, FORM, {"form": form, "title": _("Write a practice down"), "submit": _("Keep as a draft")})


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def edit_practice(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """Change the words; what stood there before is kept."""
    shown = reads.practice(practice_id, actor=request.actor)
    initial: dict[str, Any] = reads.practice_texts(practice_id, actor=request.actor)
    form = PracticeForm(
        request.POST or None, places=municipality_choices(*initial["places"], on=clock.today()), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.edit_practice(practice_id, **_written(form), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("guidance:practice", practice_id)
    context = {"form": form, "practice": shown.row, "title": _("Change the practice"), "submit": _("Save")}
    return render(request, FORM, context)


def _written(form: PracticeForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return given | {"place_ids": [uuid.UUID(key) for key in given.pop("places")]}


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def move_practice(request: ActorRequest, practice_id: uuid.UUID, practice_state: str) -> HttpResponse:
    """Propose it, publish it or give it back."""
    shown = reads.practice(practice_id, actor=request.actor)
    if practice_state not in shown.may_move_to:
        raise Http404
    form = MovePracticeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        moved = attempt(
            form, lambda: actions.move_practice(practice_id, state=practice_state, words=words, actor=request.actor)
        )
        if moved:
            messages.success(request, _("Recorded."))
            return redirect("guidance:practice", practice_id)
    title = {
        PracticeState.PROPOSED.value: _("Propose it to the coordinator"),
        PracticeState.PUBLISHED.value: _("Publish it"),
        PracticeState.DRAFT.value: _("Back to a draft"),
    }[practice_state]
    return render(request, FORM, {"form": form, "practice": shown.row, "title": title, "submit": title})


@page(allowed_to=keeps_the_register, writes=("POST",))
def note_visit(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """At which gathering the practice was seen."""
    shown = reads.practice(practice_id, actor=request.actor)
    known = {key for key, _title in shown.visited_at}
    held = [row for row in gatherings.gatherings(actor=request.actor)[:MOST_GATHERINGS] if row.pk not in known]
    choices = [(str(row.pk), f"{row.title} ({row.year})") for row in held]
    form = ChooseForm(request.POST or None, label=_("At which gathering was it seen?"), choices=choices)
    if request.method == "POST" and form.is_valid():
        key = uuid.UUID(form.cleaned_data["chosen"])
        attempt(form, lambda: actions.note_visit(practice_id, gathering_id=key, actor=request.actor))
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect("guidance:practice", practice_id)
    context = {"form": form, "practice": shown.row, "title": _("Seen at a gathering"), "submit": _("Record")}
    return render(request, FORM, context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def link_practice(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Which practice shows how this can be done: the coordinator joins any, an organisation its own."""
    shown = reads.statement(statement_id)
    rows = reads.linkable(statement_id, actor=request.actor)
    form = ChooseForm(request.POST or None, label=_("Which practice shows how it can be done?"), choices=rows)
    if request.method == "POST" and form.is_valid():
        key = uuid.UUID(form.cleaned_data["chosen"])
        attempt(form, lambda: actions.link_practice(key, statement_id=statement_id, actor=request.actor))
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect("guidance:statement", statement_id)
    context = {"form": form, "row": shown.row, "title": _("Join with a practice"), "submit": _("Record")}
    return render(request, FORM, context)
