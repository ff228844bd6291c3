"""Where a programme looks for people, and how many come to a centre. Heads are counted, nobody is named."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.enrolments.reads import RULE
from khetene.kernel import clock
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation
from khetene.web.desk.enrolments.forms_ways import AttendanceForm, HeadsForm
from khetene.web.desk.enrolments.views_programme import shown_cell, works_or_holds
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 25
SAID: dict[Log, dict[str, str | Promise]] = {
    Log.OUTREACH: {
        "page": "enrolments:outreach",
        "take_back": "enrolments:take_back_outreach",
        "heading": _("Looking for people"),
        "by": _("How"),
        "entries": _("Actions"),
        "done": _("What was done"),
        "note": _("Note an action"),
        "by_kind": _("Heads by how people were addressed"),
        "heads": _("Heads"),
        "noted": _("The action is noted."),
        "taken_back": _("The action no longer counts."),
    },
    Log.ATTENDANCE: {
        "page": "enrolments:attendance",
        "take_back": "enrolments:take_back_attendance",
        "heading": _("Who came, by head-count"),
        "by": _("What people came for"),
        "entries": _("Entries"),
        "done": _("Day by day"),
        "note": _("Note how many came"),
        "by_kind": _("Heads by what people came for"),
        "heads": pgettext_lazy("attendance", "Came"),
        "noted": _("The number is noted."),
        "taken_back": _("The entry no longer counts."),
    },
}


@page(allowed_to=works_or_holds, writes=("POST",))
def outreach(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Where people were looked for: the own log with a form; the holder reads protected totals instead."""
    return _heads(request, programme_id, Log.OUTREACH)


@page(allowed_to=works_or_holds, writes=("POST",))
def attendance(request: ActorRequest, programme_id: str) -> HttpResponse:
    """How many came to a centre, read and noted in the same way."""
    return _heads(request, programme_id, Log.ATTENDANCE)


def _heads(request: ActorRequest, programme_id: str, log: Log) -> HttpResponse:
    operation = programmes.operations().get(programme_id)
    if operation is None or not operation.heads_in(log):
        raise Http404
    title = dict(reads.programme_choices(programmes.published()))[programme_id]
    context: dict[str, Any] = {"title": title, "programme_id": programme_id, "said": SAID[log]}
    if not works_with_cases(request.actor):
        return _of_all(request, operation, log, context)
    asked = {Log.OUTREACH: HeadsForm, Log.ATTENDANCE: AttendanceForm}[log]
    form = asked(
        request.POST or None,
        kinds=[(entry.id, str(Translated(entry.title))) for entry in operation.heads_in(log)],
        initial={"happened_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        noted = attempt(
            form, lambda: actions.note_heads(programme_id, **form.cleaned_data, log=log, actor=request.actor)
        )
        if noted:
            messages.success(request, str(SAID[log]["noted"]))
            return redirect(str(SAID[log]["page"]), programme_id)
    rows = Paginator(reads.head_counts_of(programme_id, log=log, actor=request.actor), ON_A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    sums = reads.own_heads_by_kind(operation, log=log, actor=request.actor)
    context |= {"form": form, "page": shown, "sums": sums}
    context["rows"] = reads.head_count_rows(shown.object_list, operation, log=log)
    context |= {"entries": sum(row.entries for row in sums), "heads": sum(row.heads for row in sums)}
    return render(request, "desk/enrolments/heads.html", context)


def _of_all(request: ActorRequest, operation: Operation, log: Log, context: dict[str, Any]) -> HttpResponse:
    if not reads.is_holder(operation.programme, actor=request.actor):
        raise Http404
    on = reads.quarter_before(clock.today())
    found = reads.whole_heads(operation, log=log, on=on)
    context |= {"on": on, "minimum": RULE.minimum, "contributors": RULE.contributors, "not_yet": found is None}
    context["kinds"] = [{"row": row, **shown_cell(row.heads)} for row in found or ()]
    return render(request, "desk/enrolments/whole_heads.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back_outreach(request: ActorRequest, programme_id: str, head_count_id: uuid.UUID) -> HttpResponse:
    """What was noted by mistake counts no more."""
    return _take_back(request, programme_id, head_count_id, Log.OUTREACH)


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back_attendance(request: ActorRequest, programme_id: str, head_count_id: uuid.UUID) -> HttpResponse:
    """What was noted by mistake counts no more."""
    return _take_back(request, programme_id, head_count_id, Log.ATTENDANCE)


def _take_back(request: ActorRequest, programme_id: str, head_count_id: uuid.UUID, log: Log) -> HttpResponse:
    if request.method == "POST":
        actions.take_back_heads(programme_id, head_count_id, log=log, actor=request.actor)
        messages.success(request, str(SAID[log]["taken_back"]))
    return redirect(str(SAID[log]["page"]), programme_id)
