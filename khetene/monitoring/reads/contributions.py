"""What municipalities said about a year, as each organisation that asked them took it: by objective and field, silence named."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from khetene.instruments.enums import Domain, PartState
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.monitoring.enums import OBJECTIVE_OF, NoAnswer, Objective
from khetene.monitoring.models import Contributions
from khetene.monitoring.reads.said import FieldContributed, TownCount, TownLine, TownSaid, Unanswered
from khetene.monitoring.rules import keeps_indicators
from khetene.monitoring.taken import typed_line

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contributed:
    """A year: who took answers and when, and what they say."""

    taken: list[tuple[str, datetime]] = field(default_factory=list)
    by_objective: dict[Objective, list[FieldContributed]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """One field of one municipality with the taking in which it stands."""

    entry: Entry
    row: Contributions
    is_mine: bool

    @property
    def town(self) -> str:
        return str(self.entry["town"])

    @property
    def asker(self) -> str:
        return self.row.organisation.name


def contributions_of(years: Iterable[int], *, actor: Actor | None = None) -> dict[int, Contributed]:
    """The newest taking of each organisation for each of the years, joined. One query."""
    newest = Contributions.objects.filter(organisation=OuterRef("organisation"), year=OuterRef("year"))
    rows = Contributions.objects.select_related("organisation").filter(
        year__in=list(years), number=Subquery(newest.order_by("-number").values("number")[:1])
    )
    mine = actor.organisation_key if actor is not None and keeps_indicators(actor) else None
    ordered = sorted(rows.order_by("pk"), key=lambda row: in_alphabet(row.organisation.name))
    return {year: _contributed([row for row in ordered if row.year == year], mine) for year in years}


def _contributed(rows: list[Contributions], mine: uuid.UUID | None) -> Contributed:
    told = [Told(entry, row, row.organisation_id == mine) for row in rows for entry in row.content]
    found: dict[Objective, list[FieldContributed]] = {}
    for domain in Domain.values:
        of_field = sorted((one for one in told if one.entry["field"] == domain), key=lambda one: in_alphabet(one.town))
        if of_field:
            found.setdefault(OBJECTIVE_OF[domain], []).append(_field(domain, of_field))
    return Contributed([(row.organisation.name, row.taken_at) for row in rows], found)


def _field(domain: str, told: list[Told]) -> FieldContributed:
    towns = dict.fromkeys(one.town for one in told)
    return FieldContributed(
        field=domain,
        label=str(Domain(domain).label),
        askers=sorted({one.asker for one in told}, key=in_alphabet),
        asked=len(towns),
        answered=len({one.town for one in told if one.entry["said"]}),
        unanswered=[_unanswered(one, left) for one in told for left in one.entry["unanswered"]],
        counts=_counts(told, len(towns)),
        said=[_said(one, said) for one in told for said in one.entry["said"]],
    )


def _unanswered(one: Told, left: Entry) -> Unanswered:
    ends = one.entry["closes_on"] and date.fromisoformat(one.entry["closes_on"])
    taken_on = clock.day_of(one.row.taken_at)
    return Unanswered(one.town, left["institution"], _how_it_stands(left["state"], ends), ends, taken_on, one.asker)


def _how_it_stands(state: str, ends: date | None) -> NoAnswer:
    """Whoever had time when the answers were taken may have answered since: that is not silence."""
    if state == PartState.PASSED_ON:
        return NoAnswer.NOT_THEIRS
    if state == PartState.SILENT:
        return NoAnswer.SILENT
    return NoAnswer.WAITING if ends and ends >= clock.today() else NoAnswer.NOT_THEN


def _said(one: Told, said: Entry) -> TownSaid:
    lines = [
        TownLine(line["name"], _words(line["label"]), _words(line["words"]), line["is_typed"], line["is_wiped"])
        for line in said["lines"]
        if line["number"] is None
    ]
    return TownSaid(one.town, said["institution"], lines, uuid.UUID(said["part"]), one.asker, one.is_mine)


def _counts(told: list[Told], asked: int) -> list[TownCount]:
    """Two institutions of one municipality count together; one that gave no number is not a zero.

    A municipality that two organisations asked may have told both the same: its numbers stand beside each other.
    """
    labels: dict[str, str] = {}
    numbers: dict[str, dict[tuple[str, str], int]] = {}
    for one in told:
        for line in (line for said in one.entry["said"] for line in said["lines"] if line["number"] is not None):
            labels[line["name"]] = _words(line["label"])
            towns = numbers.setdefault(line["name"], {})
            towns[one.town, one.asker] = towns.get((one.town, one.asker), 0) + line["number"]
    return [_count(label, numbers[name], asked) for name, label in labels.items()]


def _count(label: str, numbers: dict[tuple[str, str], int], asked: int) -> TownCount:
    towns = [town for town, _asker in numbers]
    twice = [town for town in dict.fromkeys(towns) if towns.count(town) > 1]
    shown = [(f"{town} ({asker})" if town in twice else town, number) for (town, asker), number in numbers.items()]
    return TownCount(label, shown, len(set(towns)), asked, twice)


def _words(found: dict[str, str]) -> str:
    return str(Translated(found))


@dataclass(frozen=True, slots=True)
class TakenWords:
    """What an institution typed, as it was taken, before it is deleted for good."""

    year: int
    town: str
    institution: str
    label: str
    words: str


def taken_words(part_id: uuid.UUID, question: str, *, actor: Actor) -> TakenWords:
    """For the organisation that took them. Raises NotForYou, also for what is not there any more."""
    if not keeps_indicators(actor):
        raise NotForYou
    for row in Contributions.objects.filter(organisation_id=actor.organisation_key).order_by("-year", "-number"):
        line = typed_line(row.content, part_id, question)
        if line is not None:
            town, institution = _whose(row.content, part_id)
            return TakenWords(row.year, town, institution, _words(line["label"]), _words(line["words"]))
    raise NotForYou


def _whose(content: list[Entry], part_id: uuid.UUID) -> tuple[str, str]:
    said = ((entry["town"], one) for entry in content for one in entry["said"])
    return next((town, one["institution"]) for town, one in said if one["part"] == str(part_id))
