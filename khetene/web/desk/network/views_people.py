"""Seats that I hold or am asked into, and how I want to be reached."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.network import actions, reads
from khetene.network.rules import keeps_networks
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.network.forms import PersonForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def mine(request: ActorRequest) -> HttpResponse:
    return render(request, "desk/network/mine.html", {"seats": reads.my_seats(actor=request.actor)})


@page(allowed_to=at_work, writes=("POST",))
def answer(request: ActorRequest, holder_id: uuid.UUID) -> HttpResponse:
    """Accept or decline: the person themselves, or the keeper as they told it."""
    place, row = reads.holder(holder_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirmed = request.POST.get("decision") == "accept"
        if attempt(form, lambda: actions.answer_invitation(holder_id, confirmed=confirmed, actor=request.actor)):
            messages.success(request, _("The answer is recorded."))
            return redirect("network:mine") if row.is_me else redirect("network:seat", place.id)
    return render(request, "desk/network/answer.html", {"seat": place, "row": row, "form": form})


@page(allowed_to=at_work, writes=("POST",))
def person(request: ActorRequest, person_id: uuid.UUID) -> HttpResponse:
    """Somebody's card: for themselves and for those who keep the network."""
    shown = reads.person(person_id, actor=request.actor)
    initial = {name: getattr(shown, name) for name in ("name", "email", "phone", "reach", "may_be_listed")}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_person(person_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("network:bodies" if keeps_networks(request.actor) else "network:mine")
    return render(
        request, "desk/network/form.html", {"form": form, "title": _("How to reach them"), "submit": _("Save")}
    )
