"""The country data about posts, payers, groups and measures as types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khetene.kernel.translated import Translated

NO_RULE, UNKNOWN_RULE = "none", "unknown"


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays, and by which rule: a programme's, none, or one that no source names. `grades` is a measure of a programme."""

    id: str
    title: Translated
    source: str
    rule: str = UNKNOWN_RULE
    grades: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class PostKind:
    """A kind of post. `instead` is a service that helps where the rule keeps somebody out of this post."""

    id: str
    title: Translated
    payers: tuple[Payer, ...]
    instead: str

    def payer(self, payer_id: str) -> Payer | None:
        return next((payer for payer in self.payers if payer.id == payer_id), None)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a school can do in a year. `comes_from`: posts or groups tell it; empty when the school says it itself."""

    id: str
    title: Translated
    comes_from: str
    posts: tuple[str, ...]


class Staffing:
    """The content of one published version of the country file."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.posts = tuple(_post(row) for row in content["posts"])
        self.group_payers = tuple(_payer(row) for row in content["groups"]["payers"])
        self.measures = tuple(
            Measure(row["id"], Translated(row["title"]), row.get("from", ""), tuple(row.get("posts", ())))
            for row in content["measures"]
        )

    def post(self, kind: str) -> PostKind | None:
        return next((post for post in self.posts if post.id == kind), None)

    def group_payer(self, payer_id: str) -> Payer | None:
        return next((payer for payer in self.group_payers if payer.id == payer_id), None)

    def measures_to_name(self) -> list[Measure]:
        """Those that a school says itself."""
        return [measure for measure in self.measures if not measure.comes_from]


def _post(row: Mapping[str, Any]) -> PostKind:
    payers = tuple(_payer(each) for each in row["payers"])
    return PostKind(row["id"], Translated(row["title"]), payers, row.get("instead", ""))


def _payer(row: Mapping[str, Any]) -> Payer:
    grades = row.get("grades")
    return Payer(
        row["id"],
        Translated(row["title"]),
        row["source"],
        row.get("rule", UNKNOWN_RULE),
        (grades["programme"], grades["measure"]) if grades else None,
    )
