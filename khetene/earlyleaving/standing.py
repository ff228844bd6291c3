"""Where a plan stands: what is in it already, and what others pay in the same time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from khetene.earlyleaving.enums import Level, Need, SchoolKind, State
from khetene.earlyleaving.errors import PaidFromElsewhere
from khetene.earlyleaving.machine import Situation
from khetene.earlyleaving.models import Delivery, PaidElsewhere, Plan, Risk, Support
from khetene.kernel import clock
from khetene.kernel.translated import short_day


def situation_of(plan: Plan) -> Situation:
    """Four queries."""
    risks = list(plan.risks.order_by("pk"))
    supports = list(plan.supports.order_by("pk"))
    was_given = Delivery.objects.that_count().filter(support__plan=plan).exists()
    return situation(plan, risks, supports, was_given=was_given, paid=paid_elsewhere(plan))


def situation(
    plan: Plan, risks: Sequence[Risk], supports: Sequence[Support], *, was_given: bool, paid: Sequence[PaidElsewhere]
) -> Situation:
    """The same from rows that were read before."""
    return Situation(
        State(plan.state),
        Level(plan.level) if plan.level else None,
        SchoolKind(plan.kind),
        plan.approved_on is not None,
        frozenset(_present(plan, risks, supports, was_given, paid)),
    )


def _present(
    plan: Plan, risks: Sequence[Risk], supports: Sequence[Support], was_given: bool, paid: Sequence[PaidElsewhere]
) -> set[Need]:
    today = clock.today()
    facts = {
        Need.APPLICATION: bool(plan.signed_on and plan.signed_by and plan.informed_on),
        Need.GOAL: plan.has_goal,
        Need.RISK: bool(risks),
        Need.MEASURE: bool(risks) and {risk.pk for risk in risks} <= {support.risk_id for support in supports},
        Need.NO_OVERLAP: plan.paid_nowhere_else_on is not None,
        Need.NOT_PAID_TWICE: not any(covers(row, support) for row in paid for support in supports),
        Need.SEMESTER_BEGUN: plan.begins <= today,
        Need.SEMESTER_GOES_ON: plan.ends >= today,
        Need.SEMESTER_OVER: plan.ends < today,
        Need.EVALUATED: bool(risks) and all(risk.change for risk in risks),
        Need.EMPTY: not risks and not supports,
        Need.NOTHING_GIVEN: not was_given,
    }
    return {need for need, there in facts.items() if there}


def paid_elsewhere(plan: Plan) -> list[PaidElsewhere]:
    """What the school or its municipality says is paid for pupils of this grade in this semester."""
    payers = [key for key in (plan.pupil.organisation_id, plan.municipality_id) if key]
    rows = PaidElsewhere.objects.filter(organisation_id__in=payers, taken_back_on=None)
    rows = rows.filter(covers_from__lte=plan.ends, covers_to__gte=plan.begins)
    rows = rows.filter(first_grade__lte=plan.grade, last_grade__gte=plan.grade)
    return list(rows.order_by("covers_from", "pk"))


def covers(row: PaidElsewhere, support: Support) -> bool:
    return row.kind == support.kind and row.covers_from <= support.ends and support.begins <= row.covers_to


def refuse_paid_twice(plan: Plan, support: Support, title: str) -> None:
    """Raises PaidFromElsewhere with the payer and the time."""
    row = next((row for row in paid_elsewhere(plan) if covers(row, support)), None)
    if row:
        raise PaidFromElsewhere(_already_paid(title, row.payer, row.covers_from, row.covers_to))
    for other in plan.supports.filter(kind=support.kind).exclude(pk=support.pk).order_by("begins", "pk"):
        if not support.meeting and other.begins <= support.ends and support.begins <= other.ends:
            raise PaidFromElsewhere(_already_paid(title, _("this plan"), other.begins, other.ends))


def _already_paid(title: str, payer: str, first: date, last: date) -> str:
    said = {"support": title, "payer": payer, "first": short_day(first), "last": short_day(last)}
    return _("%(support)s: the same need is already paid from %(payer)s (%(first)s – %(last)s).") % said
