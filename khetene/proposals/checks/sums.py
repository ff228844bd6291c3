"""Questions to the budget: each line to the cent, the sum inside the call, the own part large enough."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from khetene.kernel.numbers import euros, per_cent
from khetene.proposals.checks.finding import Finding, Rule
from khetene.proposals.enums import Part
from khetene.proposals.plan import Plan

WHOLE = Decimal(100)


def check_money(plan: Plan) -> Iterator[Finding]:
    if not plan.lines:
        yield Finding(Part.LINE, "none", _("What does it cost? Write at least one line of the budget."))
        return
    yield from _lines(plan)
    yield from _inside_the_call(plan)


def _lines(plan: Plan) -> Iterator[Finding]:
    for row in plan.lines:
        one = row.content
        if one.computed is None:
            words = _("“%(what)s”: how many, and what does one cost?")
            yield Finding(Part.LINE, "price", words % {"what": one.words}, piece=row.id)
        elif one.computed != one.planned:
            words = _("“%(what)s”: %(computed)s by quantity and price, but %(planned)s by who pays. Which is right?")
            sums = {"what": one.words, "computed": euros(one.computed), "planned": euros(one.planned)}
            yield Finding(Part.LINE, "adds_up", words % sums, piece=row.id)


def _inside_the_call(plan: Plan) -> Iterator[Finding]:
    terms = plan.terms
    if terms and terms.largest is not None and plan.grant > terms.largest:
        words = _("You ask for %(grant)s; the call gives at most %(largest)s: %(over)s too much.")
        amounts = {"grant": plan.grant, "largest": terms.largest, "over": plan.grant - terms.largest}
        yield Finding(
            Part.LINE, "too_much", words % {name: euros(amount) for name, amount in amounts.items()}, Rule.CALL
        )
    # Compared without division: 10 % of the whole may be a fraction of a cent.
    if terms and terms.own_percent is not None and plan.own * WHOLE < plan.total * terms.own_percent:
        words = _("The call asks for %(percent)s of the whole from own means; you have %(own)s of %(total)s.")
        sums = {"own": euros(plan.own), "total": euros(plan.total), "percent": per_cent(terms.own_percent)}
        yield Finding(Part.LINE, "own", words % sums, Rule.CALL)
