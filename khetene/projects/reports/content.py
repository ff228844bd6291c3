"""What the draft says, in the reader's language and in order; how it looks is the templates' business."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from khetene.gatherings.reads import GatheringRow
from khetene.kernel.numbers import euros, per_cent
from khetene.kernel.translated import short_day
from khetene.projects.errors import SlotIsEmpty
from khetene.projects.reads import AmendmentRow, Money, PhasePage, ResultRow
from khetene.projects.reports.gaps import VERDICT, gap_of, gaps_of
from khetene.projects.visibility import filled


@dataclass(frozen=True, slots=True)
class Said:
    """Things of one kind that were said at the gatherings of the phase."""

    heading: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class ActivityPart:
    heading: str
    state: str
    when: str
    places: str
    actual: str
    deviation: str
    gatherings: list[str]


@dataclass(frozen=True, slots=True)
class Report:
    """All that the templates print. Labels are words in the reader's language."""

    language: str
    title: str
    phase: str
    agreement: str
    when: str
    beneficiary: str
    programme: str
    ratio: str
    funding: str
    task: str
    goals: list[str]
    activities: list[ActivityPart]
    results: list[str]
    remarks: list[str]
    indicators: list[str]
    places: str
    then: list[str]
    today: list[str]
    said: list[Said]
    deliverables: list[str]
    amendments: list[str]
    amended: list[list[str]]
    shares: list[list[str]]
    shares_said: str
    lines: list[list[str]]
    gaps: list[str]
    sources: list[str]
    labels: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def report_of(page: PhasePage, said: list[Said]) -> Report:
    row, money = page.row, page.money
    return Report(
        language=(get_language() or "lv").split("-")[0],
        title=row.title,
        phase=_("Phase %(number)s") % {"number": row.roman},
        agreement=row.agreement,
        when=span(row.begins, row.ends),
        beneficiary=row.beneficiary,
        programme=page.programme,
        ratio=", ".join(f"{label} {per_cent(percent)}" for label, percent in page.ratio),
        funding=_funding(page),
        task=page.task,
        goals=page.goals,
        activities=[
            ActivityPart(
                heading=one.words,
                state=one.state_label,
                when=span(one.begins, one.ends),
                places=", ".join(one.places),
                actual=one.actual,
                deviation=one.deviation,
                gatherings=[_gathering(held) for held in one.gatherings],
            )
            for one in page.activities
        ],
        results=[line for result in page.results for line in figure_lines(result)],
        remarks=[_with_explanation(capfirst(remark.words), gap_of(remark), page) for remark in page.remarks],
        indicators=[_indicator(one.words, one.target, one.reached) for one in page.indicators],
        places=places_sentence(page),
        then=[_then(one.name, one.today) for one in page.places.then],
        today=page.places.today,
        said=[one for one in said if one.words],
        deliverables=_deliverables(page),
        amendments=[line for one in page.amendments for line in _amendment(one)],
        amended=[[one.what, one.first, one.now] for one in page.amended],
        shares=_shares(money),
        shares_said=_with_explanation(money.verdict_words, VERDICT, page) if money else "",
        lines=_lines(money),
        gaps=[gap.words for gap in gaps_of(page)],
        sources=page.sources,
        labels=fixed_words(),
    )


def _amendment(row: AmendmentRow) -> list[str]:
    """When, why and by which document; then what it changed, before and after."""
    head = f"{row.number}. {short_day(row.agreed_on)} {row.words} ({row.document})"
    return [head, *(f"– {one.in_words}" for one in row.changes)]


def _with_explanation(words: str, gap: str, page: PhasePage) -> str:
    explanation = page.explained.get(gap, "")
    return " ".join(part for part in (words, explanation) if part)


def span(begins: date | None, ends: date | None) -> str:
    """`01.08.2019. – 31.07.2020.`, or what of it is known."""
    if begins is None and ends is None:
        return ""
    return f"{short_day(begins) if begins else '…'} – {short_day(ends) if ends else '…'}"


def figure_lines(row: ResultRow) -> list[str]:
    """A result with its source and what it contains; a partition with its remainder."""
    words = row.words if row.number is None else f"{capfirst(row.words)}: {row.number}"
    found = [f"{words} ({row.source})" + (f" {row.note}" if row.note else "") + _added(row.added_on)]
    found += [f"– {_number_of(other)} ({other.source}){_added(other.added_on)}" for other in row.others]
    found += [f"– {part.words}: {part.number}" for part in row.parts]
    return [*found, row.sum_words] if row.sum_words else found


def _number_of(row: ResultRow) -> str:
    return row.words if row.number is None else str(row.number)


def _added(day: date | None) -> str:
    """What people added to a recorded phase is told apart from what its sources say."""
    return "" if day is None else " " + _("[added %(day)s]") % {"day": short_day(day)}


def _deliverables(page: PhasePage) -> list[str]:
    rows = [(one, other) for one in page.deliverables for other in (one.others or [one]) if one.is_there]
    return [one.words + (f" ({other.source}){_added(other.added_on)}" if other.added_on else "") for one, other in rows]


def places_sentence(page: PhasePage) -> str:
    """How many municipalities there were then, and into how many they went."""
    if not page.places.then:
        return ""
    then, today = len(page.places.then), len(page.places.today)
    was = ngettext("%(number)s municipality as of then.", "%(number)s municipalities as of then.", then) % {
        "number": then
    }
    now = ngettext("Today it is %(number)s.", "Today they are %(number)s.", today) % {"number": today}
    return f"{was} {now}"


def _then(name: str, today: list[str]) -> str:
    return name if today == [name] else f"{name} → {', '.join(today)}"


def _funding(page: PhasePage) -> str:
    for text in page.visibility:
        try:
            return filled(text.text, text.values)
        except SlotIsEmpty:
            continue
    return ""


def _gathering(row: GatheringRow) -> str:
    when = span(row.starts.date(), None).removesuffix(" – …") if row.starts else row.when_words or str(row.year)
    return ", ".join(part for part in (row.title, row.place, when) if part)


def _indicator(words: str, target: int | None, reached: list[tuple[int, str]]) -> str:
    aimed = "–" if target is None else str(target)
    got = "; ".join(f"{number} ({source})" for number, source in reached) or "–"
    return _("%(words)s: aimed at %(target)s, reached %(reached)s") % {
        "words": capfirst(words),
        "target": aimed,
        "reached": got,
    }


def _shares(money: Money | None) -> list[list[str]]:
    if money is None:
        return []
    rows = [
        [f"{one.label}, {per_cent(one.percent)}", euros(one.computed), euros(one.stated), euros(one.paid)]
        for one in money.shares
    ]
    return [*rows, [_("Together"), euros(money.total), "", euros(money.paid)]] if rows else []


def _lines(money: Money | None) -> list[list[str]]:
    if money is None or not money.lines:
        return []
    rows = [
        [f"{one.code} {one.words}", euros(one.planned), euros(one.committed), euros(one.paid), euros(one.left)]
        for one in money.lines
    ]
    whole = [euros(amount) for amount in (money.planned, money.committed, money.paid, money.left)]
    return [*rows, [_("Together"), *whole]]


def fixed_words() -> dict[str, str]:
    """Words that stand in every document, for the template."""
    return {
        "report": _("Report on a phase: draft"),
        "agreement": _("Grant agreement"),
        "when": _("When"),
        "beneficiary": _("Beneficiary"),
        "programme": _("Programme"),
        "ratio": _("Shares"),
        "task": _("Task"),
        "goals": _("Goals"),
        "activities": _("Activities: planned and done"),
        "state": _("State"),
        "places": _("Places"),
        "actual": _("What was done"),
        "deviation": _("Different from the plan"),
        "gatherings": _("Gatherings"),
        "results": _("Results, as documents state them"),
        "remarks": _("What does not agree"),
        "indicators": _("Indicators"),
        "municipalities": _("Municipalities then and today"),
        "today": _("Today"),
        "said": _("What was said and asked"),
        "deliverables": _("Deliverables"),
        "amendments": _("Amendments"),
        "amended": _("Planned at the beginning and as amended"),
        "what": _("Part of the plan"),
        "first": _("At the beginning"),
        "now": _("As amended"),
        "money": _("Money"),
        "source": _("Source"),
        "computed": _("By the share"),
        "stated": _("Stated"),
        "paid": _("Paid"),
        "line": _("Line"),
        "planned": _("Planned"),
        "committed": _("Committed"),
        "left": _("Left"),
        "gaps": _("Still to do before it is sent"),
        "sources": _("Sources"),
    }
