"""Ready rows of what municipalities say: who answered, who did not and why, counts and words."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khetene.monitoring.enums import NoAnswer


@dataclass(frozen=True, slots=True)
class TownLine:
    """An answer in words; `is_typed` in those of somebody's own, `is_wiped` when these were deleted for good."""

    question: str
    label: str
    words: str
    is_typed: bool
    is_wiped: bool

    @property
    def shown(self) -> str:
        return _("The words were deleted for good.") if self.is_wiped else self.words


@dataclass(frozen=True, slots=True)
class TownSaid:
    """What one institution of a municipality said about its field, question by question, to whoever asked it."""

    town: str
    organisation: str
    lines: list[TownLine]
    part: uuid.UUID
    asker: str
    may_be_wiped: bool


@dataclass(frozen=True, slots=True)
class TownCount:
    """Measures or events of those municipalities that gave a number. Never an average.

    `total` is empty where none did, and where some gave one to two that asked (`twice`): they may have told both the same.
    """

    label: str
    towns: list[tuple[str, int]]
    answered: int
    asked: int
    twice: list[str]

    @property
    def total(self) -> int | None:
        return sum(number for _town, number in self.towns) if self.towns and not self.twice else None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An institution that was asked and whose answer is not here; `ends` is its last day, where that was kept."""

    town: str
    institution: str
    state: NoAnswer
    ends: date | None
    taken_on: date
    asker: str

    @property
    def name(self) -> str:
        return f"{self.town} ({self.institution})" if self.institution else self.town

    def as_dict(self) -> dict[str, Any]:
        return {
            "municipality": self.town,
            "institution": self.institution or None,
            "state": self.state.value,
            "last_day": self.ends.isoformat() if self.ends else None,
            "taken_on": self.taken_on.isoformat(),
            "asked_by": self.asker,
        }


@dataclass(frozen=True, slots=True)
class FieldContributed:
    """One field: how many municipalities were asked and answered, who gave no answer and why, counts and words."""

    field: str
    label: str
    askers: list[str]
    asked: int
    answered: int
    unanswered: list[Unanswered]
    counts: list[TownCount]
    said: list[TownSaid]

    def who(self, said: TownSaid) -> str:
        """Municipality and institution, with who asked where that were several."""
        name = f"{said.town}, {said.organisation}"
        if self.askers == [said.asker]:
            return name
        return _("%(name)s (asked by: %(who)s)") % {"name": name, "who": said.asker}

    @property
    def told(self) -> list[tuple[TownSaid, str]]:
        """What each institution said, with its name."""
        return [(one, self.who(one)) for one in self.said]

    def as_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "asked": self.asked,
            "answered": self.answered,
            "no_answer": [one.as_dict() for one in self.unanswered],
            "counts": [
                {"question": one.label, "total": one.total, "answered": one.answered, "of": one.asked}
                | {"municipalities": dict(one.towns), "told_two_that_asked": one.twice}
                for one in self.counts
            ],
            "said": [
                {"municipality": one.town, "institution": one.organisation, "asked_by": one.asker}
                | {"answers": {line.label: None if line.is_wiped else line.words for line in one.lines}}
                for one in self.said
            ],
        }
