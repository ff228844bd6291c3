"""Amendments: the list, one that is written change by change, and the plan as it stood on a day."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads
from khetene.projects.amending import AMENDED, HEAD, PLACES
from khetene.projects.errors import ChangedMeanwhile
from khetene.projects.rules import runs_phases
from khetene.territory.reads import municipality_choices
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.projects.forms_amending import (
    AgreeAmendmentForm,
    OnDayForm,
    ReasonForm,
    SeenForm,
    change_form,
)
from khetene.web.desk.projects.forms_plan import NAMES, PartForm
from khetene.web.desk.seen import now_seen
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def amendments(request: ActorRequest, ordinal: int) -> HttpResponse:
    """What was amended, when and why, and what stood there before."""
    return render(request, "desk/projects/amendments.html", {"shown": reads.amendments(ordinal, actor=request.actor)})


@page(allowed_to=at_work)
def plan_on_a_day(request: ActorRequest, ordinal: int) -> HttpResponse:
    """The plan as it held at the beginning, or on a day."""
    form = OnDayForm(request.GET if "on_day" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_valid() else None
    shown = reads.plan_on(ordinal, on, actor=request.actor)
    parts = [(_plural(part), rows) for part, rows in shown.parts.items() if rows]
    return render(request, "desk/projects/plan_on_a_day.html", {"shown": shown, "form": form, "parts": parts})


@page(allowed_to=runs_phases, writes=("POST",))
def add_amendment(request: ActorRequest, ordinal: int) -> HttpResponse:
    """Begin with the reason; nothing holds before it is agreed."""
    shown = reads.phase(ordinal, actor=request.actor)
    if not shown.keeps or shown.row.is_draft:
        raise NotForYou
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if begun := attempt(form, lambda: actions.begin_amendment(shown.row.id, words=words, actor=request.actor)):
            messages.success(request, _("The amendment is begun. Nothing of it holds until it is agreed."))
            return redirect("projects:prepared_amendment", begun.pk)
    context = {"form": form, "ordinal": ordinal, "title": _("New amendment"), "caption": shown.row.title}
    return render(request, "desk/projects/form.html", context | {"submit": _("Begin")})


@page(allowed_to=runs_phases)
def prepared(request: ActorRequest, prepared_amendment_id: uuid.UUID) -> HttpResponse:
    """What it changes so far, and everything that it could change."""
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    sections = [(part, *NAMES[part], things) for part, things in shown.things.items()]
    return render(request, "desk/projects/prepared_amendment.html", {"shown": shown, "sections": sections})


@page(allowed_to=runs_phases, writes=("POST",))
def reason(request: ActorRequest, prepared_amendment_id: uuid.UUID) -> HttpResponse:
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    form = ReasonForm(request.POST or None, initial={"words": shown.words, "seen": shown.words})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        write = _saved_once(
            form, shown.words, lambda: actions.write_reason(prepared_amendment_id, **given, actor=request.actor)
        )
        if write:
            return _saved(request, prepared_amendment_id)
    stands = shown.words if form.errors else ""
    return _form(request, form, shown, _("What is amended, and why?"), stands=stands)


@page(allowed_to=runs_phases, writes=("POST",))
def add_change(request: ActorRequest, prepared_amendment_id: uuid.UUID, amended_part: str) -> HttpResponse:
    """Something that the amendment adds to the plan."""
    return _change(request, prepared_amendment_id, amended_part, None)


@page(allowed_to=runs_phases, writes=("POST",))
def change(
    request: ActorRequest, prepared_amendment_id: uuid.UUID, amended_part: str, amended_key: uuid.UUID
) -> HttpResponse:
    """What the amendment changes of one thing."""
    return _change(request, prepared_amendment_id, amended_part, amended_key)


def _change(request: ActorRequest, prepared_id: uuid.UUID, part: str, key: uuid.UUID | None) -> HttpResponse:
    shown = reads.prepared(prepared_id, actor=request.actor)
    values, digest, row = reads.change(prepared_id, part, key, actor=request.actor)
    form = _part_form(request, shown, part, values, digest)
    if request.method == "POST" and form.is_valid():
        given = form.values()
        seen = given.pop("seen")
        write = _saved_once(
            form,
            digest,
            lambda: actions.write_change(prepared_id, part, given, key=key, seen=seen, actor=request.actor),
        )
        if write:
            return _saved(request, prepared_id)
    return _form(request, form, shown, _title(part), row=row if form.errors else None)


@page(allowed_to=runs_phases, writes=("POST",))
def drop(
    request: ActorRequest, prepared_amendment_id: uuid.UUID, amended_part: str, amended_key: uuid.UUID
) -> HttpResponse:
    """The thing is not planned any more; a line is closed."""
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    thing = next((one for one in shown.things.get(amended_part, []) if one.key == amended_key), None)
    if thing is None:
        raise NotForYou
    act = _about(actions.drop, prepared_amendment_id, amended_part, amended_key, actor=request.actor)
    said = _("What is spent of it stays; nothing new is noted in it.") if amended_part == "line" else ""
    return _confirm(request, shown, act, thing.change, _("Take it out of the plan"), named=thing.name, said=said)


@page(allowed_to=runs_phases, writes=("POST",))
def take_back(
    request: ActorRequest, prepared_amendment_id: uuid.UUID, amended_part: str, amended_key: uuid.UUID
) -> HttpResponse:
    """The amendment changes nothing of this thing."""
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    row = next((one for one in shown.changes if (one.part, one.key) == (amended_part, amended_key)), None)
    if row is None:
        raise NotForYou
    act = _about(actions.take_change_back, prepared_amendment_id, amended_part, amended_key, actor=request.actor)
    return _confirm(request, shown, act, row, _("Take the change back"), named=row.in_words)


@page(allowed_to=runs_phases, writes=("POST",))
def agree(request: ActorRequest, prepared_amendment_id: uuid.UUID) -> HttpResponse:
    """All changes hold from now on, or none."""
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    form = AgreeAmendmentForm(request.POST, request.FILES) if request.method == "POST" else AgreeAmendmentForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        agreed = attempt(form, lambda: actions.agree_amendment(prepared_amendment_id, **given, actor=request.actor))
        if agreed:
            messages.success(request, _("The amendment holds. What was agreed first stays in sight."))
            return redirect("projects:amendments", shown.ordinal)
    return _form(request, form, shown, _("The amendment is agreed"), agrees=True)


@page(allowed_to=runs_phases, writes=("POST",))
def discard(request: ActorRequest, prepared_amendment_id: uuid.UUID) -> HttpResponse:
    """It comes to nothing."""
    shown = reads.prepared(prepared_amendment_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.discard_amendment(prepared_amendment_id, actor=request.actor)
        messages.success(request, _("The amendment is discarded."))
        return redirect("projects:amendments", shown.ordinal)
    return _form(request, form, shown, _("Discard the amendment"), named=shown.words, submit=_("Discard"))


def _part_form(
    request: ActorRequest, shown: reads.PreparedPage, part: str, values: dict[str, Any], digest: str
) -> PartForm:
    initial = dict(values)
    if isinstance(words := initial.get("words"), dict):
        initial |= {"words": words.get("lv", ""), "words_en": words.get("en", "")}
    wants = AMENDED[part].many if part in AMENDED else ()
    choices = {
        "goals": reads.choices(shown.id, "goal", actor=request.actor) if "goals" in wants else [],
        "activity_id": reads.choices(shown.id, "activity", actor=request.actor) if part == "deliverable" else [],
        "territories": municipality_choices(*values.get("territories", []), on=clock.today())
        if "territories" in wants
        else [],
    }
    return change_form(part, request.POST or None, seen=digest, choices=choices, initial=initial)


def _saved_once(form: KheteneForm, stands: str, write: Callable[[], Any]) -> Any:
    """Who saves over what somebody else saved meanwhile is told; the next saving is meant."""

    def told() -> Any:
        try:
            return write()
        except ChangedMeanwhile:
            now_seen(form, stands)
            raise

    return attempt(form, told)


def _about(action: Callable[..., Any], *args: Any, actor: Actor) -> Callable[[str], Any]:
    return lambda seen: action(*args, seen=seen, actor=actor)


def _confirm(
    request: ActorRequest,
    shown: reads.PreparedPage,
    act: Callable[[str], Any],
    row: reads.ChangeRow | None,
    title: str,
    **more: Any,
) -> HttpResponse:
    stands = row.digest if row else ""
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"seen": stands})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        if _saved_once(form, stands, lambda: act(seen)):
            return _saved(request, shown.id)
    return _form(request, form, shown, title, row=row if form.errors else None, submit=title, **more)


def _title(part: str) -> Any:
    return {HEAD: _("Time and grant"), PLACES: _("Partner municipalities")}.get(part) or NAMES[part][1]


def _plural(part: str) -> Any:
    return _("Partner municipalities") if part == PLACES else NAMES[part][0]


def _saved(request: ActorRequest, prepared_id: uuid.UUID) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("projects:prepared_amendment", prepared_id)


def _form(request: ActorRequest, form: KheteneForm, shown: reads.PreparedPage, title: Any, **more: Any) -> HttpResponse:
    context = {"form": form, "shown": shown, "title": title, "submit": _("Save"), **more}
    return render(request, "desk/projects/amendment_form.html", context)
