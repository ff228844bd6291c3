"""A definition in the reader's language: what is asked, what is given, how much, and what nobody knows yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from khetene.accounts.enums import Role
from khetene.kernel.numbers import amount
from khetene.kernel.translated import Translated
from khetene.programmes.enums import LimitOf, ParticipantRules, Unit
from khetene.programmes.operations.definition import Limit, Operation, Stage, Support
from khetene.programmes.operations.named import Text


@dataclass(frozen=True, slots=True)
class FundingShown:
    begins: date | None
    ends: date | None
    total_cents: int | None
    sources: list[tuple[str, int, bool]]
    note: str


@dataclass(frozen=True, slots=True)
class StageShown:
    title: str
    moved_by: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class SupportShown:
    title: str
    unit: str
    by: str
    never_by: str
    confirmed: bool
    apart: bool


@dataclass(frozen=True, slots=True)
class LimitShown:
    what: str
    how_much: str
    source: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class MeasureGroupShown:
    """A group of measures, the numbers of the target groups that it is meant for, and whether only its passage is kept."""

    title: str
    groups: str
    only_passage: bool


@dataclass(frozen=True, slots=True)
class OperationShown:
    """One operation as a page draws it."""

    operation: str
    source: str
    note: str
    funding: FundingShown | None
    must_join: bool | None
    who_joins: str
    stages: list[StageShown]
    components: list[str]
    supports: list[SupportShown]
    limits: list[LimitShown]
    windows: list[tuple[str, bool]]
    results: list[str]
    documents: list[str]
    participant_rules: str
    unknown: list[str]
    outreach: list[str]
    attendance: list[str]
    enrols: bool
    has_card: bool
    midterm_months: int
    midterm_assumed: bool
    target_groups: list[tuple[str, bool]]
    measure_groups: list[MeasureGroupShown]
    refusal_reasons: list[str]
    lasts_months: int
    lasting_assumed: bool


def shown(operation: Operation) -> OperationShown:
    outcomes = operation.outcomes
    return OperationShown(
        operation=operation.operation,
        source=operation.source,
        note=words(operation.note),
        funding=_funding(operation),
        must_join=operation.partners.must_join,
        who_joins=words(operation.partners.who),
        stages=[_stage(stage) for stage in operation.stages],
        components=[words(entry.title) for entry in operation.components or ()],
        supports=[_support(support) for support in operation.supports or ()],
        limits=[_limit(limit, operation) for limit in operation.limits or ()],
        windows=[(words(window.title), window.assumed) for window in outcomes.windows] if outcomes else [],
        results=[words(result.title) for result in outcomes.results] if outcomes else [],
        documents=[words(entry.title) for entry in operation.documents or ()],
        participant_rules=str(ParticipantRules(operation.participant_rules).label),
        unknown=[str(part) for part in unknown(operation)],
        outreach=[words(entry.title) for entry in operation.outreach],
        attendance=[words(entry.title) for entry in operation.attendance],
        enrols=operation.enrols,
        has_card=bool(operation.card),
        midterm_months=operation.midterm.due_months if operation.midterm else 0,
        midterm_assumed=bool(operation.midterm and operation.midterm.assumed),
        target_groups=[(words(group.title), group.kept) for group in operation.target_groups],
        measure_groups=_measure_groups(operation),
        refusal_reasons=[words(entry.title) for entry in operation.jobs.refusal_reasons] if operation.jobs else [],
        lasts_months=operation.jobs.lasts_months if operation.jobs else 0,
        lasting_assumed=bool(operation.jobs and operation.jobs.assumed),
    )


def _measure_groups(operation: Operation) -> list[MeasureGroupShown]:
    numbers = {group.id: number for number, group in enumerate(operation.target_groups, start=1)}
    return [
        MeasureGroupShown(
            words(measure.title),
            ", ".join(f"{numbers[group]}." for group in measure.groups),
            measure.kept == "passage",
        )
        for measure in operation.measure_groups
    ]


def words(text: Text) -> str:
    return str(Translated(text)) if text else ""


def unknown(operation: Operation) -> list[str]:
    """The parts that no source tells, in words."""
    names = {
        "funding": _("who pays, and from when to when"),
        "funding.from": _("the first day of funding"),
        "funding.to": _("the last day of funding"),
        "funding.sources": _("who pays which share"),
        "partners.must_join": _("whether organisations have to join"),
        "participants.rules": _("which rules on participants hold"),
        "participants.reentry": _("whether the same person may come back"),
        "components": _("the obligatory parts of the plan"),
        "supports": _("which supports there are"),
        "limits": _("limits and caps"),
        "outcomes": _("when and how the result is measured"),
        "documents": _("which documents are needed"),
    }
    return [names[part] for part in operation.unknown_parts()]


def _funding(operation: Operation) -> FundingShown | None:
    funding = operation.funding
    if funding is None:
        return None
    sources = [(words(source.title), source.cents, source.computed) for source in funding.sources or ()]
    return FundingShown(funding.begins, funding.ends, funding.total_cents, sources, words(funding.note))


def _stage(stage: Stage) -> StageShown:
    return StageShown(words(stage.title), ", ".join(str(Role(role).label) for role in stage.moved_by), stage.assumed)


def _support(support: Support) -> SupportShown:
    return SupportShown(
        words(support.title),
        str(Unit(support.unit).label),
        ", ".join(words(entry.title) for entry in support.given_by),
        ", ".join(words(entry.title) for entry in support.never_by),
        support.confirm == "client",
        support.apart,
    )


def _limit(limit: Limit, operation: Operation) -> LimitShown:
    support = operation.support(limit.support)
    what = str(LimitOf(limit.of).label) if support is None else words(support.title)
    unit = f" ({Unit(support.unit).label})" if support and limit.of == "quantity" else ""
    return LimitShown(what + unit, _how_much(limit), limit.source, limit.assumed)


def _how_much(limit: Limit) -> str:
    parts = []
    if limit.least is not None:
        parts.append(pgettext("limit", "at least %(number)s") % {"number": amount(limit.least)})
    if limit.most is not None:
        parts.append(pgettext("limit", "at most %(number)s") % {"number": amount(limit.most)})
    if limit.per == "month":
        parts.append(pgettext("limit", "each month"))
    return ", ".join(parts)
