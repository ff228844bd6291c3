"""How each part of the product finds what it keeps by key. One query for each part, however many keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from khetene.directory.models import Organisation, Service
from khetene.facts.reads import words
from khetene.gatherings.models import Gathering
from khetene.guidance.models import Practice, Statement
from khetene.monitoring.models import Value
from khetene.network.enums import SeenBy
from khetene.network.models import Body
from khetene.programmes.reads import catalogue
from khetene.projects.models import Activity, Deliverable, Goal, Indicator, Phase, Result, VisibilityText
from khetene.sources.enums import Kept
from khetene.territory.models import Territory


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of the product calls it, and what its page is found by; None where it has no page for everybody."""

    name: str
    page: Any


Keeper = Callable[[Iterable[str]], dict[str, Found]]


def find(kept_as: str, keys: Iterable[str]) -> dict[str, Found]:
    """What is there of these keys."""
    return KEEPERS[Kept(kept_as)](keys)


def _by_slug(model: Any, name: str) -> Keeper:
    def keeper(keys: Iterable[str]) -> dict[str, Found]:
        rows = model.objects.filter(slug__in=set(keys)).values_list("slug", "pk", name)
        return {slug: Found(str(called), key) for slug, key, called in rows}

    return keeper


def _territories(keys: Iterable[str]) -> dict[str, Found]:
    rows = Territory.objects.filter(slug__in=set(keys)).values_list("slug", "name")
    return {slug: Found(name, None) for slug, name in rows}


def _bodies(keys: Iterable[str]) -> dict[str, Found]:
    rows = Body.objects.filter(slug__in=set(keys))
    return {row.slug: Found(str(row.name), row.slug if row.seen_by == SeenBy.AT_WORK else None) for row in rows}


def _phases(keys: Iterable[str]) -> dict[str, Found]:
    rows = Phase.objects.filter(ordinal__in={int(key) for key in keys})
    return {str(row.ordinal): Found(row.known_as or row.title, row.ordinal) for row in rows}


def _of_a_phase(model: Any) -> Keeper:
    def keeper(keys: Iterable[str]) -> dict[str, Found]:
        rows = model.objects.filter(slug__in=set(keys)).select_related("phase")
        return {
            row.slug: Found(str(getattr(row, "words", "") or row.phase.known_as), row.phase.ordinal) for row in rows
        }

    return keeper


def _figures(keys: Iterable[str]) -> dict[str, Found]:
    rows = Value.objects.filter(slug__in=set(keys)).select_related("indicator")
    return {str(row.slug): Found(str(row.indicator.name), row.indicator_id) for row in rows}


def _programmes(keys: Iterable[str]) -> dict[str, Found]:
    wanted = set(keys)
    return {each.id: Found(words(each.title), each.id) for each in catalogue() if each.id in wanted}


KEEPERS: dict[Kept, Keeper] = {
    Kept.STATEMENT: _by_slug(Statement, "words"),
    Kept.PRACTICE: _by_slug(Practice, "title"),
    Kept.GATHERING: _by_slug(Gathering, "title"),
    Kept.BODY: _bodies,
    Kept.PHASE: _phases,
    Kept.GOAL: _of_a_phase(Goal),
    Kept.ACTIVITY: _of_a_phase(Activity),
    Kept.RESULT: _of_a_phase(Result),
    Kept.TARGET: _of_a_phase(Indicator),
    Kept.DELIVERABLE: _of_a_phase(Deliverable),
    Kept.VISIBILITY: _of_a_phase(VisibilityText),
    Kept.FIGURE: _figures,
    Kept.PROGRAMME: _programmes,
    Kept.SERVICE: _by_slug(Service, "name"),
    Kept.ORGANISATION: _by_slug(Organisation, "name"),
    Kept.TERRITORY: _territories,
}
