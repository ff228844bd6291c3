"""Questions to activities (who, where, when) and to results (how many, of what, counted how)."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khetene.proposals.checks.finding import Finding
from khetene.proposals.contents import Activity
from khetene.proposals.enums import Part
from khetene.proposals.plan import Plan, Row


def check_activities(plan: Plan) -> Iterator[Finding]:
    if not plan.activities:
        yield Finding(Part.ACTIVITY, "none", _("What will you do? Write at least one activity."))
    for row in plan.activities:
        one = row.content
        missing = [
            ("who", one.who, _("“%(what)s”: who does it?")),
            ("where", one.where, _("“%(what)s”: where?")),
            ("when", one.begins and one.ends, _("“%(what)s”: from when to when?")),
        ]
        for code, there, words in missing:
            if not there:
                yield Finding(Part.ACTIVITY, code, words % {"what": one.words}, piece=row.id)
        if _is_outside(row, plan):
            words = _("“%(what)s” lies outside of the time of the project. Which of the two is right?")
            yield Finding(Part.ACTIVITY, "outside", words % {"what": one.words}, piece=row.id)


def _is_outside(row: Row[Activity], plan: Plan) -> bool:
    one = row.content
    early = bool(one.begins and plan.begins and one.begins < plan.begins)
    return early or bool(one.ends and plan.ends and one.ends > plan.ends)


def check_results(plan: Plan) -> Iterator[Finding]:
    if not plan.results:
        yield Finding(Part.RESULT, "none", _("How will you see that it worked? Write at least one result."))
    for row in plan.results:
        one = row.content
        missing = [
            ("number", one.number is not None, _("“%(what)s”: how many? Write a number.")),
            ("unit", one.unit, _("“%(what)s”: how many of what?")),
            ("how", one.how, _("“%(what)s”: how do you count it, for example from a list without names?")),
        ]
        for code, there, words in missing:
            if not there:
                yield Finding(Part.RESULT, code, words % {"what": one.words}, piece=row.id)
