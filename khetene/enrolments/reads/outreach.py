"""Where a programme looked for people: the own actions row by row, those of all organisations as totals alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from khetene.enrolments.models import Outreach
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated
from khetene.programmes.operations.definition import Operation


@dataclass(frozen=True, slots=True)
class OutreachRow:
    id: uuid.UUID
    happened_on: date
    kind_label: str
    place: str
    heads: int
    noted_by: str
    taken_back: bool


@dataclass(frozen=True, slots=True)
class OutreachSum:
    """Actions and heads of one kind or one organisation. Heads are not people: who is met twice is counted twice."""

    label: str
    actions: int
    heads: int
    organisations: int = 1


def outreach_of(programme: str, *, actor: Actor) -> QuerySet[Outreach]:
    """What the actor's organisation noted, the newest first; page it, then call `outreach_rows`."""
    ours = Outreach.objects.filter(programme=programme, organisation_id=actor.organisation_key)
    return ours.order_by("-happened_on", "-noted_at", "-id")


def outreach_rows(page: Any, operation: Operation) -> list[OutreachRow]:
    titles = _titles(operation)
    return [
        OutreachRow(
            row.pk,
            row.happened_on,
            titles.get(row.kind, row.kind),
            row.place,
            row.heads,
            row.noted_by.user.name,
            row.taken_back_on is not None,
        )
        for row in page.select_related("noted_by__user")
    ]


def own_outreach_by_kind(operation: Operation, *, actor: Actor) -> list[OutreachSum]:
    """Actions and heads of the own organisation, by kind."""
    return _by_kind(operation, Outreach.objects.filter(organisation_id=actor.organisation_key))


def whole_outreach_by_kind(operation: Operation, *, on: date) -> list[OutreachSum]:
    """The same over all organisations until a day; whoever shows it protects it first."""
    return _by_kind(operation, Outreach.objects.filter(happened_on__lte=on))


def whole_outreach_by_organisation(operation: Operation, *, on: date) -> list[OutreachSum]:
    """Actions and heads of each organisation until a day; whoever shows it protects it first."""
    rows = Outreach.objects.that_count().filter(programme=operation.programme, happened_on__lte=on).order_by()
    grouped = rows.values("organisation__name").annotate(actions=Count("pk"), heads_reached=Sum("heads"))
    return [
        OutreachSum(row["organisation__name"], row["actions"], row["heads_reached"])
        for row in grouped.order_by("organisation__name")
    ]


def _by_kind(operation: Operation, rows: QuerySet[Outreach]) -> list[OutreachSum]:
    counted = rows.filter(programme=operation.programme, taken_back_on=None).order_by().values("kind")
    grouped = counted.annotate(
        actions=Count("pk"), heads_reached=Sum("heads"), organisations=Count("organisation_id", distinct=True)
    )
    titles = _titles(operation)
    return [
        OutreachSum(titles.get(row["kind"], row["kind"]), row["actions"], row["heads_reached"], row["organisations"])
        for row in grouped.order_by("kind")
    ]


def _titles(operation: Operation) -> dict[str, str]:
    return {entry.id: str(Translated(entry.title)) for entry in operation.outreach}
