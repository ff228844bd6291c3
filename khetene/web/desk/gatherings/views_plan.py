"""Planning: the frame of a gathering, its steps, and its agenda."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.gatherings import actions, reads
from khetene.gatherings.rules import plans_gatherings
from khetene.kernel import clock
from khetene.network import reads as network
from khetene.territory import reads as territory
from khetene.web.desk.gatherings.forms import AgendaForm, CancelForm, GatheringForm
from khetene.web.http import ActorRequest, attempt, page


def held_by_me(request: ActorRequest, gathering_id: uuid.UUID) -> reads.GatheringPage:
    """The gathering for whoever holds it; for others it does not exist."""
    shown = reads.gathering(gathering_id, actor=request.actor)
    if not shown.holds:
        raise Http404
    return shown


def _form(request: ActorRequest, initial: dict[str, Any]) -> GatheringForm:
    places = territory.municipality_choices(on=clock.today())
    return GatheringForm(
        request.POST or None,
        kinds=reads.kinds(),
        territories=places,
        bodies=network.body_choices(actor=request.actor),
        initial=initial,
    )


@page(allowed_to=plans_gatherings, writes=("POST",))
def plan(request: ActorRequest) -> HttpResponse:
    form = _form(request, {"mode": "onsite", "starts_at": "10.00", "ends_at": "16.00"})
    if request.method == "POST" and form.is_valid():
        planned = attempt(form, lambda: actions.plan_gathering(**form.plan(), actor=request.actor))
        if planned:
            messages.success(request, _("It is planned. Nobody else sees it until you announce it."))
            return redirect("gatherings:gathering", planned.pk)
    context = {"form": form, "title": _("Plan a gathering"), "submit": _("Save the plan")}
    return render(request, "desk/gatherings/form.html", context)


@page(allowed_to=plans_gatherings, writes=("POST",))
def change(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    shown = held_by_me(request, gathering_id)
    form = _form(request, reads.plan(gathering_id, actor=request.actor))
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_gathering(gathering_id, **form.plan(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("gatherings:gathering", gathering_id)
    context = {"form": form, "title": _("Change the plan"), "submit": _("Save"), "shown": shown}
    return render(request, "desk/gatherings/form.html", context)


@page(allowed_to=plans_gatherings, writes=("POST",))
def step(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """Announce it, note it as held, or cancel it with a reason."""
    shown = held_by_me(request, gathering_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _step(gathering_id, request, form.cleaned_data["reason"])):
            messages.success(request, _("Recorded."))
            return redirect("gatherings:gathering", gathering_id)
    return render(request, "desk/gatherings/step.html", {"shown": shown, "row": shown.row, "form": form})


def _step(gathering_id: uuid.UUID, request: ActorRequest, why: str) -> Any:
    if request.POST.get("decision") == "announce":
        return actions.announce(gathering_id, actor=request.actor)
    if request.POST.get("decision") == "held":
        return actions.note_as_held(gathering_id, actor=request.actor)
    return actions.cancel(gathering_id, why=why, actor=request.actor)


@page(allowed_to=plans_gatherings, writes=("POST",))
def agenda_item(request: ActorRequest, gathering_id: uuid.UUID, item_id: uuid.UUID | None = None) -> HttpResponse:
    """Add a point of the agenda, change it, or take it off."""
    shown = held_by_me(request, gathering_id)
    item = next((one for one in shown.agenda if one.id == item_id), None)
    if item_id and item is None:
        raise Http404
    days = [(day.isoformat(), date_format(day, "DATE_FORMAT")) for day in shown.days] or [("", _("not known yet"))]
    people = [
        (str(row.id), ", ".join(part for part in (row.name, row.described) if part)) for row in shown.participants
    ]
    form = AgendaForm(request.POST or None, days=days, speakers=people, initial=_agenda_initial(item))
    form.fields["day"].required = bool(shown.days)
    if request.method == "POST" and item_id and request.POST.get("decision") == "remove":
        if attempt(form, lambda: actions.remove_agenda_item(item_id, actor=request.actor)):
            messages.success(request, _("Taken off the agenda."))
            return redirect("gatherings:gathering", gathering_id)
    elif request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _write(gathering_id, item_id, form, request)):
            messages.success(request, _("The agenda is saved."))
            return redirect("gatherings:gathering", gathering_id)
    context = {"form": form, "title": _("Point of the agenda"), "shown": shown, "item": item}
    return render(request, "desk/gatherings/agenda_item.html", context)


def _agenda_initial(item: reads.AgendaRow | None) -> dict[str, Any]:
    if item is None:
        return {"kind": "talk", "minutes": 30}
    return {
        "title": item.title,
        "kind": item.kind,
        "day": item.day.isoformat() if item.day else "",
        "starts": item.starts.strftime("%H.%M") if item.starts else "",
        "minutes": item.minutes,
        "speakers": [str(key) for key in item.speaker_ids],
        "notes": item.notes,
    }


def _write(gathering_id: uuid.UUID, item_id: uuid.UUID | None, form: AgendaForm, request: ActorRequest) -> Any:
    data = dict(form.cleaned_data)
    data["day"] = date.fromisoformat(data["day"]) if data["day"] else None
    data["speakers"] = [uuid.UUID(key) for key in data.get("speakers", [])]
    return actions.write_agenda_item(gathering_id, item_id=item_id, **data, actor=request.actor)
