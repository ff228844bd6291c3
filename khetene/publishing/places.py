"""Places as the dimension of a table: Latvia, planning regions, local governments on the last day of the period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from khetene.territory import reads as territory
from khetene.territory.enums import LOCAL_GOVERNMENT, TerritoryKind
from khetene.territory.models import Territory

TOTAL, UNPLACED = "_T", "_U"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a dimension, what it lies under, and its name by language."""

    code: str
    parent: str | None
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """`codes` in the order of showing; `code_of` tells where a territory's number belongs.

    What was split, lies abroad or in no region is never guessed: it stands under "not placed" (D 6.1).
    """

    codes: tuple[Code, ...]
    code_of: Callable[[str], str]


def regions(day: date, total: dict[str, str], unplaced: dict[str, str]) -> Places:
    """Latvia and its planning regions."""
    found = _Found(day)
    codes = [Code(TOTAL, None, total), *found.region_codes(), Code(UNPLACED, TOTAL, unplaced)]
    return Places(tuple(codes), lambda place: found.region_of(found.government_of(place)))


def municipalities(day: date, total: dict[str, str], unplaced: dict[str, str]) -> Places:
    """Latvia, its planning regions, and the local governments of each."""
    found = _Found(day)
    codes = [Code(TOTAL, None, total)]
    for region in found.region_codes():
        below = [
            place for place in found.governments.values() if place.parent_id and _slug(place.parent) == region.code
        ]
        codes += [region, *(Code(_code(place), region.code, _title(place)) for place in below)]
    codes.append(Code(UNPLACED, TOTAL, unplaced))

    def code_of(place: str) -> str:
        government = found.government_of(place)
        return UNPLACED if government is None or found.region_of(government) == UNPLACED else _code(government)

    return Places(tuple(codes), code_of)


class _Found:
    """All territories once, by key as text."""

    def __init__(self, day: date) -> None:
        rows = territory.local_governments(day).select_related("parent")
        self.governments = {str(place.pk): place for place in rows}
        everything = list(Territory.objects.select_related("parent").order_by("slug"))
        self.all = {str(place.pk): place for place in everything}
        self.after = {str(old.pk): new for old, new in territory.successors_of(everything, as_of=day).items()}

    def region_codes(self) -> list[Code]:
        places = {place.parent.slug: place.parent for place in self.governments.values() if place.parent}
        kept = [place for place in places.values() if place.kind == TerritoryKind.PLANNING_REGION]
        return [Code(_slug(place), TOTAL, _title(place)) for place in sorted(kept, key=lambda place: place.slug)]

    def government_of(self, key: str) -> Territory | None:
        """The local government that the place lies in on that day, if it is a single one."""
        place = self.all.get(key)
        while place is not None:
            ends = self.after[str(place.pk)]
            if len(ends) != 1:
                return None
            place = self.all[str(ends[0].pk)]
            if place.kind in LOCAL_GOVERNMENT:
                return self.governments.get(str(place.pk))
            place = self.all.get(str(place.parent_id))
        return None

    def region_of(self, government: Territory | None) -> str:
        above = government.parent if government else None
        return _slug(above) if above and above.kind == TerritoryKind.PLANNING_REGION else UNPLACED


def _code(place: Territory) -> str:
    return place.code or place.slug


def _slug(place: Territory | None) -> str:
    return place.slug if place else ""


def _title(place: Territory) -> dict[str, str]:
    """Places keep their Latvian name in every language."""
    return {"lv": place.name, "en": place.name}
