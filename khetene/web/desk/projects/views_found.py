"""What a recorded phase lacks: the keepers add it with the document that states it. Recorded rows stay as they are."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads
from khetene.projects.plan import FOUND
from khetene.projects.rules import runs_phases
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.projects.forms_found import FORMS, NAMES
from khetene.web.desk.projects.forms_plan import PartForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases)
def found(request: ActorRequest, ordinal: int) -> HttpResponse:
    """What was added, with links to change it and to add more."""
    shown = reads.found(ordinal, actor=request.actor)
    sections = [(name, *NAMES[name], rows) for name, rows in shown.parts.items()]
    return render(request, "desk/projects/found.html", {"shown": shown, "sections": sections})


@page(allowed_to=runs_phases, writes=("POST",))
def add_found(request: ActorRequest, ordinal: int, found_part: str) -> HttpResponse:
    if found_part not in FOUND:
        raise NotForYou
    shown = reads.found(ordinal, actor=request.actor)
    return _write(request, shown, found_part, _asked_about(request, shown, found_part), None)


@page(allowed_to=runs_phases, writes=("POST",))
def change_found(request: ActorRequest, found_part: str, found_id: uuid.UUID) -> HttpResponse:
    shown, values = reads.found_part(found_part, found_id, actor=request.actor)
    return _write(request, shown, found_part, values, found_id)


@page(allowed_to=runs_phases, writes=("POST",))
def remove_found(request: ActorRequest, found_part: str, found_id: uuid.UUID) -> HttpResponse:
    """Only what was added here goes."""
    shown, values = reads.found_part(found_part, found_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: actions.remove_part(found_part, shown.phase_id, found_id, actor=request.actor))
        if not form.errors:
            messages.success(request, _("Removed."))
            return redirect("projects:found", shown.ordinal)
    context = {"named": str(values["words"]), "submit": _("Remove")}
    return _form(request, form, shown, _("Remove it?"), **context)


def _write(
    request: ActorRequest, shown: reads.FoundPage, name: str, values: dict[str, Any], key: uuid.UUID | None
) -> HttpResponse:
    form = _part_form(request, shown, name, values)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        if attempt(form, lambda: actions.write_part(name, shown.phase_id, given, part_id=key, actor=request.actor)):
            messages.success(request, _("Saved. It stands beside what the sources say."))
            return redirect("projects:found", shown.ordinal)
    return _form(request, form, shown, NAMES[name][1])


def _asked_about(request: ActorRequest, shown: reads.FoundPage, name: str) -> dict[str, Any]:
    """A gap of the report names the thing that lacks something."""
    about = request.GET.get("about", "")
    return {field: about for field, offered in shown.choices[name].items() if about in dict(offered)}


def _part_form(request: ActorRequest, shown: reads.FoundPage, name: str, values: dict[str, Any]) -> PartForm:
    initial = dict(values)
    if isinstance(words := initial.get("words"), dict):
        initial |= {"words": words.get("lv", ""), "words_en": words.get("en", "")}
    return FORMS[name](request.POST or None, choices=shown.choices[name], initial=initial)


def _form(request: ActorRequest, form: KheteneForm, shown: reads.FoundPage, title: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "shown": shown, "title": title, "submit": _("Save"), **more}
    return render(request, "desk/projects/found_form.html", context)
