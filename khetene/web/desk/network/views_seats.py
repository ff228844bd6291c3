"""What the keeper of a body does with its seats."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.network import actions, reads
from khetene.network.enums import Field
from khetene.network.rules import keeps_networks
from khetene.territory import reads as territory
from khetene.web.desk.network.forms import AskForm, EndForm, RenewForm, SeatForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def seat(request: ActorRequest, seat_id: uuid.UUID) -> HttpResponse:
    """One seat: what it came from, and everybody who was asked into it."""
    shown = reads.seat(seat_id, actor=request.actor)
    return render(request, "desk/network/seat.html", {"shown": shown, "seat": shown.seat})


@page(allowed_to=keeps_networks, writes=("POST",))
def open_seat(request: ActorRequest, body: str) -> HttpResponse:
    shown = reads.roster(body, on=clock.today(), actor=request.actor)
    places = territory.municipality_choices(on=clock.today())
    offices = directory.organisation_choices(on=clock.today())
    initial = {"begins": clock.today(), "role": "member"}
    form = SeatForm(request.POST or None, territories=places, organisations=offices, initial=initial)
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.open_seat(shown.body.id, **form.seat(), actor=request.actor))
        if opened:
            messages.success(request, _("The seat is open. Now ask somebody into it."))
            return redirect("network:ask", opened.pk)
    return _form(request, form, _("New seat"), _("Open the seat"), body=shown.body)


@page(allowed_to=keeps_networks, writes=("POST",))
def ask(request: ActorRequest, seat_id: uuid.UUID) -> HttpResponse:
    """Ask somebody into the seat; a new person is kept in the same step or not at all."""
    shown = reads.seat(seat_id, actor=request.actor)
    if not shown.keeps:
        raise Http404
    offices = directory.organisation_choices(on=clock.today())
    form = AskForm(
        request.POST or None,
        people=reads.people(actor=request.actor),
        organisations=offices,
        initial={"begins": clock.today(), "known": "new", "reach": "email"},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _ask(seat_id, form, request)):
            messages.success(request, _("They are asked. Their answer is recorded here."))
            return redirect("network:seat", seat_id)
    return _form(request, form, _("Ask somebody into the seat"), _("Ask"), seat=shown.seat)


@transaction.atomic
def _ask(seat_id: uuid.UUID, form: AskForm, request: ActorRequest) -> Any:
    known = form.cleaned_data["known"]
    person = actions.add_person(**form.person(), actor=request.actor).pk if known == "new" else uuid.UUID(known)
    return actions.ask_into_seat(seat_id, person_id=person, **form.seat(), actor=request.actor)


@page(allowed_to=keeps_networks, writes=("POST",))
def end_seat(request: ActorRequest, seat_id: uuid.UUID) -> HttpResponse:
    shown = reads.seat(seat_id, actor=request.actor)
    if not shown.keeps:
        raise Http404
    form = EndForm(request.POST or None, initial={"ends": clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_seat(seat_id, ends=form.cleaned_data["ends"], actor=request.actor)):
            messages.success(request, _("The seat has its last day."))
            return redirect("network:seat", seat_id)
    return _form(request, form, _("End this seat"), _("End the seat"), seat=shown.seat)


@page(allowed_to=keeps_networks, writes=("POST",))
def end_term(request: ActorRequest, holder_id: uuid.UUID) -> HttpResponse:
    place, row = reads.holder(holder_id, actor=request.actor)
    form = EndForm(request.POST or None, initial={"ends": clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_term(holder_id, ends=form.cleaned_data["ends"], actor=request.actor)):
            messages.success(request, _("The term has its last day."))
            return redirect("network:seat", place.id)
    return _form(request, form, _("End the term"), _("End the term"), seat=place, holder=row)


@page(allowed_to=keeps_networks, writes=("POST",))
def renew(request: ActorRequest, body: str, territory_id: uuid.UUID) -> HttpResponse:
    """The seats that fell together become new ones, and those who held them are asked on."""
    groups = reads.renewal(body, on=clock.today(), actor=request.actor)
    group = next((one for one in groups if one.territory.pk == territory_id), None)
    if group is None:
        return redirect("network:renewal", body)
    shown = reads.roster(body, on=clock.today(), actor=request.actor)
    former = [
        (str(row.id), f"{row.name} – {row.organisation}") for old in group.seats for row in old.holders if row.name
    ]
    initial = {"begins": clock.today(), "wanted": [Field.GENERAL], "ask": [key for key, _name in former]}
    form = RenewForm(request.POST or None, former=former, initial=initial)
    if request.method == "POST" and form.is_valid():
        renewed = attempt(form, lambda: _renew(shown.body.id, group, form, request))
        if renewed:
            messages.success(request, _("The seats are renewed. Whom you asked is shown until they answer."))
            return redirect("network:renewal", body)
    return _form(request, form, group.territory.name, _("Renew"), body=shown.body, group=group)


def _renew(body_id: uuid.UUID, group: reads.Falling, form: RenewForm, request: ActorRequest) -> Any:
    return actions.renew_seats(
        body_id,
        territory_id=group.territory.pk,
        seat_ids=[old.id for old in group.seats],
        fields=form.cleaned_data["wanted"],
        ask=[uuid.UUID(key) for key in form.cleaned_data.get("ask", [])],
        begins=form.cleaned_data["begins"],
        actor=request.actor,
    )


def _form(request: ActorRequest, form: Any, title: str, submit: str, **more: Any) -> HttpResponse:
    return render(request, "desk/network/form.html", {"form": form, "title": title, "submit": submit, **more})
