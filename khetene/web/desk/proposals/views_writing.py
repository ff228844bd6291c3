"""Writing the parts, one part per page. Two texts stand side by side when somebody else saved meanwhile."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError
from khetene.proposals import actions, reads
from khetene.proposals.enums import ABOUT, CITED_IN, PLAN, ROWS, SINGLE, Part
from khetene.proposals.reads import ApplicationPage, PieceRow
from khetene.proposals.rules import writes_applications
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.proposals.forms import SeenForm
from khetene.web.desk.proposals.forms_parts import FORMS, PartForm, initial_of
from khetene.web.desk.proposals.guide import GUIDES
from khetene.web.desk.proposals.shown import facts_of, heading_of
from khetene.web.desk.seen import changed_meanwhile
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody else saved meanwhile."""

    by: str
    at: datetime
    facts: list[tuple[str, str]]


@page(allowed_to=writes_applications, writes=("POST",))
def part(request: ActorRequest, application_id: uuid.UUID, proposal_part: str) -> HttpResponse:
    """A part of the plan: its text with a form, or its rows."""
    shown = reads.application(application_id, actor=request.actor)
    name = _known(proposal_part, PLAN)
    if name in ROWS or not shown.row.is_written:
        return _part_page(request, shown, name)
    newest = next(iter(shown.rows(name)), None)
    key = f"proposal-{application_id}-{name}"
    form = edited(request, name, key, newest)
    if request.method == "POST" and form.is_valid():
        if save(request, form, application_id, name):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect("proposals:proposal_part", application_id, name)
    if request.method == "POST":
        newest = next(iter(reads.application(application_id, actor=request.actor).rows(name)), None)
    theirs = meanwhile(form, newest)
    return _part_page(request, shown, name, form=form, theirs=theirs, **draft_attributes(key))


def _part_page(request: ActorRequest, shown: ApplicationPage, name: Part, **more: Any) -> HttpResponse:
    place = PLAN.index(name)
    context = {
        "shown": shown,
        "row": shown.row,
        "part": name,
        "is_rows": name in ROWS,
        "guide": GUIDES[name],
        "questions": shown.of(name),
        "rows": [(one, heading_of(one.content), facts_of(one)) for one in shown.rows(name)],
        "cites": name in CITED_IN,
        "cited": shown.cited_in(name),
        "following": PLAN[place + 1] if place + 1 < len(PLAN) else None,
        "form": None,
        "theirs": None,
    }
    return render(request, "desk/proposals/part.html", context | more)


@page(allowed_to=writes_applications, writes=("POST",))
def add_row(request: ActorRequest, application_id: uuid.UUID, proposal_part: str) -> HttpResponse:
    shown = reads.application(application_id, actor=request.actor)
    name = _known(proposal_part, ROWS)
    key = f"proposal-{application_id}-{name}-new"
    form = edited(request, name, key, None)
    if request.method == "POST" and form.is_valid() and save(request, form, application_id, name):
        sent(request, key)
        messages.success(request, _("Saved."))
        return redirect("proposals:proposal_part", application_id, name)
    back = reverse("proposals:proposal_part", args=[application_id, name])
    return row_page(request, shown, name, form, back, caption=shown.row.title, **draft_attributes(key))


@page(allowed_to=writes_applications, writes=("POST",))
def row(request: ActorRequest, piece_id: uuid.UUID) -> HttpResponse:
    """One row of the plan or of the report: change it, or take it out."""
    shown, newest = reads.application_of(piece_id, actor=request.actor)
    name = Part(newest.part)
    if name in SINGLE:
        raise Http404
    back = _list_of(shown, name)
    if request.POST.get("decision") == "remove":
        return _removed(request, piece_id, back)
    key = f"proposal-{piece_id}"
    form = edited(request, name, key, newest)
    if request.method == "POST" and form.is_valid():
        if save(request, form, newest.application_id, name, piece_id=piece_id):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect(back)
    if request.method == "POST":
        shown, newest = reads.application_of(piece_id, actor=request.actor)
    theirs = meanwhile(form, newest)
    more: dict[str, Any] = {"theirs": theirs, "newest": newest, **draft_attributes(key)}
    return row_page(request, shown, name, form, back, caption=heading_of(newest.content), **more)


def _removed(request: ActorRequest, piece_id: uuid.UUID, back: str) -> HttpResponse:
    form = SeenForm(request.POST)
    try:
        actions.remove(piece_id, seen=form.version if form.is_valid() else 0, actor=request.actor)
    except DomainError as refusal:
        if not refusal.message:
            raise
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("It is taken out. What stood there is kept in the history of the part."))
    return redirect(back)


def row_page(
    request: ActorRequest, shown: ApplicationPage, name: Part, form: PartForm, back: str, **more: Any
) -> HttpResponse:
    context = {"shown": shown, "part": name, "form": form, "back": back, "theirs": None, "newest": None}
    return render(request, "desk/proposals/row.html", context | {"guide": GUIDES[name]} | more)


@page(allowed_to=writes_applications)
def history(request: ActorRequest, application_id: uuid.UUID, proposal_part: str) -> HttpResponse:
    """Every saving of a part: who, when, what."""
    name = _known(proposal_part, tuple(Part))
    rows = reads.history(application_id, name, actor=request.actor)
    context = {
        "part": name,
        "back": reverse("proposals:project_report", args=[application_id])
        if name in ABOUT
        else reverse("proposals:proposal_part", args=[application_id, name]),
        "rows": [(one, facts_of(one, whole=True)) for one in rows],
    }
    return render(request, "desk/proposals/history.html", context)


@page(allowed_to=writes_applications, writes=("POST",))
def wipe(request: ActorRequest, version_id: uuid.UUID) -> HttpResponse:
    """Delete the words of an earlier saving for good, after a question."""
    row = reads.old_version(version_id, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: actions.wipe(version_id, actor=request.actor),
        caption=row.part_label,
        facts=facts_of(row, whole=True),
        back=reverse("proposals:part_history", args=[row.application_id, row.part]),
    )


def edited(request: ActorRequest, name: str, key: str, newest: PieceRow | None) -> PartForm:
    """The form of a part with what was sent, else what was being typed, else what is saved."""
    saved = initial_of(newest.content) | {"seen": newest.number} if newest else {"seen": 0}
    return drafted(request, FORMS[name], key, initial=saved)


def save(request: ActorRequest, form: PartForm, application_id: uuid.UUID, name: str, **where: Any) -> Any:
    content = form.content()
    return attempt(
        form,
        lambda: actions.write(application_id, name, content, seen=form.version, actor=request.actor, **where),
    )


def meanwhile(form: PartForm, newest: PieceRow | None) -> Theirs | None:
    """What somebody else saved since this text was begun; the next saving knows that it was shown."""
    if newest is None or not changed_meanwhile(form, newest.number):
        return None
    return Theirs(newest.saved_by, newest.saved_at, facts_of(newest, whole=True))


def _list_of(shown: ApplicationPage, name: Part) -> str:
    if name in ABOUT:
        return reverse("proposals:project_report", args=[shown.row.id])
    return reverse("proposals:proposal_part", args=[shown.row.id, name])


def _known(name: str, parts: tuple[Part, ...]) -> Part:
    if name not in parts:
        raise Http404
    return Part(name)
