"""Phases of the platform: the list, one phase, its report, and the text that names the funder."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import at_work
from khetene.projects import reads, reports
from khetene.projects.rules import runs_phases
from khetene.projects.visibility import filled, slots_of
from khetene.web.desk.projects.forms import VisibilityForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def phases(request: ActorRequest) -> HttpResponse:
    context = {"phases": reads.phases(actor=request.actor), "begins": runs_phases(request.actor)}
    return render(request, "desk/projects/phases.html", context)


@page(allowed_to=at_work)
def phase(request: ActorRequest, ordinal: int) -> HttpResponse:
    """One phase with its results and their contradictions; its money only for those who keep it."""
    shown = reads.phase(ordinal, actor=request.actor)
    context = {"shown": shown, "row": shown.row, "money": shown.money, "places": reports.places_sentence(shown)}
    context["remarks"] = reports.explained_remarks(shown)
    return render(request, "desk/projects/phase.html", context)


@page(allowed_to=at_work, writes=("POST",))
def visibility(request: ActorRequest, visibility_id: uuid.UUID) -> HttpResponse:
    """The funder's text with every slot filled. It is posted, because a name may stand in it; nothing is kept."""
    ordinal, shown = reads.visibility(visibility_id, actor=request.actor)
    form = VisibilityForm(request.POST or None, slots=slots_of(shown.text), initial=shown.values)
    text = ""
    if request.method == "POST" and form.is_valid():
        text = attempt(form, lambda: filled(shown.text, form.cleaned_data)) or ""
    context = {"shown": shown, "ordinal": ordinal, "form": form, "text": text}
    return render(request, "desk/projects/visibility.html", context)
