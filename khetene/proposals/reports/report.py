"""The report that grew: what was planned beside what was done, paid and reached."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.kernel.numbers import euros
from khetene.kernel.translated import short_day
from khetene.proposals.contents import Done
from khetene.proposals.enums import Part, Release
from khetene.proposals.plan import Plan, about
from khetene.proposals.reads import ApplicationPage, ReportedPicture
from khetene.proposals.reports.document import Document, Facts, Item, Section, Table, document, paragraphs, said, span
from khetene.proposals.reports.pictures import drawn


def report_document(page: ApplicationPage, pictures: Sequence[ReportedPicture] = ()) -> Document:
    """With the pictures that were released for reports on the day on which the document is made."""
    plan = page.plan
    sections = [
        Section(str(Part.AIM.label), paragraphs(plan.text(Part.AIM))),
        Section(_("Activities: planned and done"), items=_activities(plan)),
        Section(str(Part.REACHED.label), tables=_results(plan)),
        Section(_("Money: planned and paid"), tables=[*_money(plan), *_payments(plan)]),
        Section(str(Part.PICTURE.label), notes=_pictures(plan), pictures=drawn(pictures)),
    ]
    full = [one for one in sections if one.paragraphs or one.notes or one.items or one.tables or one.pictures]
    return document(page, _("Project report: draft"), _facts(page), [one.words for one in page.tasks], full)


def _facts(page: ApplicationPage) -> Facts:
    row, call = page.row, page.row.call
    return [
        [_("Applicant"), row.organisation],
        [_("Funder"), call.funder if call else ""],
        [_("Grant agreement"), row.agreement],
        [_("Granted"), euros(row.granted)],
        [_("Time of the project"), span(page.plan.begins, page.plan.ends)],
        [_("Report due"), short_day(row.report_due) if row.report_due else ""],
    ]


def _activities(plan: Plan) -> list[Item]:
    found = []
    for row in plan.activities:
        told = about(plan.done, row.id)
        planned = "" if row.content.people is None else str(row.content.people)
        facts = [
            [_("Planned"), span(row.content.begins, row.content.ends)],
            [_("People planned"), planned],
            [_("Where"), row.content.where],
        ]
        notes = [done_line(one.content) for one in told] or [_("Nothing is noted yet.")]
        found.append(Item(row.content.words, said(facts), notes))
    return found


def done_line(one: Done) -> str:
    """`14.10.2026.: 12 people. A walk through the town. Different from the plan: …`"""
    day = short_day(one.on) if one.on else _("day not written")
    people = _("people not counted")
    if one.people is not None:
        people = ngettext("%(number)s person", "%(number)s people", one.people) % {"number": one.people}
    differs = _("Different from the plan: %(words)s") % {"words": one.differs} if one.differs else ""
    return ". ".join(part.rstrip(".") for part in (f"{day.rstrip('.')}: {people}", one.words, differs) if part) + "."


def _results(plan: Plan) -> list[Table]:
    heads = [_("Result"), _("Planned"), _("Reached"), _("How it was counted")]
    rows = []
    for row in plan.results:
        told, aim = about(plan.reached, row.id), row.content
        newest = told[-1].content if told else None
        number = "…" if newest is None or newest.number is None else str(newest.number)
        how = ". ".join(part for part in (newest.how, newest.differs) if part) if newest else ""
        rows.append([aim.words, f"{'…' if aim.number is None else aim.number} {aim.unit}".strip(), number, how])
    return [Table(heads, rows)] if rows else []


def _money(plan: Plan) -> list[Table]:
    if not plan.lines:
        return []
    heads = [_("Line"), _("Planned"), _("Paid"), _("Left")]
    rows = []
    for row in plan.lines:
        planned, paid = row.content.planned, plan.spent_on(row.id)
        rows.append([row.content.words, euros(planned), euros(paid), euros(planned - paid)])
    paid = sum((plan.spent_on(row.id) for row in plan.lines), plan.total * 0)
    rows.append([_("Together"), euros(plan.total), euros(paid), euros(plan.total - paid)])
    return [Table(heads, rows, 3)]


def _payments(plan: Plan) -> list[Table]:
    heads = [_("Day"), _("Document"), _("What for"), _("Paid")]
    rows = [
        [
            short_day(one.content.on) if one.content.on else "…",
            one.content.document or "…",
            ": ".join(part for part in (row.content.words, one.content.words) if part),
            euros(one.content.amount),
        ]
        for row in plan.lines
        for one in about(plan.spent, row.id)
    ]
    return [Table(heads, rows, 1)] if rows else []


def _pictures(plan: Plan) -> list[str]:
    """Those that lie elsewhere: only where."""
    lines = []
    for row in plan.pictures:
        release = str(Release(row.content.release).label) if row.content.release else _("nobody asked yet")
        kept = _("kept: %(where)s") % {"where": row.content.kept} if row.content.kept else ""
        lines.append("; ".join(part for part in (row.content.words, kept, release) if part))
    return lines
