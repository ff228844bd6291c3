"""The application as the funder gets it; open questions stand at its beginning until they are answered."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from khetene.kernel.numbers import amount, euros
from khetene.kernel.translated import short_day
from khetene.proposals.enums import Part
from khetene.proposals.plan import Plan
from khetene.proposals.reads import ApplicationPage
from khetene.proposals.reports.document import (
    Document,
    Facts,
    Item,
    Section,
    Table,
    cited_line,
    document,
    paragraphs,
    said,
    span,
)


def application_document(page: ApplicationPage) -> Document:
    plan = page.plan
    sections = [
        *(_text(page, part) for part in (Part.NEED, Part.AIM, Part.TARGET)),
        Section(str(Part.ACTIVITY.label), items=_activities(plan)),
        _text(page, Part.TEAM),
        Section(str(Part.PARTNER.label), notes=_partners(plan)),
        Section(str(Part.RESULT.label), tables=_results(plan)),
        Section(str(Part.LINE.label), tables=budget(plan)),
        _text(page, Part.AFTER),
    ]
    full = [one for one in sections if one.paragraphs or one.notes or one.items or one.tables]
    return document(page, _("Project application: draft"), _facts(page), [one.words for one in page.findings], full)


def _facts(page: ApplicationPage) -> Facts:
    call, plan = page.row.call, page.plan
    return [
        [_("Applicant"), page.row.organisation],
        [_("Call"), call.title if call else ""],
        [_("Funder"), call.funder if call else ""],
        [_("The call closes on"), short_day(call.closes) if call and call.closes else ""],
        [_("Time of the project"), span(plan.begins, plan.ends)],
        [_("Asked for"), euros(plan.grant) if plan.lines else ""],
    ]


def _text(page: ApplicationPage, part: Part) -> Section:
    return Section(str(part.label), paragraphs(page.plan.text(part)), [cited_line(one) for one in page.cited_in(part)])


def _activities(plan: Plan) -> list[Item]:
    return [
        Item(
            row.content.words,
            said(
                [
                    [_("Who"), row.content.who],
                    [_("Where"), row.content.where],
                    [_("When"), span(row.content.begins, row.content.ends)],
                    [_("How many people"), "" if row.content.people is None else str(row.content.people)],
                ]
            ),
        )
        for row in plan.activities
    ]


def _partners(plan: Plan) -> list[str]:
    return [": ".join(part for part in (row.content.name, row.content.role) if part) for row in plan.partners]


def _results(plan: Plan) -> list[Table]:
    heads = [_("Result"), _("How many"), _("How it is counted")]
    rows = [
        [
            row.content.words,
            f"{'…' if row.content.number is None else row.content.number} {row.content.unit}".strip(),
            row.content.how,
        ]
        for row in plan.results
    ]
    return [Table(heads, rows)] if rows else []


def budget(plan: Plan) -> list[Table]:
    """Lines with quantity and price, who pays, and the sums."""
    if not plan.lines:
        return []
    heads = [_("Line"), _("Quantity and price"), _("From the grant"), _("Own means"), _("Together")]
    rows = []
    for row in plan.lines:
        one = row.content
        price = (
            ""
            if one.computed is None
            else f"{amount(one.quantity or 0)} {one.unit} × {euros(one.price)}".replace("  ", " ")
        )
        rows.append(
            [one.words, price, euros(one.grant or Decimal(0)), euros(one.own or Decimal(0)), euros(one.planned)]
        )
    rows.append([_("Together"), "", euros(plan.grant), euros(plan.own), euros(plan.total)])
    return [Table(heads, rows, 3)]
