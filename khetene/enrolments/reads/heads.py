"""Heads that a programme counts: the own entries row by row, those of all organisations as totals alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from khetene.enrolments.enums import Log
from khetene.enrolments.models import HeadCount
from khetene.enrolments.models.heads import HeadCountQuerySet
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated
from khetene.programmes.operations.definition import Operation


@dataclass(frozen=True, slots=True)
class HeadCountRow:
    """One entry; `place` is empty where it was noted by mistake."""

    id: uuid.UUID
    happened_on: date
    kind_label: str
    place: str
    heads: int
    noted_by: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class OwnHeads:
    """Entries and heads of one kind. Heads are not people: who is met twice is counted twice."""

    label: str
    entries: int
    heads: int


@dataclass(frozen=True, slots=True)
class HeadsTotal:
    """Heads of one kind over all organisations, before protection."""

    log: str
    kind: str
    heads: int
    organisations: int


def head_counts_of(programme: str, *, log: Log, actor: Actor) -> QuerySet[HeadCount]:
    """What the actor's organisation noted in one log, the newest first; page it, then call `head_count_rows`."""
    ours = HeadCount.objects.filter(programme=programme, log=log, organisation_id=actor.organisation_key)
    return ours.order_by("-happened_on", "-noted_at", "-id")


def head_count_rows(page: Any, operation: Operation, *, log: Log) -> list[HeadCountRow]:
    titles = kind_titles(operation, log)
    return [
        HeadCountRow(
            row.pk,
            row.happened_on,
            titles.get(row.kind, row.kind),
            row.place or "",
            row.heads,
            row.noted_by.user.name,
            row.taken_back_on is not None,
        )
        for row in page.select_related("noted_by__user")
    ]


def own_heads_by_kind(operation: Operation, *, log: Log, actor: Actor) -> list[OwnHeads]:
    """Entries and heads of the own organisation, by kind."""
    ours = HeadCount.objects.counted().filter(
        programme=operation.programme, log=log, organisation_id=actor.organisation_key
    )
    grouped: Any = ours.order_by().values("kind")
    counted = grouped.annotate(entries=Count("pk"), all_heads=Sum("heads")).order_by("kind")
    titles = kind_titles(operation, log)
    return [OwnHeads(titles.get(row["kind"], row["kind"]), row["entries"], row["all_heads"]) for row in counted]


def heads_of(programme: str, on: date) -> list[HeadsTotal]:
    """Heads over all organisations until a day, by log and kind, as they are; not for people outside of the module."""
    grouped: Any = heads_until(programme, on).values("log", "kind")
    counted = grouped.annotate(all_heads=Sum("heads"), offices=Count("organisation_id", distinct=True))
    return [
        HeadsTotal(row["log"], row["kind"], row["all_heads"], row["offices"]) for row in counted.order_by("log", "kind")
    ]


def heads_until(programme: str, on: date) -> HeadCountQuerySet:
    """The entries behind `heads_of`."""
    return HeadCount.objects.counted().filter(programme=programme, happened_on__lte=on, heads__gt=0).order_by()


def kind_titles(operation: Operation, log: str) -> dict[str, str]:
    return {entry.id: str(Translated(entry.title)) for entry in operation.heads_in(log)}
