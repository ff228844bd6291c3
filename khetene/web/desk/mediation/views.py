"""A mediator's contacts: note, list, look, correct."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.kernel.labels import labels
from khetene.mediation import actions, reads
from khetene.mediation.enums import Place
from khetene.territory import reads as territory
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.mediation.forms import DURATIONS, ContactForm, CorrectionForm
from khetene.web.http import ActorRequest, attempt, page

MOST_CASES = 100


@page(allowed_to=works_with_cases)
def contacts(request: ActorRequest) -> HttpResponse:
    """My contacts; month, topic and page stay in the address."""
    filters = {name: request.GET.get(name, "") for name in ("month", "topic", "place")}
    filters["month"] = filters["month"] or clock.today().strftime("%Y-%m")
    shown = Paginator(reads.contacts(actor=request.actor, **filters), 25).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": reads.lines(shown.object_list),
        "totals": reads.month_totals(actor=request.actor, month=filters["month"]),
        "filters": filters,
        "topics": labels(NeedDomain).items(),
        "places": labels(Place).items(),
    }
    return render(request, "desk/mediation/contacts.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def note(request: ActorRequest) -> HttpResponse:
    """Note a visit on one screen, with or without a case."""
    case_id, habits = request.GET.get("case", ""), reads.habits(actor=request.actor)
    usual = ContactForm.usual(habits) | _like(request)
    form = drafted(
        request,
        ContactForm,
        "visit",
        initial={"happened_on": clock.today(), "case": case_id, **usual, **_place_of(case_id, request)},
        habits=habits,
        **_lists(request),
    )
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, lambda: actions.note_contact(**form.contact(), actor=request.actor))
        if noted:
            sent(request, "visit")
            messages.success(request, _("The visit is noted."))
            return redirect("cases:case", noted.case_id) if noted.case_id else redirect("mediation:contacts")
    context = {"form": form, "usual": _in_words(form), **draft_attributes("visit")}
    return render(request, "desk/mediation/note.html", context)


def _like(request: ActorRequest) -> dict[str, Any]:
    """What a visit that is like an earlier one begins with; its words are never copied."""
    try:
        key = uuid.UUID(request.GET.get("like", ""))
    except ValueError:
        return {}
    row, _earlier = reads.contact(key, actor=request.actor)
    names = ("place", "started_by", "topics", "actions", "result")
    known = {"minutes": row.minutes} if row.minutes in DURATIONS else {"minutes": None, "minutes_exactly": row.minutes}
    return {name: getattr(row, name) for name in names} | known | {"territory": str(row.territory_id)}


def _in_words(form: ContactForm) -> list[str]:
    """What is taken as usual, so that nobody saves a place or an end that they did not see."""
    names = ("place", "started_by", "result", "territory")
    chosen = {name: form[name].value() for name in names}
    offered: dict[str, Any] = form.fields
    words = [dict(offered[name].choices).get(chosen[name] or None, "") for name in names]
    return [str(word) for word in words if word]


def _lists(request: ActorRequest) -> dict[str, Any]:
    today = clock.today()
    mine = cases.listed(actor=request.actor)[:MOST_CASES]
    return {
        "territories": territory.municipality_choices(on=today),
        "cases": [(str(line.id), f"{line.key} {line.called}") for line in cases.lines(mine)],
        "institutions": directory.organisation_choices(on=today),
    }


def _place_of(case_id: str, request: ActorRequest) -> dict[str, str]:
    try:
        head = cases.case_head(uuid.UUID(case_id), actor=request.actor)
    except ValueError:
        return {}
    return {"territory": str(head.territory_id)}


@page(allowed_to=works_with_cases)
def contact(request: ActorRequest, contact_id: uuid.UUID) -> HttpResponse:
    row, earlier = reads.contact(contact_id, actor=request.actor)
    return render(request, "desk/mediation/contact.html", {"row": row, "earlier": earlier})


@page(allowed_to=works_with_cases, writes=("POST",))
def correct(request: ActorRequest, contact_id: uuid.UUID) -> HttpResponse:
    """What was written stays; the corrected entry stands beside it with the reason."""
    row, _earlier = reads.contact(contact_id, actor=request.actor)
    form = CorrectionForm(
        request.POST or None, initial={"minutes": row.minutes, "result": row.result, "words": row.words}
    )
    if request.method == "POST" and form.is_valid():
        changes = {name: form.cleaned_data[name] for name in ("minutes", "result", "words")}
        reason = form.cleaned_data["reason"]
        done = attempt(
            form, lambda: actions.correct_contact(contact_id, reason=reason, changes=changes, actor=request.actor)
        )
        if done:
            return redirect("mediation:contact", done.pk)
    return render(request, "desk/mediation/correct.html", {"form": form, "row": row})


@page(allowed_to=works_with_cases, writes=("POST",))
def step_done(request: ActorRequest, contact_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.settle_next_step(contact_id, actor=request.actor)
    return redirect("mediation:contact", contact_id)
