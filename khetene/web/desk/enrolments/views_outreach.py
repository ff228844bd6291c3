"""Where a programme looks for the people whom it is meant for. Heads are counted, nobody is named."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.disclosure.door import Rule, Table, protect_kinds
from khetene.enrolments import actions, reads
from khetene.enrolments.reads import RULE
from khetene.kernel import clock
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation
from khetene.web.desk.enrolments.forms_ways import OutreachForm
from khetene.web.desk.enrolments.views_programme import shown_cell, works_or_holds
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 25
OF_ONE = Rule(minimum=RULE.minimum, contributors=1)


@page(allowed_to=works_or_holds, writes=("POST",))
def outreach(request: ActorRequest, programme_id: str) -> HttpResponse:
    """The own log with a form; the holder reads protected totals of all organisations instead."""
    operation = programmes.operations().get(programme_id)
    if operation is None or not operation.outreach:
        raise Http404
    title = dict(reads.programme_choices(programmes.published()))[programme_id]
    context: dict[str, Any] = {"title": title, "programme_id": programme_id}
    if not works_with_cases(request.actor):
        return _of_all(request, operation, context)
    form = OutreachForm(
        request.POST or None,
        kinds=[(entry.id, str(Translated(entry.title))) for entry in operation.outreach],
        initial={"happened_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, lambda: actions.note_outreach(programme_id, **form.cleaned_data, actor=request.actor))
        if noted:
            messages.success(request, _("The action is noted."))
            return redirect("enrolments:outreach", programme_id)
    rows = Paginator(reads.outreach_of(programme_id, actor=request.actor), ON_A_PAGE)
    shown = rows.get_page(request.GET.get("page"))
    sums = reads.own_outreach_by_kind(operation, actor=request.actor)
    context |= {"form": form, "page": shown, "rows": reads.outreach_rows(shown.object_list, operation), "sums": sums}
    context |= {"actions": sum(row.actions for row in sums), "heads": sum(row.heads for row in sums)}
    return render(request, "desk/enrolments/outreach.html", context)


def _of_all(request: ActorRequest, operation: Operation, context: dict[str, Any]) -> HttpResponse:
    if not reads.is_holder(operation.programme, actor=request.actor):
        raise Http404
    on = reads.quarter_before(clock.today())
    context |= {
        "on": on,
        "minimum": RULE.minimum,
        "contributors": RULE.contributors,
        "kinds": _shown(protect_kinds(reads.whole_outreach_by_kind(operation, on=on), RULE)),
        "organisations": _shown(protect_kinds(reads.whole_outreach_by_organisation(operation, on=on), OF_ONE)),
    }
    return render(request, "desk/enrolments/whole_outreach.html", context)


def _shown(table: Table) -> dict[str, Any]:
    """Heads by row and together, small numbers hidden."""
    rows = [{"label": label, **shown_cell(cell)} for label, cell in table.cells.items()]
    return {"rows": rows, "total": shown_cell(table.total)}


@page(allowed_to=works_with_cases, writes=("POST",))
def take_back_outreach(request: ActorRequest, programme_id: str, outreach_id: uuid.UUID) -> HttpResponse:
    """What was noted by mistake counts no more."""
    if request.method == "POST":
        actions.take_back_outreach(outreach_id, actor=request.actor)
        messages.success(request, _("The action no longer counts."))
    return redirect("enrolments:outreach", programme_id)
