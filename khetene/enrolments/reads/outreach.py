"""Heads that a programme counts: the own entries row by row, those of all organisations as totals alone."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from khetene.disclosure.tally import Tally
from khetene.enrolments.enums import Log
from khetene.enrolments.models import Outreach
from khetene.kernel import clock
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
    """Entries and heads of one kind. Heads are not people: who is met twice is counted twice."""

    label: str
    actions: int
    heads: int


def outreach_of(programme: str, *, log: Log = Log.OUTREACH, actor: Actor) -> QuerySet[Outreach]:
    """What the actor's organisation noted, the newest first; page it, then call `outreach_rows`."""
    ours = Outreach.objects.filter(programme=programme, log=log, organisation_id=actor.organisation_key)
    return ours.order_by("-happened_on", "-noted_at", "-id")


def outreach_rows(page: Any, operation: Operation) -> list[OutreachRow]:
    titles = _titles(operation, Log.OUTREACH) | _titles(operation, Log.ATTENDANCE)
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


def own_outreach_by_kind(operation: Operation, *, log: Log = Log.OUTREACH, actor: Actor) -> list[OutreachSum]:
    """Actions and heads of the own organisation, by kind."""
    ours = _counting(operation, log).filter(organisation_id=actor.organisation_key)
    counted = ours.values("kind").annotate(actions=Count("pk"), heads_reached=Sum("heads")).order_by("kind")
    titles = _titles(operation, log)
    return [OutreachSum(titles.get(row["kind"], row["kind"]), row["actions"], row["heads_reached"]) for row in counted]


def whole_outreach_by_kind(operation: Operation, *, log: Log = Log.OUTREACH, on: date) -> Tally:
    """Heads over all organisations until a day, by kind, as they were noted on that day."""
    rows = _noted_by(operation, log, on).values("kind", "organisation_id")
    titles = _titles(operation, log)
    return Tally(
        ((titles.get(row["kind"], row["kind"]),), row["organisation_id"], row["heads_reached"])
        for row in rows.annotate(heads_reached=Sum("heads")).order_by("kind", "organisation_id")
    )


def whole_outreach_by_organisation(operation: Operation, *, log: Log = Log.OUTREACH, on: date) -> Tally:
    """Heads of each organisation until a day, as they were noted on that day."""
    rows = _noted_by(operation, log, on).values("organisation__name", "organisation_id")
    return Tally(
        ((row["organisation__name"],), row["organisation_id"], row["heads_reached"])
        for row in rows.annotate(heads_reached=Sum("heads")).order_by("organisation__name", "organisation_id")
    )


def _counting(operation: Operation, log: Log) -> QuerySet[Outreach]:
    return Outreach.objects.filter(programme=operation.programme, log=log, taken_back_on=None).order_by()


def _noted_by(operation: Operation, log: Log, on: date) -> QuerySet[Outreach]:
    """What is noted or taken back later changes no number that was shown."""
    stood = Q(taken_back_on=None) | Q(taken_back_on__gt=on)
    noted = Outreach.objects.filter(stood, programme=operation.programme, log=log, happened_on__lte=on)
    return noted.filter(noted_at__lt=clock.start_of(on + date.resolution)).order_by()


def _titles(operation: Operation, log: Log) -> dict[str, str]:
    return {entry.id: str(Translated(entry.title)) for entry in operation.heads_in(log)}
