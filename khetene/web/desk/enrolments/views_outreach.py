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
from khetene.disclosure.door import Rule, Table, protect_kinds
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.enrolments.reads import RULE
from khetene.kernel import clock
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation
from khetene.web.desk.enrolments.forms_ways import AttendanceForm, OutreachForm
from khetene.web.desk.enrolments.views_programme import shown_cell, works_or_holds
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 25
OF_ONE = Rule(minimum=RULE.minimum, contributors=1)
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
        "by_office": _("Heads by organisation"),
        "heads": _("Heads"),
        "twice": _("Heads are counted: who is met twice is counted twice."),
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
        "by_office": _("Who came, by organisation"),
        "heads": pgettext_lazy("attendance", "Came"),
        "twice": _("Heads are counted: who comes twice is counted twice."),
        "noted": _("The number is noted."),
        "taken_back": _("The entry no longer counts."),
    },
}


@page(allowed_to=works_or_holds, writes=("POST",))
def outreach(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Where people were looked for: the own log with a form; the holder reads protected totals instead."""
    return _log(request, programme_id, Log.OUTREACH)


@page(allowed_to=works_or_holds, writes=("POST",))
def attendance(request: ActorRequest, programme_id: str) -> HttpResponse:
    """How many came to a centre, read and noted in the same way."""
    return _log(request, programme_id, Log.ATTENDANCE)


def _log(request: ActorRequest, programme_id: str, log: Log) -> HttpResponse:
    operation = programmes.operations().get(programme_id)
    if operation is None or not operation.heads_in(log):
        raise Http404
    title = dict(reads.programme_choices(programmes.published()))[programme_id]
    context: dict[str, Any] = {"title": title, "programme_id": programme_id, "said": SAID[log]}
    if not works_with_cases(request.actor):
        return _of_all(request, operation, log, context)
    asked = OutreachForm if log == Log.OUTREACH else AttendanceForm
    form = asked(
        request.POST or None,
        kinds=[(entry.id, str(Translated(entry.title))) for entry in operation.heads_in(log)],
        initial={"happened_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        noted = attempt(
            form, lambda: actions.note_outreach(programme_id, **form.cleaned_data, log=log, actor=request.actor)
        )
        if noted:
            messages.success(request, str(SAID[log]["noted"]))
            return redirect(str(SAID[log]["page"]), programme_id)
    rows = Paginator(reads.outreach_of(programme_id, log=log, actor=request.actor), ON_A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    sums = reads.own_outreach_by_kind(operation, log=log, actor=request.actor)
    context |= {"form": form, "page": shown, "rows": reads.outreach_rows(shown.object_list, operation), "sums": sums}
    context |= {"actions": sum(row.actions for row in sums), "heads": sum(row.heads for row in sums)}
    return render(request, "desk/enrolments/outreach.html", context)


def _of_all(request: ActorRequest, operation: Operation, log: Log, context: dict[str, Any]) -> HttpResponse:
    if not reads.is_holder(operation.programme, actor=request.actor):
        raise Http404
    on = reads.quarter_before(clock.today())
    context |= {
        "on": on,
        "minimum": RULE.minimum,
        "contributors": RULE.contributors,
        "kinds": _shown(protect_kinds(reads.whole_outreach_by_kind(operation, log=log, on=on), RULE)),
        "organisations": _shown(protect_kinds(reads.whole_outreach_by_organisation(operation, log=log, on=on), OF_ONE)),
    }
    return render(request, "desk/enrolments/whole_outreach.html", context)


def _shown(table: Table) -> dict[str, Any]:
    """Heads by row and together, small numbers hidden."""
    rows = [{"label": label, **shown_cell(cell)} for label, cell in table.cells.items()]
    return {"rows": rows, "total": shown_cell(table.total)}


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back_outreach(request: ActorRequest, programme_id: str, outreach_id: uuid.UUID) -> HttpResponse:
    """What was noted by mistake counts no more."""
    return _take_back(request, programme_id, outreach_id, Log.OUTREACH)


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back_attendance(request: ActorRequest, programme_id: str, outreach_id: uuid.UUID) -> HttpResponse:
    """What was noted by mistake counts no more."""
    return _take_back(request, programme_id, outreach_id, Log.ATTENDANCE)


def _take_back(request: ActorRequest, programme_id: str, outreach_id: uuid.UUID, log: Log) -> HttpResponse:
    if request.method == "POST":
        actions.take_back_outreach(outreach_id, actor=request.actor)
        messages.success(request, str(SAID[log]["taken_back"]))
    return redirect(str(SAID[log]["page"]), programme_id)
