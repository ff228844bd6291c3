"""Plans for reducing early leaving: the own one, and all of a municipality side by side. They speak of nobody."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from khetene.earlyleaving.enums import ENDED, Aim, Progress
from khetene.earlyleaving.instrument import school_years_to_plan
from khetene.earlyleaving.models import EarlierMeasure, ReductionMeasure, ReductionStep, School
from khetene.earlyleaving.rules import coordinates_in_a_municipality, plans_reduction, reads_reduction
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day
from khetene.kernel.wiping import EarlierRow


@dataclass(frozen=True, slots=True)
class WentRow:
    id: uuid.UUID
    on: date
    label: Any
    words: str
    wiped: bool
    by: str


@dataclass(frozen=True, slots=True)
class MeasureHistory:
    """One measure with what was said of it before it was corrected."""

    row: MeasureRow
    earlier: list[EarlierRow]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    id: uuid.UUID
    year: int
    aim: Any
    aim_key: str
    words: str
    responsible: str
    due_on: date
    progress: str
    progress_label: Any
    outcome: str
    is_late: bool
    went: list[WentRow]

    @property
    def has_ended(self) -> bool:
        return self.progress in ENDED


@dataclass(frozen=True, slots=True)
class ReductionPlan:
    """Measures of one institution in one school year by aim; the environment comes first."""

    name: str
    year: int
    aims: list[tuple[Any, list[MeasureRow]]]
    states: list[tuple[Any, int]]
    late: int
    may_write: bool
    may_correct: bool


@dataclass(frozen=True, slots=True)
class JoinedReduction:
    """The municipality's own plan and its schools'; those without one are named."""

    own: ReductionPlan
    schools: list[ReductionPlan]
    without: list[str]


def reduction_plan(year: int, *, actor: Actor) -> ReductionPlan:
    """The plan of the own school or municipality. Raises NotForYou."""
    if not reads_reduction(actor):
        raise NotForYou
    return _plan("", year, _rows(year, [actor.organisation_key]), writes=plans_reduction(actor))


def reduction_measure(measure_id: uuid.UUID, *, actor: Actor) -> MeasureRow:
    """One measure of the own plan, for whoever writes it. Raises NotForYou."""
    rows = _with_steps().filter(organisation_id=actor.organisation_key, pk=measure_id)
    found = rows.first()
    if found is None or not plans_reduction(actor):
        raise NotForYou
    return _row(found)


def measure_history(measure_id: uuid.UUID, *, actor: Actor) -> MeasureHistory:
    """The same with what was corrected, the newest first. Raises NotForYou."""
    row = reduction_measure(measure_id, actor=actor)
    earlier = (
        EarlierMeasure.objects.filter(measure=measure_id).select_related("by__user").order_by("-replaced_at", "-pk")
    )
    return MeasureHistory(row, [_earlier(one) for one in earlier])


def joined_reduction(year: int, *, actor: Actor) -> JoinedReduction:
    """Every plan of the municipality: three queries, however many schools. Raises NotForYou."""
    if not coordinates_in_a_municipality(actor):
        raise NotForYou
    joined = School.objects.joined_on(clock.today()).filter(municipality_id=actor.organisation_key)
    named = joined.order_by("pk").values_list("organisation_id", "organisation__name")
    schools = dict(sorted(named, key=lambda school: in_alphabet(school[1])))
    by_school: dict[uuid.UUID, list[ReductionMeasure]] = {}
    for row in _rows(year, [actor.organisation_key, *schools]):
        by_school.setdefault(row.organisation_id, []).append(row)
    return JoinedReduction(
        own=_plan("", year, by_school.get(actor.organisation_key, []), writes=True),
        schools=[_plan(name, year, by_school[key]) for key, name in schools.items() if key in by_school],
        without=[name for key, name in schools.items() if key not in by_school],
    )


def _with_steps() -> Any:
    return ReductionMeasure.objects.prefetch_related(
        Prefetch("steps", ReductionStep.objects.select_related("by__user").order_by("at", "pk"))
    )


def _rows(year: int, organisations: Iterable[uuid.UUID]) -> list[ReductionMeasure]:
    found = _with_steps().filter(school_year=year, organisation_id__in=list(organisations))
    return list(found.order_by("due_on", "pk"))


def _plan(name: str, year: int, rows: Iterable[ReductionMeasure], *, writes: bool = False) -> ReductionPlan:
    shown = [(row.aim, _row(row)) for row in rows]
    return ReductionPlan(
        name=name,
        year=year,
        aims=[
            (aim.label, [row for each, row in shown if each == aim])
            for aim in Aim
            if any(each == aim for each, _row_ in shown)
        ],
        states=[(state.label, sum(row.progress == state for _aim, row in shown)) for state in Progress],
        late=sum(row.is_late for _aim, row in shown),
        may_write=writes and year in school_years_to_plan(clock.today()),
        may_correct=writes,
    )


def _row(row: ReductionMeasure) -> MeasureRow:
    return MeasureRow(
        id=row.pk,
        year=row.school_year,
        aim_key=row.aim,
        aim=row.get_aim_display(),
        words=row.words,
        responsible=row.responsible,
        due_on=row.due_on,
        progress=row.progress,
        progress_label=row.get_progress_display(),
        outcome=row.outcome,
        is_late=row.progress not in ENDED and row.due_on < clock.today(),
        went=[
            WentRow(
                step.pk,
                step.at.astimezone(clock.HOME).date(),
                step.get_progress_display(),
                step.words,
                step.is_wiped,
                step.by.user.name,
            )
            for step in row.steps.all()
        ],
    )


def _earlier(row: EarlierMeasure) -> EarlierRow:
    said = (
        (_("What will be done?"), row.words),
        (_("Who answers for it?"), row.responsible),
        (_("What came of it, or why was it not done?"), row.outcome),
    )
    what = [(label, words) for label, words in said if words]
    stays = [(_("What does it change?"), str(row.get_aim_display())), (_("By which day?"), short_day(row.due_on))]
    return EarlierRow(row.pk, row.replaced_at, row.by.user.name, what, row.is_wiped, stays)
