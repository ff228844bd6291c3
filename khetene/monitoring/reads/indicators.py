"""Indicators by objective with their newest figures, and one of them with all that sources say."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import exact
from khetene.monitoring.computed import Figure, figures
from khetene.monitoring.enums import Gap, Kind, Objective, Qualifier, SourceKind, Unit
from khetene.monitoring.models import Indicator, Value
from khetene.monitoring.reads.rows import IndicatorPage, IndicatorRow, ObjectiveRow, ValueRow
from khetene.monitoring.rules import at_work, keeps_indicators


def indicators(*, actor: Actor, objective: str = "", year: int | None = None) -> list[ObjectiveRow]:
    """Indicators by objective with the newest figure of each source, computed ones for `year`. Raises NotForYou."""
    if not at_work(actor):
        raise NotForYou
    return indicators_of_country(objective=objective, year=year)


def indicators_of_country(*, objective: str = "", year: int | None = None) -> list[ObjectiveRow]:
    """The same without an actor, for the command line: figures about the country name nobody."""
    rows = Indicator.objects.prefetch_related(_values()).order_by("objective", "order", "code")
    rows = rows.filter(objective=objective) if objective else rows
    counted = figures(year or clock.today().year, {one.computed_by for one in rows})
    found = [row_of(one, counted, newest_of_each(one.values.all())) for one in rows]
    wanted = [one for one in Objective if not objective or one == objective]
    return [ObjectiveRow(one.value, str(one.label), [row for row in found if row.objective == one]) for one in wanted]


def _values() -> Prefetch[Any]:
    rows = Value.objects.select_related("corrected_by").order_by("-year", "-as_of", "source", "-entered_at", "pk")
    return Prefetch("values", rows)


def newest_of_each(values: Iterable[Value]) -> list[Value]:
    """The newest row of each source that nothing corrects; `values` are newest first."""
    found: dict[str, Value] = {}
    for one in values:
        if not hasattr(one, "corrected_by"):
            found.setdefault(one.source, one)
    return list(found.values())


def row_of(found: Indicator, counted: dict[str, Figure], values: Iterable[Value]) -> IndicatorRow:
    """A row with exactly these figures."""
    return IndicatorRow(
        id=found.pk,
        code=found.code,
        objective=found.objective,
        name=str(found.name),
        kind=found.kind,
        kind_label=str(Kind(found.kind).label),
        unit=found.unit,
        unit_label=str(Unit(found.unit).label),
        is_headline=found.is_headline,
        denominator=str(found.denominator or ""),
        values=[value_row(one, found.unit) for one in values],
        figure=counted.get(found.computed_by) if found.computed_by else None,
        gap=found.gap,
        gap_label=str(Gap(found.gap).label) if found.gap else "",
        gap_reason=str(found.gap_reason or ""),
        quality=str(found.quality or ""),
    )


def value_row(one: Value, unit: str) -> ValueRow:
    later = getattr(one, "corrected_by", None)
    return ValueRow(
        id=one.pk,
        year=one.year,
        as_of=one.as_of,
        period=one.period,
        number=one.number,
        shown=_shown(one),
        unit=unit,
        gap=one.gap,
        gap_label=str(Gap(one.gap).label) if one.gap else "",
        denominator=one.denominator,
        geography=one.geography,
        source=one.source,
        source_kind_label=str(SourceKind(one.source_kind).label),
        document=one.document,
        note=one.note,
        corrects=one.corrects_id,
        corrected_by=later.pk if later else None,
        entered_at=one.entered_at,
        is_recorded=one.slug is not None,
    )


def _shown(one: Value) -> str:
    if one.number is None:
        return one.words
    qualifier = str(Qualifier(one.qualifier).label) + " " if one.qualifier else ""
    return qualifier + exact(one.number) + (f" ({one.words})" if one.words else "")


def indicator(indicator_id: uuid.UUID, *, actor: Actor) -> IndicatorPage:
    """One indicator with its definition, all sources and what was corrected. Raises NotForYou."""
    found = Indicator.objects.prefetch_related(_values()).filter(pk=indicator_id).first()
    if found is None or not at_work(actor):
        raise NotForYou
    counted = figures(clock.today().year, {found.computed_by})
    row = row_of(found, counted, newest_of_each(found.values.all()))
    return IndicatorPage(
        row=row,
        objective=str(Objective(found.objective).label),
        facts=_facts(found),
        history=[value_row(one, found.unit) for one in found.values.all()],
        keeps=keeps_indicators(actor) and not found.computed_by,
        definition=str(found.definition),
    )


def _facts(found: Indicator) -> list[tuple[str, str]]:
    pairs = [
        (pgettext("indicator", "Kind"), Kind(found.kind).label),
        (pgettext("indicator", "Counted above the line"), found.numerator),
        (pgettext("indicator", "Of what"), found.denominator),
        (pgettext("indicator", "Unit"), Unit(found.unit).label),
        (pgettext("indicator", "Population"), found.population),
        (pgettext("indicator", "Place"), found.geography),
        (pgettext("indicator", "Source"), found.source),
        (pgettext("indicator", "Kind of source"), SourceKind(found.source_kind).label),
        (pgettext("indicator", "Period"), found.period),
        (pgettext("indicator", "Where it began"), found.baseline),
        (pgettext("indicator", "Target"), found.target),
        (pgettext("indicator", "Direction"), found.get_direction_display()),
        (pgettext("indicator", "Breaks in the series"), found.breaks),
        (pgettext("indicator", "Quality"), found.quality),
        (pgettext("indicator", "Who answers for it"), found.responsible),
    ]
    return [(str(name), str(text)) for name, text in pairs if text]


def by_codes(codes: Iterable[str]) -> dict[str, tuple[uuid.UUID, str]]:
    """Key and name of the indicators with these codes; one that is not loaded is left out."""
    rows = Indicator.objects.filter(code__in=set(codes)).order_by("code")
    return {row.code: (row.pk, str(row.name)) for row in rows}


def value(value_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, Value]:
    """One figure and its indicator, for whoever corrects it. Raises NotForYou."""
    found = Value.objects.filter(pk=value_id).first()
    if found is None or not keeps_indicators(actor):
        raise NotForYou
    return found.indicator_id, found


def choices_of_objectives() -> list[tuple[str, str]]:
    return [("", _("all objectives")), *((one.value, str(one.label)) for one in Objective)]
