"""The list of participants: who is invited, who comes, who was there, and names that stand there twice."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import segno
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.directory import reads as directory
from khetene.gatherings import actions, reads
from khetene.gatherings.door import door_link
from khetene.gatherings.enums import PresenceSource, SameNameAnswer
from khetene.gatherings.reports.content import figure_sentences
from khetene.gatherings.rules import plans_gatherings
from khetene.kernel import clock
from khetene.network import reads as network
from khetene.territory import reads as territory
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.gatherings.forms import HeadsForm, InPlaceForm, InviteForm, ParticipantForm, PresenceForm
from khetene.web.desk.gatherings.views_plan import held_by_me
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 50


@page(allowed_to=plans_gatherings)
def participants(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    shown = held_by_me(request, gathering_id)
    figures = reads.figures(gathering_id)
    context = {
        "shown": shown,
        "row": shown.row,
        "rows": Paginator(shown.participants, ON_A_PAGE).get_page(request.GET.get("page")),
        "figures": figures,
        "sentences": figure_sentences(shown, figures),
        "pairs": reads.same_names(gathering_id, actor=request.actor),
        "days": [day for day in shown.days if day <= clock.today()],
    }
    return render(request, "desk/gatherings/participants.html", context)


def _participant_form(request: ActorRequest, initial: dict[str, Any]) -> ParticipantForm:
    places = territory.municipality_choices(on=clock.today())
    offices = directory.organisation_choices(on=clock.today())
    return ParticipantForm(request.POST or None, organisations=offices, territories=places, initial=initial)


@page(allowed_to=plans_gatherings, writes=("POST",))
def add(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    shown = held_by_me(request, gathering_id)
    form = _participant_form(request, {})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_participant(gathering_id, **form.row(), actor=request.actor)):
            messages.success(request, _("Added to the list."))
            return redirect("gatherings:participants", gathering_id)
    return _form(request, shown, form, _("Add somebody to the list"), _("Add"))


@page(allowed_to=plans_gatherings, writes=("POST",))
def change(request: ActorRequest, gathering_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Correct a row, or take it off the list."""
    shown = held_by_me(request, gathering_id)
    form = _participant_form(request, reads.row_of_the_list(gathering_id, row_id, actor=request.actor))
    if request.method == "POST" and request.POST.get("decision") == "remove":
        if attempt(form, lambda: actions.take_off_the_list(row_id, actor=request.actor)):
            messages.success(request, _("Taken off the list."))
            return redirect("gatherings:participants", gathering_id)
    elif request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_participant(row_id, **form.row(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("gatherings:participants", gathering_id)
    return _form(request, shown, form, _("A row of the list"), _("Save"), removable=True)


@page(allowed_to=plans_gatherings, writes=("POST",))
def invite(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """Put everybody who holds a seat of a body on the list."""
    shown = held_by_me(request, gathering_id)
    form = InviteForm(request.POST or None, bodies=network.body_choices(actor=request.actor))
    if request.method == "POST" and form.is_valid():
        body = uuid.UUID(form.cleaned_data["body"])
        added = attempt(form, lambda: actions.invite_body(gathering_id, body_id=body, actor=request.actor))
        if added:
            messages.success(request, _("Put on the list: %(number)s.") % {"number": added})
            return redirect("gatherings:participants", gathering_id)
    return _form(request, shown, form, _("Invite a body"), _("Put on the list"))


@page(allowed_to=plans_gatherings, writes=("POST",))
def in_place(request: ActorRequest, gathering_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """A member cannot come and somebody comes in their place: the seat counts as represented."""
    shown = held_by_me(request, gathering_id)
    reads.row_of_the_list(gathering_id, row_id, actor=request.actor)
    form = InPlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.send_in_place(row_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Added to the list."))
            return redirect("gatherings:participants", gathering_id)
    return _form(request, shown, form, _("Somebody comes in their place"), _("Add"))


@page(allowed_to=plans_gatherings, writes=("POST",))
def presence(request: ActorRequest, gathering_id: uuid.UUID, day: str) -> HttpResponse:
    """Tick who was there on a day."""
    shown = held_by_me(request, gathering_id)
    that_day = next((one for one in shown.days if one.isoformat() == day), None)
    if that_day is None:
        raise Http404
    form = PresenceForm(request.POST or None, initial={"source": "ticked"})
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, lambda: [_note_presence(request, gathering_id, that_day, form)])
        if noted:
            messages.success(request, _("Presence is noted: %(number)s.") % {"number": noted[0]})
            return redirect("gatherings:participants", gathering_id)
    rows = reads.presence(gathering_id, day=that_day, actor=request.actor)
    context = {"shown": shown, "rows": rows, "day": that_day, "form": form}
    return render(request, "desk/gatherings/presence.html", context)


def _note_presence(request: ActorRequest, gathering_id: uuid.UUID, day: date, form: PresenceForm) -> int:
    """Who was ticked when the page was opened is sent along: who signed in meanwhile is not taken back."""
    came, stood = (_keys(texts) for texts in (request.POST.getlist("came"), request.POST.get("stood", "").split()))
    return actions.note_presence(
        gathering_id,
        day=day,
        participation_ids=came,
        stood=stood,
        source=form.cleaned_data["source"] or PresenceSource.TICKED,
        actor=request.actor,
    )


def _keys(texts: list[str]) -> list[uuid.UUID]:
    return [key for text in texts if (key := _key(text))]


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@page(allowed_to=plans_gatherings)
def sign_in_sheet(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """To be printed: one sheet for each day, with a line for each expected participant and empty ones."""
    shown = held_by_me(request, gathering_id)
    rows = [row for row in shown.participants if row.reply != "declined"]
    days = [(day, _square(door_link(gathering_id, day))) for day in shown.days]
    context = {"shown": shown, "rows": rows, "days": days, "empty": range(5)}
    return render(request, "desk/gatherings/sign_in_sheet.html", context)


def _square(address: str) -> str:
    """The address as a picture that a phone reads; also from a sheet that was creased."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2))


@page(allowed_to=plans_gatherings, writes=("POST",))
def same_name(request: ActorRequest, gathering_id: uuid.UUID, pair_id: uuid.UUID) -> HttpResponse:
    """One name on two rows: one person or two?"""
    shown = held_by_me(request, gathering_id)
    pair = next((one for one in reads.same_names(gathering_id, actor=request.actor) if one.id == pair_id), None)
    if pair is None:
        raise Http404
    form = KheteneForm(request.POST or None)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and form.is_valid() and answer in SameNameAnswer.values:
        if attempt(form, lambda: actions.answer_same_name(pair_id, answer=answer, actor=request.actor)):
            messages.success(request, _("Recorded. The number of persons follows it."))
            return redirect("gatherings:participants", gathering_id)
    return render(request, "desk/gatherings/same_name.html", {"shown": shown, "pair": pair, "form": form})


@page(allowed_to=plans_gatherings, writes=("POST",))
def heads(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """People or families without names."""
    shown = held_by_me(request, gathering_id)
    form = HeadsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.count_heads(gathering_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Counted. It is never added to persons."))
            return redirect("gatherings:participants", gathering_id)
    return _form(request, shown, form, _("People without names"), _("Record"))


def _form(
    request: ActorRequest, shown: reads.GatheringPage, form: Any, title: str, submit: str, **more: Any
) -> HttpResponse:
    context = {"shown": shown, "form": form, "title": title, "submit": submit, "of_the_list": True, **more}
    return render(request, "desk/gatherings/form.html", context)
