"""The figures of a mediator's month, from what was noted; units stay apart and nothing in them names anybody."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from khetene.kernel.statements import kept
from khetene.mediation.enums import OWN_TIME, ActivityKind
from khetene.mediation.models import Activity, Contact
from khetene.mediation.models.month import month_after
from khetene.referrals import reads as referrals

Figures = dict[str, Any]
# One figure each; the others are counted by kind.
SINGLE = (
    "contacts",
    "contact_minutes",
    "cases",
    "without_case",
    "events",
    "people_at_events",
    "institutions",
    "changes",
)
# Heads at events, institutions and what they changed: no contact with a family is counted in them.
OPEN = frozenset({"events", "people_at_events", "institutions", "changes"})
BY_KIND = ("topics", "places", "actions", "results", "referrals", "own_minutes")


def figures_of(membership_id: uuid.UUID, first: date) -> Figures:
    """Three queries. `cases` are distinct in this month: months do not add up to the cases of a year."""
    until = month_after(first)
    return (
        _contacts(membership_id, first, until)
        | _activities(membership_id, first, until)
        | {"referrals": referrals.sent_by(membership_id, since=first, until=until)}
    )


def _contacts(membership_id: uuid.UUID, first: date, until: date) -> Figures:
    rows = _noted(membership_id, first, until)
    cases = [case for _minutes, case, *_rest in rows]
    return {
        "contacts": len(rows),
        "contact_minutes": sum(minutes for minutes, *_rest in rows),
        "cases": len(set(cases) - {None}),
        "without_case": cases.count(None),
        "topics": entries_counted(topics for _minutes, _case, topics, *_rest in rows),
        "actions": entries_counted(actions for _minutes, _case, _topics, actions, *_rest in rows),
        "places": dict(Counter(place for *_rest, place, _result in rows)),
        "results": dict(Counter(result for *_rest, result in rows)),
    }


def entries_counted(lists: Iterable[str]) -> dict[str, int]:
    """How often each entry stands in lists as they are stored: most contacts have the same few, which are read once."""
    found: Counter[str] = Counter()
    for stored, times in Counter(lists).items():
        for entry in json.loads(stored):
            found[entry] += times
    return dict(found)


@kept
def _noted(
    membership_id: uuid.UUID, first: date, until: date
) -> QuerySet[Contact, tuple[int, uuid.UUID | None, str, str, str, str]]:
    found = Contact.objects.newest_versions().filter(
        membership_id=membership_id, happened_on__gte=first, happened_on__lt=until
    )
    stored = found.annotate(of=Cast("topics", TextField()), done=Cast("actions", TextField()))
    return stored.order_by("pk").values_list("minutes", "case_id", "of", "done", "place", "result")


def _activities(membership_id: uuid.UUID, first: date, until: date) -> Figures:
    rows = _counting(membership_id, first, until)
    events = [row for row in rows if row["kind"] == ActivityKind.COMMUNITY]
    with_offices = [row for row in rows if row["kind"] == ActivityKind.INSTITUTION]
    own: Counter[str] = Counter()
    for row in rows:
        if row["kind"] in OWN_TIME:
            own[row["kind"]] += row["minutes"]
    return {
        "events": len(events),
        "people_at_events": sum(row["people"] for row in events),
        "institutions": len({row["institution_id"] for row in with_offices}),
        "changes": sum(row["has_change"] for row in rows),
        "own_minutes": dict(own),
    }


@kept
def _counting(membership_id: uuid.UUID, first: date, until: date) -> QuerySet[Activity, Any]:
    found = Activity.objects.that_count().filter(
        membership_id=membership_id, happened_on__gte=first, happened_on__lt=until
    )
    return found.order_by("pk").values("kind", "minutes", "people", "institution_id", "has_change")
