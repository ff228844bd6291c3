"""What a reader of the fund would ask. Advice: nothing here refuses anything. Each question says where the rule comes from."""

from __future__ import annotations

from datetime import date

from khetene.proposals.checks.finding import Finding
from khetene.proposals.checks.report import report_tasks
from khetene.proposals.checks.rows import check_activities, check_results
from khetene.proposals.checks.sums import check_money
from khetene.proposals.checks.words import check_words
from khetene.proposals.enums import PLAN, Part
from khetene.proposals.plan import Plan

__all__ = ["Finding", "findings_of", "report_tasks"]


def findings_of(plan: Plan, *, today: date) -> list[Finding]:
    """All questions, in the order of the parts."""
    found = [*check_words(plan, today=today), *check_activities(plan), *check_results(plan), *check_money(plan)]
    order = {part: place for place, part in enumerate(PLAN)}
    return sorted(found, key=lambda one: order[Part(one.part)])
