"""Tasks of a phase: of a gap of the report or of its own, with who does it and by when."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads, reports
from khetene.projects.errors import TaskIsThere
from khetene.projects.rules import runs_phases
from khetene.web.desk.projects.forms import ExplainForm, TaskForm
from khetene.web.desk.projects.gaps import with_links
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases)
def tasks(request: ActorRequest, ordinal: int) -> HttpResponse:
    """Gaps of the report that nobody took yet, and tasks, open ones first."""
    shown = _kept(request, ordinal)
    gaps = reports.gaps_of(shown)
    rows = reads.tasks(ordinal, gaps=[gap.code for gap in gaps], actor=request.actor)
    taken = {row.gap for row in rows if row.done_on is None}
    not_taken = with_links([gap for gap in gaps if gap.code not in taken], shown)
    context = {"shown": shown, "row": shown.row, "tasks": rows, "gaps": not_taken}
    return render(request, "desk/projects/tasks.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def add_task(request: ActorRequest, ordinal: int) -> HttpResponse:
    """`gap` in the address names a gap of the report; its words are proposed."""
    shown = _kept(request, ordinal)
    gap = next((one for one in reports.gaps_of(shown) if one.code == request.GET.get("gap")), None)
    initial = {"words": gap.words if gap else "", "who": str(request.actor.membership_key)}
    form = TaskForm(request.POST or None, keepers=reads.keepers(actor=request.actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        code = gap.code if gap else ""
        if attempt(form, lambda: actions.add_task(shown.row.id, **form.task(), gap=code, actor=request.actor)):
            messages.success(request, _("The task is on the list."))
            return redirect("projects:phase_tasks", ordinal)
    context = {"form": form, "ordinal": ordinal, "title": _("New task"), "caption": shown.row.title}
    return render(request, "desk/projects/task.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def explain(request: ActorRequest, ordinal: int, gap_code: str) -> HttpResponse:
    """What does not agree: the figures stay, the explanation stands beside them."""
    shown = _kept(request, ordinal)
    words = reports.in_words(gap_code, shown)
    if not words:
        raise Http404
    form = ExplainForm(request.POST or None, initial={"words": shown.explained.get(gap_code, "")})
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: [actions.explain(shown.row.id, of=gap_code, **form.cleaned_data, actor=request.actor)])
        if not form.errors:
            messages.success(request, _("Saved. The explanation stands in the report beside the figures."))
            return redirect("projects:report", ordinal)
    context = {"form": form, "ordinal": ordinal, "title": _("Why does it not agree?"), "caption": words}
    return render(request, "desk/projects/explain.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def task(request: ActorRequest, phase_task_id: uuid.UUID) -> HttpResponse:
    row = reads.task(phase_task_id, actor=request.actor)
    initial = {"words": row.words, "who": str(row.who_id or ""), "due": row.due}
    form = TaskForm(request.POST or None, keepers=reads.keepers(actor=request.actor), initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.write_task(phase_task_id, **form.task(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("projects:phase_tasks", row.ordinal)
    context = {"form": form, "ordinal": row.ordinal, "title": _("Task"), "caption": row.phase}
    return render(request, "desk/projects/task.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def mark_task(request: ActorRequest, phase_task_id: uuid.UUID) -> HttpResponse:
    """Ticked off, or opened again."""
    row = reads.task(phase_task_id, actor=request.actor)
    if request.method == "POST":
        try:
            actions.mark_task(phase_task_id, done=row.done_on is None, actor=request.actor)
        except TaskIsThere as refusal:
            messages.warning(request, str(refusal.message))
        return redirect("projects:phase_tasks", row.ordinal)
    return redirect("projects:phase_task", phase_task_id)


def _kept(request: ActorRequest, ordinal: int) -> reads.PhasePage:
    shown = reads.phase(ordinal, actor=request.actor)
    if not shown.keeps or shown.row.is_draft:
        raise NotForYou
    return shown
