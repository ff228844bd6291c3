"""One programme's operation: what its definition says, ready to be asked. `None` is "not known", never "none"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from khetene.programmes.operations import work
from khetene.programmes.operations.midterm import Midterm, half_way
from khetene.programmes.operations.named import UNKNOWN, Named, Text, named


@dataclass(frozen=True, slots=True)
class Source:
    """Who pays how much of the planned sum; `computed` is what is left after the sums that a source names."""

    id: str
    title: Text
    cents: int
    computed: bool


@dataclass(frozen=True, slots=True)
class Funding:
    begins: date | None
    ends: date | None
    total_cents: int | None
    sources: tuple[Source, ...] | None
    note: Text


@dataclass(frozen=True, slots=True)
class PartnerAgreement:
    """An organisation that the definition itself names as joined; unknown days are open ends."""

    organisation: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Partners:
    must_join: bool | None
    who: Text
    agreements: tuple[PartnerAgreement, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the way: who may move an enrolment here, and what must be there first."""

    id: str
    title: Text
    phase: str
    next: tuple[str, ...]
    moved_by: tuple[str, ...]
    needs: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Support:
    """What may be given: in which unit, for which need, by whom. `measure` names the eligibility rule that opens it."""

    id: str
    title: Text
    unit: str
    need: str
    kind: str
    covers: Literal["day", "month"]
    measure: str
    given_by: tuple[Named, ...]
    never_by: tuple[Named, ...]
    confirm: str
    apart: bool

    def giver(self, given_as: str) -> Named | None:
        return next((entry for entry in (*self.given_by, *self.never_by) if entry.id == given_as), None)


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that decides whether a cost is eligible, in force from a day to a day (the last one excluded)."""

    id: str
    of: str
    support: str
    per: Literal["enrolment", "month"]
    least: Decimal | None
    most: Decimal | None
    begins: date | None
    ends: date | None
    source: str
    assumed: bool

    def holds_on(self, day: date) -> bool:
        return (self.begins is None or self.begins <= day) and (self.ends is None or day < self.ends)


@dataclass(frozen=True, slots=True)
class Window:
    """When an outcome is measured: opens so many months after the exit and stays open so many days (D 4)."""

    id: str
    title: Text
    opens_months: int
    open_days: int
    assumed: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A situation after the exit; a positive one counts only with evidence from inside its window (D 11 #17)."""

    id: str
    title: Text
    positive: bool
    evidence: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    windows: tuple[Window, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Operation:
    """How one programme is run."""

    programme: str
    operation: str
    participant_rules: str
    reentry: str
    source: str
    note: Text
    funding: Funding | None
    partners: Partners
    stages: tuple[Stage, ...]
    components: tuple[Named, ...] | None
    supports: tuple[Support, ...] | None
    limits: tuple[Limit, ...] | None
    exit_reasons: tuple[Named, ...]
    outcomes: Outcomes | None
    documents: tuple[Named, ...] | None
    outreach: tuple[Named, ...]
    attendance: tuple[Named, ...]
    card: str
    midterm: Midterm | None
    target_groups: tuple[work.TargetGroup, ...]
    measure_groups: tuple[work.MeasureGroup, ...]
    passages: tuple[Named, ...]
    jobs: work.Jobs | None

    @property
    def enrols(self) -> bool:
        """Whether people take part by name. Without stages heads are counted, and nobody is written down."""
        return bool(self.stages)

    @property
    def first_stage(self) -> Stage:
        return self.stages[0]

    def heads_in(self, log: str) -> tuple[Named, ...]:
        """In what heads are counted, in one of the two logs."""
        return {"outreach": self.outreach, "attendance": self.attendance}[log]

    def stage(self, stage_id: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def support(self, support_id: str) -> Support | None:
        return self._supports.get(support_id)

    @cached_property
    def _supports(self) -> dict[str, Support]:
        """An import asks for each of its rows."""
        return {support.id: support for support in self.supports or ()}

    def window(self, window_id: str) -> Window | None:
        windows = self.outcomes.windows if self.outcomes else ()
        return next((window for window in windows if window.id == window_id), None)

    def result(self, result_id: str) -> Result | None:
        results = self.outcomes.results if self.outcomes else ()
        return next((result for result in results if result.id == result_id), None)

    def limits_on(self, day: date, of: str = "") -> list[Limit]:
        """The limits in force on a day, all or those of one kind."""
        return [limit for limit in self.limits or () if limit.holds_on(day) and of in ("", limit.of)]

    def unknown_parts(self) -> list[str]:
        """What the sources do not say, by the name of the field."""
        funding = self.funding
        parts = {
            "funding": funding is None,
            "funding.from": bool(funding and funding.begins is None),
            "funding.to": bool(funding and funding.ends is None),
            "funding.sources": bool(funding and funding.sources is None),
            "partners.must_join": self.partners.must_join is None,
            "participants.rules": self.participant_rules == UNKNOWN,
            "participants.reentry": self.reentry == UNKNOWN,
            "components": self.components is None,
            "supports": self.supports is None,
            "limits": self.limits is None,
            "outcomes": self.outcomes is None,
            "documents": self.documents is None,
        }
        return [name for name, missing in parts.items() if missing]


def parse(raw: Mapping[str, Any]) -> Operation:
    """An operation from plain data that fits `country/schema/operation.schema.json`."""
    return Operation(
        programme=raw["programme"],
        operation=raw["operation"],
        participant_rules=raw["participants"]["rules"],
        reentry=raw["participants"]["reentry"],
        source=raw["source"],
        note=raw.get("note", {}),
        funding=_funding(raw["funding"]),
        partners=_partners(raw["partners"]),
        stages=tuple(_stage(entry) for entry in raw["stages"]),
        components=named(raw["components"]),
        supports=None if raw["supports"] == UNKNOWN else tuple(_support(entry) for entry in raw["supports"]),
        limits=None if raw["limits"] == UNKNOWN else tuple(_limit(entry) for entry in raw["limits"]),
        exit_reasons=named(raw["exit_reasons"]) or (),
        outcomes=_outcomes(raw["outcomes"]),
        documents=named(raw["documents"]),
        outreach=named(raw.get("outreach", ())) or (),
        attendance=named(raw.get("attendance", ())) or (),
        card=raw.get("card", ""),
        midterm=half_way(raw.get("midterm")),
        target_groups=work.target_groups(raw.get("target_groups", ())),
        measure_groups=work.measure_groups(raw.get("measure_groups", ())),
        passages=named(raw.get("passages", ())) or (),
        jobs=work.jobs(raw.get("jobs")),
    )


def cents(euro: str) -> int:
    """`"39810000.00"` → 3981000000."""
    return int(Decimal(euro) * 100)


def day(given: str | None) -> date | None:
    return None if given in (None, UNKNOWN) else date.fromisoformat(str(given))


def _funding(raw: Any) -> Funding | None:
    if raw == UNKNOWN:
        return None
    listed = raw["sources"]
    sources = (
        None
        if listed == UNKNOWN
        else tuple(
            Source(entry["id"], entry["title"], cents(entry["amount"]), entry.get("computed", False))
            for entry in listed
        )
    )
    total = cents(raw["total"]) if "total" in raw else None
    return Funding(day(raw["from"]), day(raw["to"]), total, sources, raw.get("note", {}))


def _partners(raw: Mapping[str, Any]) -> Partners:
    agreements = tuple(
        PartnerAgreement(entry["organisation"], day(entry["from"]), day(entry["to"]))
        for entry in raw.get("agreements", ())
    )
    must_join = None if raw["must_join"] == UNKNOWN else raw["must_join"]
    return Partners(must_join, raw.get("who", {}), agreements)


def _stage(raw: Mapping[str, Any]) -> Stage:
    return Stage(
        raw["id"],
        raw["title"],
        raw["phase"],
        tuple(raw["next"]),
        tuple(raw.get("moved_by", ())),
        tuple(raw.get("needs", ())),
        raw.get("assumed", False),
    )


def _support(raw: Mapping[str, Any]) -> Support:
    return Support(
        id=raw["id"],
        title=raw["title"],
        unit=raw["unit"],
        need=raw["need"],
        kind=raw["kind"],
        covers=raw.get("covers", "day"),
        measure=raw.get("measure", ""),
        given_by=named(raw.get("given_by", ())) or (),
        never_by=named(raw.get("never_by", ())) or (),
        confirm=raw["confirm"],
        apart=raw.get("apart", False),
    )


def _limit(raw: Mapping[str, Any]) -> Limit:
    return Limit(
        id=raw["id"],
        of=raw["of"],
        support=raw.get("support", ""),
        per=raw.get("per", "enrolment"),
        least=_number(raw.get("least")),
        most=_number(raw.get("most")),
        begins=day(raw.get("from")),
        ends=day(raw.get("to")),
        source=raw["source"],
        assumed=raw.get("assumed", False),
    )


def _number(given: str | None) -> Decimal | None:
    return None if given is None else Decimal(given)


def _outcomes(raw: Any) -> Outcomes | None:
    if raw == UNKNOWN:
        return None
    windows = tuple(
        Window(entry["id"], entry["title"], entry["opens_months"], entry["open_days"], entry.get("assumed", False))
        for entry in raw["windows"]
    )
    results = tuple(
        Result(entry["id"], entry["title"], entry["positive"], entry.get("evidence", entry["positive"]))
        for entry in raw["results"]
    )
    return Outcomes(windows, results)


def titles(entries: Sequence[Named] | None) -> list[Text]:
    return [entry.title for entry in entries or ()]
