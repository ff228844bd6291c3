"""What a place was on a day, what it became, and where it lies on other boundaries."""

from __future__ import annotations

import functools
import operator
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from khetene.kernel import clock
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.statements import kept
from khetene.territory.enums import LOCAL_GOVERNMENT
from khetene.territory.errors import NoSuchTerritory, SeveralTerritories
from khetene.territory.models import Succession, Territory, TerritoryQuerySet


@dataclass(frozen=True, slots=True)
class History:
    """One place on a day, with what it came from and what it became."""

    territory: Territory
    before: list[Territory]
    after: list[Territory]
    today: list[Territory]

    def as_dict(self) -> dict[str, Any]:
        def row(territory: Territory) -> dict[str, Any]:
            return {
                "name": territory.name,
                "code": territory.code or None,
                "kind": territory.kind,
                "country": territory.country,
                "valid_from": territory.valid_from.isoformat() if territory.valid_from else None,
                "valid_to": territory.valid_to.isoformat() if territory.valid_to else None,
                "origin": territory.origin,
            }

        return {
            **row(self.territory),
            "before": [row(territory) for territory in self.before],
            "after": [row(territory) for territory in self.after],
            "today": [row(territory) for territory in self.today],
        }


def territories_at(day: date) -> TerritoryQuerySet:
    """Everything in force on a day, by name."""
    return Territory.objects.in_force_on(day).order_by("name", "slug")


def territories_on_any(*days: date) -> TerritoryQuerySet:
    """Everything in force on one of the days or more, by name: a contract may begin before a reform and end after it."""
    on_days = (Territory.objects.in_force_on(day) for day in days)
    return functools.reduce(operator.or_, on_days).order_by("name", "slug")


def local_governments(day: date) -> TerritoryQuerySet:
    """Latvia's local governments on a day: 119 before 1 July 2021, 43 from then, 42 from 1 July 2025."""
    return territories_at(day).local_governments().filter(country="LV")


def municipality_choices(*also: str, on: date) -> list[tuple[str, str]]:
    """Latvia's local governments on a day, by name, to choose from; `also` are keys of places that were chosen before."""
    named = {str(pk): name for pk, name in local_governments(on).order_by("pk").values_list("pk", "name")}
    older = Territory.objects.filter(pk__in=[key for key in also if str(key) not in named]).order_by("pk")
    named |= {str(pk): name for pk, name in older.values_list("pk", "name")}
    return sorted(named.items(), key=lambda place: in_alphabet(place[1]))


def territory_named(name: str, *, on: date, kind: str = "") -> Territory:
    """The one territory of this name on a day. Raises NoSuchTerritory, SeveralTerritories; it never guesses."""
    rows = territories_at(on).called(name)
    found = list(rows.filter(kind=kind) if kind else rows)
    exact = [territory for territory in found if territory.name.casefold() == name.strip().casefold()]
    candidates = exact if len(exact) == 1 else found
    if not candidates:
        raise NoSuchTerritory
    if len(candidates) > 1:
        raise SeveralTerritories
    return candidates[0]


def territory_by_id(territory_id: uuid.UUID) -> Territory:
    found = _of_key(territory_id)
    if not found:
        raise Territory.DoesNotExist
    return found[0]


@kept
def _of_key(territory_id: uuid.UUID) -> QuerySet[Territory]:
    return Territory.objects.filter(pk=territory_id).order_by("pk")


def successors(territory: Territory, *, as_of: date) -> list[Territory]:
    """What the territory is on the day `as_of`: itself, one, or several where it was split."""
    links = _links(as_of)
    return sorted(set(_ends(territory, links)), key=lambda place: place.name)


def successors_of(territories: Iterable[Territory], *, as_of: date) -> dict[Territory, list[Territory]]:
    """The same for many, in one query."""
    links = _links(as_of)
    return {place: sorted(set(_ends(place, links)), key=lambda after: after.name) for place in territories}


class Boundaries:
    """The local governments of a day, and on which of them any territory of any time lies. Two queries.

    A town lies in its municipality. What was merged lies in what it became, and what is younger in what it came from, where that
    is one; a territory that was split, or that came from several, lies in all of them and nobody says in which part (D 6.1).
    """

    def __init__(self, day: date) -> None:
        self.day = day
        self._every = {place.pk: place for place in Territory.objects.order_by("name", "slug")}
        self._after: dict[Any, list[Territory]] = {}
        self._before: dict[Any, list[Territory]] = {}
        for before, after in Succession.objects.order_by("pk").values_list("before_id", "after_id"):
            self._after.setdefault(before, []).append(self._every[after])
            self._before.setdefault(after, []).append(self._every[before])

    @property
    def local_governments(self) -> list[Territory]:
        """The same as `local_governments(day)`."""
        return [place for place in self._every.values() if self.governs(place) and place.exists_on(self.day)]

    def where(self, territory_id: uuid.UUID | None) -> list[Territory]:
        """The local governments of the day on which a territory lies: one, several or none."""
        place = self._every.get(territory_id) if territory_id else None
        while place is not None and not self.governs(place):
            place = self._every.get(place.parent_id) if place.parent_id else None
        found = {end.pk: end for end in self._then(place)} if place else {}
        return sorted(found.values(), key=lambda end: (end.name, end.slug))

    def name_of(self, territory_id: uuid.UUID | None) -> str:
        """As it was called then; empty where no place is recorded."""
        return self._every[territory_id].name if territory_id else ""

    def before(self, territory: Territory) -> list[Territory]:
        """What went into a territory directly, by name."""
        return sorted(self._before.get(territory.pk, []), key=lambda place: place.name)

    def after(self, territory: Territory) -> list[Territory]:
        """What a territory went into directly, by name."""
        return sorted(self._after.get(territory.pk, []), key=lambda place: place.name)

    def inside(self, place: Territory) -> list[uuid.UUID]:
        """Every territory of any time that lies in this local government of the day and in no other."""
        return [key for key in self._every if self.where(key) == [place]]

    @staticmethod
    def governs(place: Territory) -> bool:
        """Whether it is a local government of Latvia, now or once."""
        return place.kind in LOCAL_GOVERNMENT and place.country == "LV"

    def _then(self, place: Territory) -> Iterator[Territory]:
        if place.exists_on(self.day):
            yield place
            return
        is_younger = place.valid_from is not None and place.valid_from > self.day
        for other in (self._before if is_younger else self._after).get(place.pk, []):
            yield from self._then(other)


def predecessors(territory: Territory) -> list[Territory]:
    """What went into the territory directly."""
    rows = Succession.objects.filter(after=territory).select_related("before").order_by("before__name")
    return [row.before for row in rows]


def reforms() -> list[date]:
    """The days on which local governments of Latvia went into others, the oldest first. One query."""
    rows = Succession.objects.filter(before__kind__in=LOCAL_GOVERNMENT, before__country="LV")
    return sorted(set(rows.order_by("on").values_list("on", flat=True)))


def history_of(name: str, *, on: date | None = None) -> History:
    """What `khetene territory NAME` tells. Without a day, the newest territory of that name."""
    territory = territory_named(name, on=on) if on else _newest_named(name)
    direct = Succession.objects.filter(before=territory).select_related("after").order_by("after__name")
    return History(
        territory,
        before=predecessors(territory),
        after=[row.after for row in direct],
        today=successors(territory, as_of=clock.today()),
    )


def _newest_named(name: str) -> Territory:
    try:
        return territory_named(name, on=clock.today())
    except NoSuchTerritory:
        ended = Territory.objects.called(name).filter(valid_to__isnull=False).order_by("-valid_to", "slug").first()
        if ended is None:
            raise
        return ended


def _links(as_of: date) -> dict[Any, list[Territory]]:
    links: dict[Any, list[Territory]] = {}
    for row in Succession.objects.filter(on__lte=as_of).select_related("after").order_by("after__name"):
        links.setdefault(row.before_id, []).append(row.after)
    return links


def _ends(territory: Territory, links: dict[Any, list[Territory]]) -> Iterator[Territory]:
    following = links.get(territory.pk, [])
    if not following:
        yield territory
    for after in following:
        yield from _ends(after, links)
