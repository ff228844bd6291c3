"""What the report still lacks, as tasks: the last day shall be a review and not a beginning."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from khetene.files.enums import Standing
from khetene.kernel.numbers import euros
from khetene.proposals.checks.finding import Finding, Rule
from khetene.proposals.enums import Part, Release
from khetene.proposals.plan import Plan, about


def report_tasks(plan: Plan, granted: Decimal | None, *, today: date) -> list[Finding]:
    """In the order of the report. An activity that is still to come is no task yet."""
    return [*_done(plan, today), *_reached(plan, today), *_spent(plan, granted, today), *_pictures(plan)]


def _done(plan: Plan, today: date) -> Iterator[Finding]:
    for row in plan.activities:
        one, told = row.content, about(plan.done, row.id)
        if not told and (one.ends or plan.ends or today) <= today:
            words = _("“%(what)s”: what was done, when, and how many people came?") % {"what": one.words}
            yield Finding(Part.DONE, "not_told", words, Rule.TRAINING, row.id)
        for report in told:
            if report.content.on is None or report.content.people is None:
                words = _("“%(what)s”: on which day, and how many people came?") % {"what": one.words}
                yield Finding(Part.DONE, "counted", words, piece=report.id)
        came = sum(report.content.people or 0 for report in told)
        over = one.ends is not None and one.ends <= today
        if told and over and one.people and came < one.people and not any(r.content.differs for r in told):
            words = _("“%(what)s”: %(planned)s people were planned, %(came)s came. Say why.")
            said = {"what": one.words, "planned": one.people, "came": came}
            yield Finding(Part.DONE, "differs", words % said, piece=told[-1].id)


def _reached(plan: Plan, today: date) -> Iterator[Finding]:
    for row in plan.results:
        told, aim = about(plan.reached, row.id), row.content
        if not told and (plan.ends or today) <= today:
            words = _("“%(what)s”: how much of it was reached?") % {"what": aim.words}
            yield Finding(Part.REACHED, "not_told", words, Rule.TRAINING, row.id)
        if not told:
            continue
        newest = told[-1].content
        short = newest.number is not None and aim.number is not None and newest.number < aim.number
        if short and not newest.differs and (plan.ends or today) <= today:
            words = _("“%(what)s”: %(number)s instead of %(aim)s. Say why.")
            said = {"what": aim.words, "number": newest.number, "aim": aim.number}
            yield Finding(Part.REACHED, "differs", words % said, piece=told[-1].id)


def _spent(plan: Plan, granted: Decimal | None, today: date) -> Iterator[Finding]:
    for row in plan.lines:
        told, paid = about(plan.spent, row.id), plan.spent_on(row.id)
        if not told and (plan.ends or today) <= today:
            words = _("“%(what)s”: what was paid, and with which document?") % {"what": row.content.words}
            yield Finding(Part.SPENT, "not_told", words, Rule.TRAINING, row.id)
        for report in told:
            if report.content.amount is None or not report.content.document or report.content.on is None:
                words = _("“%(what)s”: write amount, day and document.") % {"what": row.content.words}
                yield Finding(Part.SPENT, "document", words, piece=report.id)
        if paid > row.content.planned:
            words = _("“%(what)s”: %(paid)s paid, %(planned)s planned. Ask the funder whether that is allowed.")
            said = {"what": row.content.words, "paid": euros(paid), "planned": euros(row.content.planned)}
            yield Finding(Part.SPENT, "over", words % said, piece=row.id)
    if granted is not None and plan.lines and plan.grant != granted:
        words = _("The budget asks for %(asked)s, granted are %(granted)s. Say in the report what was left out.")
        yield Finding(Part.SPENT, "granted", words % {"asked": euros(plan.grant), "granted": euros(granted)})


def _pictures(plan: Plan) -> Iterator[Finding]:
    for row in plan.pictures:
        if row.content.release in ("", Release.MISSING):
            words = _("“%(what)s”: the picture is not shown before everybody in it agreed.")
            yield Finding(Part.PICTURE, "release", words % {"what": row.content.words}, piece=row.id)
    for one in plan.unseen:
        words = _("“%(what)s”: the picture is not shown before everybody in it agreed.")
        if one.standing == Standing.ENDED:
            words = _("“%(what)s”: the agreement to show the picture has ended. Ask again, or take it away.")
        yield Finding(Part.PICTURE, one.standing, words % {"what": one.shows}, piece=one.id)
