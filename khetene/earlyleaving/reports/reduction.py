"""The plan for reducing early leaving on paper: what is done for all, who answers for it, by when, and what came of it."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khetene.earlyleaving.reads import MeasureRow, ReductionPlan
from khetene.earlyleaving.reports.form import Form, Part, Table, fixed_words
from khetene.kernel.translated import short_day


def reduction_form(plan: ReductionPlan, institution: str) -> Form:
    """A plan of one institution and school year; the history of a measure stays on the screen."""
    said = {"first": plan.year, "last": plan.year + 1}
    return Form(
        language=(get_language() or "lv").split("-")[0],
        title=_("%(first)s/%(last)s school year") % said,
        kind=_("Plan for reducing early leaving"),
        author=institution,
        parts=[_about(plan, institution), *(_aim(str(label), rows) for label, rows in plan.aims)],
        labels=fixed_words(),
    )


def _about(plan: ReductionPlan, institution: str) -> Part:
    facts = [[_("Institution"), institution]]
    facts += [[capfirst(str(label)), str(number)] for label, number in plan.states if plan.aims]
    nothing = [] if plan.aims else [_("No measure is planned for this school year.")]
    return Part(
        _("What we do for all, so that fewer pupils need a plan of their own. It names nobody."), facts, nothing
    )


def _aim(label: str, rows: list[MeasureRow]) -> Part:
    heads = [_("What will be done"), _("Who answers for it"), _("By which day"), _("State"), _("What came of it")]
    lines = [
        [row.words, row.responsible, short_day(row.due_on), str(row.progress_label), row.outcome or "–"] for row in rows
    ]
    return Part(capfirst(label), tables=[Table(heads, lines)])
