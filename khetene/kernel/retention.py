"""How long each object type is kept, for what purpose, on which legal basis, and who answers for it (D 5.3, GDPR 5 and 30)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils.functional import Promise

from khetene.kernel.clock import HOME

Text = str | Promise


def years_before(day: date, years: int) -> date:
    """The same calendar day `years` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@dataclass(frozen=True)
class KeptFor:
    """Deleted `years` after the day in the field `after`; rows without that day are still in use.

    A row that others still need is not deleted but loses what it says of a person: its `forget(on)` does that and sets
    the day in the field `emptied`. Without that field it is kept back.
    """

    years: int
    after: str
    purpose: Text
    legal_basis: Text
    controller: Text
    emptied: str = ""

    def expired(self, rows: models.QuerySet[Any], on: date) -> models.QuerySet[Any]:
        """The rows whose time has come on the day `on`."""
        empty = {self.emptied: None} if self.emptied else {}
        return rows.filter(**{f"{self.after}__lt": self._limit(rows, on)}, **empty)

    def not_expired(self, rows: models.QuerySet[Any], on: date) -> models.QuerySet[Any]:
        """All other rows."""
        return rows.exclude(**{f"{self.after}__lt": self._limit(rows, on)})

    def _limit(self, rows: models.QuerySet[Any], on: date) -> date:
        day = years_before(on, self.years)
        is_moment = isinstance(rows.model._meta.get_field(self.after), models.DateTimeField)
        return datetime.combine(day, time.min, tzinfo=HOME) if is_moment else day


@dataclass(frozen=True, kw_only=True)
class KeptWhileNamed(KeptFor):
    """Deleted when none of the rows in the relation `by` names it any more, and `years` after the day in `after`."""

    by: str

    def expired(self, rows: models.QuerySet[Any], on: date) -> models.QuerySet[Any]:
        return super().expired(rows, on).filter(~self._is_named(rows))

    def not_expired(self, rows: models.QuerySet[Any], on: date) -> models.QuerySet[Any]:
        named = models.Q(self._is_named(rows))
        return rows.filter(named | ~models.Q(**{f"{self.after}__lt": self._limit(rows, on)}))

    def _is_named(self, rows: models.QuerySet[Any]) -> models.Exists:
        relation = rows.model._meta.get_field(self.by)
        naming: models.QuerySet[Any] = models.QuerySet(relation.related_model)
        return models.Exists(naming.filter(**{relation.field.name: models.OuterRef("pk")}))


@dataclass(frozen=True)
class KeptWith:
    """Part of another record: deleted together with the record in the field `parent`."""

    parent: str
    purpose: Text


@dataclass(frozen=True)
class Permanent:
    """Kept for as long as the product is used, because it is about no private person; of free text `why` says what holds."""

    why: Text


Policy = KeptFor | KeptWith | Permanent
