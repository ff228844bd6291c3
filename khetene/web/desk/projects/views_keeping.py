"""What the keeper of a phase writes: lines, entries about money, what became of activities."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import euros
from khetene.projects import actions, reads
from khetene.projects.rules import runs_phases
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.projects.forms import ActivityForm, CostForm, LineForm, ReplaceForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases, writes=("POST",))
def add_line(request: ActorRequest, ordinal: int) -> HttpResponse:
    shown = _kept(request, ordinal)
    if shown.row.is_written_here:
        raise NotForYou
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_line(shown.row.id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The line stands in the budget."))
            return redirect("projects:phase", ordinal)
    return _form(request, form, ordinal, _("New line of the budget"), shown.row.title)


@page(allowed_to=runs_phases, writes=("POST",))
def add_cost(request: ActorRequest, ordinal: int) -> HttpResponse:
    shown = _kept(request, ordinal)
    assert shown.money is not None
    lines = [
        (str(line.id), f"{line.code} {line.words} ({euros(line.left)})")
        for line in shown.money.lines
        if not line.is_closed
    ]
    if not lines:
        messages.info(request, _("First write the lines of the budget."))
        return redirect("projects:add_amendment" if shown.row.is_written_here else "projects:add_line", ordinal)
    initial = {"state": "committed", "on": clock.today()}
    form = CostForm(request.POST or None, lines=lines, activities=_activities(shown), initial=initial)
    if request.method == "POST" and form.is_valid():
        line = uuid.UUID(form.cleaned_data["line"])
        if attempt(form, lambda: actions.add_cost(line, **form.cost(), actor=request.actor)):
            messages.success(request, _("The entry is there. It is not changed any more; it can be replaced."))
            return redirect("projects:phase", ordinal)
    return _form(request, form, ordinal, _("New entry about money"), shown.row.title)


@page(allowed_to=runs_phases, writes=("POST",))
def replace_cost(request: ActorRequest, cost_id: uuid.UUID) -> HttpResponse:
    """Paid, corrected or withdrawn: the earlier entry stays in sight."""
    shown, old = reads.cost(cost_id, actor=request.actor)
    initial = {name: getattr(old, name) for name in ("state", "words", "document")}
    initial |= {"amount": old.amount, "on": clock.today(), "activity": str(old.activity_id or "")}
    activities = dict([(str(old.activity_id), old.activity)] if old.activity_id else []) | dict(_activities(shown))
    form = ReplaceForm(request.POST or None, activities=list(activities.items()), initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.replace_cost(cost_id, **form.cost(), actor=request.actor)):
            messages.success(request, _("The entry is replaced. The earlier one stays in sight."))
            return redirect("projects:phase", shown.row.ordinal)
    return _form(
        request, form, shown.row.ordinal, _("Replace an entry"), f"{old.line} {old.words}, {euros(old.amount)}"
    )


@page(allowed_to=runs_phases, writes=("POST",))
def activity(request: ActorRequest, phase_activity_id: uuid.UUID) -> HttpResponse:
    ordinal, row = reads.activity(phase_activity_id, actor=request.actor)
    initial = {name: getattr(row, name) for name in ("state", "actual", "deviation")}
    form = ActivityForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: actions.write_activity(phase_activity_id, **data, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("projects:phase", ordinal)
    return _form(request, form, ordinal, _("What became of the activity"), row.words)


def _kept(request: ActorRequest, ordinal: int) -> reads.PhasePage:
    shown = reads.phase(ordinal, actor=request.actor)
    if not shown.keeps:
        raise NotForYou
    return shown


def _activities(shown: reads.PhasePage) -> list[tuple[str, str]]:
    return [(str(one.id), one.words) for one in shown.activities]


def _form(request: ActorRequest, form: KheteneForm, ordinal: int, title: str, caption: Any) -> HttpResponse:
    context = {"form": form, "ordinal": ordinal, "title": title, "caption": caption, "submit": _("Save")}
    return render(request, "desk/projects/form.html", context)
