"""Planning a phase: begun as a draft, written part by part, agreed; then it is amended."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads
from khetene.projects.plan import PARTS, PLANNED
from khetene.projects.rules import runs_phases
from khetene.territory.reads import municipality_choices
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.projects.forms_plan import FORMS, NAMES, AgreeForm, HeadForm, PartForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases, writes=("POST",))
def begin(request: ActorRequest) -> HttpResponse:
    form = HeadForm(request.POST or None, is_new=True, initial={"ordinal": reads.next_ordinal()})
    if request.method == "POST" and form.is_valid():
        ordinal = form.cleaned_data["ordinal"]
        if attempt(form, lambda: actions.begin_phase(ordinal, form.head(), actor=request.actor)):
            messages.success(request, _("The draft is there. You alone in your organisation's coordination see it."))
            return redirect("projects:phase_plan", ordinal)
    context = {"form": form, "title": _("Begin a phase"), "caption": "", "submit": _("Begin")}
    return render(request, "desk/projects/begin.html", context)


@page(allowed_to=runs_phases)
def plan(request: ActorRequest, ordinal: int) -> HttpResponse:
    """What is planned, what is missing, and the grant to the cent."""
    shown = reads.plan(ordinal, actor=request.actor)
    sections = [
        (name, *NAMES[name], shown.parts[name], PARTS[name].always or shown.is_draft) for name in (*PLANNED, "result")
    ]
    return render(request, "desk/projects/plan.html", {"shown": shown, "sections": sections})


@page(allowed_to=runs_phases, writes=("POST",))
def head(request: ActorRequest, ordinal: int) -> HttpResponse:
    shown = _draft(request, ordinal)
    initial = reads.head(ordinal, actor=request.actor)
    form = HeadForm(request.POST or None, is_new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.write_head(shown.id, form.head(), actor=request.actor)):
            return _saved(request, ordinal)
    return _form(request, form, shown, _("Agreement and grant"))


@page(allowed_to=runs_phases, writes=("POST",))
def agree(request: ActorRequest, ordinal: int) -> HttpResponse:
    shown = _draft(request, ordinal)
    initial = {"agreement": reads.head(ordinal, actor=request.actor)["agreement"]}
    form = AgreeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.agree_phase(shown.id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The plan is agreed. From now on it is changed by amendments."))
            return redirect("projects:phase", ordinal)
    return _form(request, form, shown, _("The plan is agreed"))


@page(allowed_to=runs_phases, writes=("POST",))
def add_part(request: ActorRequest, ordinal: int, phase_part: str) -> HttpResponse:
    shown = reads.plan(ordinal, actor=request.actor)
    if phase_part not in FORMS or not PARTS[phase_part].is_added or not (PARTS[phase_part].always or shown.is_draft):
        raise NotForYou
    form = _part_form(request, phase_part, shown)
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: actions.write_part(phase_part, shown.id, values, actor=request.actor)):
            return _saved(request, ordinal)
    return _form(request, form, shown, NAMES[phase_part][1])


@page(allowed_to=runs_phases, writes=("POST",))
def part(request: ActorRequest, phase_part: str, phase_part_id: uuid.UUID) -> HttpResponse:
    shown, values = reads.part(phase_part, phase_part_id, actor=request.actor)
    if not (PARTS[phase_part].always or shown.is_draft):
        raise NotForYou
    form = _part_form(request, phase_part, shown, values)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        written = attempt(
            form, lambda: actions.write_part(phase_part, shown.id, given, part_id=phase_part_id, actor=request.actor)
        )
        if written:
            return _saved(request, shown.ordinal)
    return _form(request, form, shown, NAMES[phase_part][1])


@page(allowed_to=runs_phases, writes=("POST",))
def remove_part(request: ActorRequest, phase_part: str, phase_part_id: uuid.UUID) -> HttpResponse:
    shown, values = reads.part(phase_part, phase_part_id, actor=request.actor)
    if not PARTS[phase_part].is_added or not (PARTS[phase_part].always or shown.is_draft):
        raise NotForYou
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def removed() -> bool:
            actions.remove_part(phase_part, shown.id, phase_part_id, actor=request.actor)
            return True

        if attempt(form, removed):
            messages.success(request, _("Removed."))
            return redirect("projects:phase_plan", shown.ordinal)
    words = str(values.get("words") or values.get("text") or "")
    context = {
        "form": form,
        "shown": shown,
        "name": NAMES[phase_part][1],
        "words": words,
        "question": _("Remove it?"),
        "submit": _("Remove"),
    }
    return render(request, "desk/projects/remove_part.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def discard(request: ActorRequest, ordinal: int) -> HttpResponse:
    """A draft that comes to nothing."""
    shown = _draft(request, ordinal)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.discard_phase(shown.id, actor=request.actor)
        messages.success(request, _("The draft is discarded."))
        return redirect("projects:phases")
    context = {
        "form": form,
        "shown": shown,
        "name": shown.title,
        "words": _("Everything that was planned is deleted with it and does not come back."),
        "question": _("Discard the draft?"),
        "submit": _("Discard the draft"),
    }
    return render(request, "desk/projects/remove_part.html", context)


def _draft(request: ActorRequest, ordinal: int) -> reads.Plan:
    shown = reads.plan(ordinal, actor=request.actor)
    if not shown.is_draft:
        raise NotForYou
    return shown


def _part_form(request: ActorRequest, name: str, shown: reads.Plan, values: dict[str, Any] | None = None) -> PartForm:
    initial = dict(values or {})
    if isinstance(words := initial.get("words"), dict):
        initial |= {"words": words.get("lv", ""), "words_en": words.get("en", "")}
    fields = FORMS[name].base_fields
    choices = {
        "goals": [(str(row.id), row.words) for row in shown.parts["goal"]],
        "activity_id": [(str(row.id), row.words) for row in shown.parts["activity"]],
        "indicator_id": [(str(row.id), row.words) for row in shown.parts["indicator"]],
        "programme": reads.programmes_to_choose() if "programme" in fields else [],
        "territories": municipality_choices(on=clock.today()) if "territories" in fields else [],
        "gatherings": reads.gatherings_to_choose(shown.ordinal, actor=request.actor) if "gatherings" in fields else [],
    }
    return FORMS[name](request.POST or None, choices=choices, initial=initial)


def _saved(request: ActorRequest, ordinal: int) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("projects:phase_plan", ordinal)


def _form(request: ActorRequest, form: KheteneForm, shown: reads.Plan, title: Any) -> HttpResponse:
    context = {"form": form, "shown": shown, "title": title, "caption": shown.title, "submit": _("Save")}
    return render(request, "desk/projects/plan_form.html", context)
