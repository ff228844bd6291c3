"""Questions to what is written in sentences: title, time, need with its figures, aim, target group, people, afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from khetene.kernel.translated import short_day
from khetene.proposals.checks.finding import Finding, Rule
from khetene.proposals.enums import Part
from khetene.proposals.plan import Plan

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MARK = re.compile(r"\[(\d{1,3})\]")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_FIRST_WORDS = 6


def check_words(plan: Plan, *, today: date) -> Iterator[Finding]:
    yield from _title(plan)
    yield from _time(plan, today)
    yield from _need(plan)
    yield from _citations(plan)
    yield from _the_others(plan)


def _title(plan: Plan) -> Iterator[Finding]:
    title = plan.text(Part.TITLE)
    if not title:
        yield Finding(Part.TITLE, "title", _("What is the project called?"))
    elif found := YEAR.search(title):
        words = _("Why does the title carry the year %(year)s? A project often begins in one year and ends in another.")
        yield Finding(Part.TITLE, "title_year", words % {"year": found[0]}, Rule.TRAINING)


def _time(plan: Plan, today: date) -> Iterator[Finding]:
    if plan.begins is None or plan.ends is None:
        yield Finding(Part.TIME, "time", _("When does the project begin, and when does it end?"))
    terms = plan.terms
    if terms is None:
        yield Finding(Part.TIME, "call", _("Which call is it for? Only then can sum and dates be compared."), Rule.CALL)
        return
    if terms.closes and terms.closes < today:
        words = _("The call closed on %(day)s. Is there another one?")
        yield Finding(Part.TIME, "closed", words % {"day": short_day(terms.closes)}, Rule.CALL)
    if terms.project_from and plan.begins and plan.begins < terms.project_from:
        words = _("The call lets projects begin on %(day)s. Can yours begin later?")
        yield Finding(Part.TIME, "too_early", words % {"day": short_day(terms.project_from)}, Rule.CALL)
    if terms.project_to and plan.ends and plan.ends > terms.project_to:
        words = _("The call lets projects end by %(day)s. Can yours end earlier?")
        yield Finding(Part.TIME, "too_late", words % {"day": short_day(terms.project_to)}, Rule.CALL)


def _need(plan: Plan) -> Iterator[Finding]:
    """Slides of 2019: the rationale must use available statistics that describe the problem."""
    need = plan.text(Part.NEED)
    if not need:
        yield Finding(Part.NEED, "need", _("What is wrong now, for whom, and how do you know?"))
        return
    figures = {one.number for one in plan.cited if one.is_figure}
    if not figures:
        words = _("Which figure shows this need? Choose one with its source from the statistics.")
        yield Finding(Part.NEED, "no_figure", words, Rule.TRAINING)
        return
    for paragraph in filter(str.strip, _PARAGRAPHS.split(need)):
        if not figures & {int(mark) for mark in MARK.findall(paragraph)}:
            begin = " ".join(paragraph.split()[:_FIRST_WORDS])
            words = _("“%(begin)s …”: which figure shows this? Put its number there, for example [1].")
            yield Finding(Part.NEED, "claim", words % {"begin": begin}, Rule.TRAINING)


def _citations(plan: Plan) -> Iterator[Finding]:
    known = {one.number for one in plan.cited}
    for part, text in plan.texts.items():
        for mark in sorted({int(mark) for mark in MARK.findall(text)} - known):
            words = _("The text names [%(number)s], but there is no such figure or quotation.")
            yield Finding(part, "unknown_mark", words % {"number": mark})
    for one in plan.cited:
        if one.trouble:
            words = _("Figure [%(number)s]: %(trouble)s")
            yield Finding(one.part, "trouble", words % {"number": one.number, "trouble": one.trouble}, piece=one.id)


def _the_others(plan: Plan) -> Iterator[Finding]:
    questions = {
        Part.AIM: _("What will be different when the project has ended?"),
        Part.TARGET: _("Who is it for, and how many people are that?"),
        Part.TEAM: _("Who does the work, in which role, and what do they know about it?"),
        Part.AFTER: _("What stays when the money has ended?"),
    }
    for part, words in questions.items():
        if not plan.text(part):
            yield Finding(part, "empty", words)
    target = MARK.sub("", plan.text(Part.TARGET))
    if target and not re.search(r"\d", target):
        yield Finding(Part.TARGET, "how_many", _("How many people are that? Write a number."))
    for row in plan.partners:
        if not row.content.role:
            words = _("What does %(name)s do in the project?") % {"name": row.content.name}
            yield Finding(Part.PARTNER, "role", words, piece=row.id)
        if not row.content.agreed:
            words = _("Has %(name)s said yes in writing?") % {"name": row.content.name}
            yield Finding(Part.PARTNER, "agreed", words, piece=row.id)
