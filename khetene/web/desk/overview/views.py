"""The national overview: numbers that passed disclosure control, and nothing else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from khetene.accounts.rules import coordinates_nationally, sees_national_totals
from khetene.cases import reads as cases
from khetene.cases.enums import OutcomeKind, Purpose
from khetene.disclosure.door import Cell, Rule, Shown, Table, Why, protect_kinds
from khetene.earlyleaving.reads import school_year
from khetene.earlyleaving.rules import holds_the_programme
from khetene.kernel import clock
from khetene.projects import reads as projects
from khetene.web.http import ActorRequest, page

RULE = Rule(minimum=10, contributors=3)
TASKS_AHEAD = timedelta(days=30)


@page(allowed_to=sees_national_totals)
def national(request: ActorRequest) -> HttpResponse:
    """Outcomes and cases of the last twelve months; no place, no month, no key, no name."""
    until = clock.today()
    since = until - timedelta(days=365)
    outcomes = protect_kinds(cases.outcome_totals(since, until), RULE)
    opened = protect_kinds(cases.case_totals(since, until), RULE)
    context = {
        "since": since,
        "until": until,
        "now": clock.now(),
        "phase_tasks": projects.tasks_waiting_for_me(actor=request.actor, until=until + TASKS_AHEAD),
        "approves_plans": holds_the_programme(request.actor),
        "school_year": school_year(),
        "sees_months": coordinates_nationally(request.actor),
        "minimum": RULE.minimum,
        "contributors": RULE.contributors,
        "outcomes": _shown(outcomes, dict(OutcomeKind.choices)),
        "outcome_total": _cell(outcomes.total),
        "cases": _shown(opened, dict(Purpose.choices)),
        "case_total": _cell(opened.total),
    }
    return render(request, "desk/overview/national.html", context)


def _shown(table: Table, labels: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"kind": kind, "label": labels[kind], **_cell(cell)} for kind, cell in table.cells.items()]


def _cell(cell: Cell) -> dict[str, Any]:
    if isinstance(cell, Shown):
        return {"number": cell.number, "why": ""}
    reasons = {
        Why.TOO_SMALL: _("hidden: the number is small"),
        Why.TOO_FEW_CONTRIBUTORS: _("hidden: it comes from few organisations"),
        Why.PROTECTS_ANOTHER: _("hidden: it would give away a small number"),
    }
    return {"number": None, "why": reasons[cell.why]}
