"""The figures of a mediator's month, from what was noted; units stay apart and nothing in them names anybody."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date
from typing import Any

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
    found = Contact.objects.newest_versions().filter(
        membership_id=membership_id, happened_on__gte=first, happened_on__lt=until
    )
    rows = list(found.order_by("pk").values("minutes", "case_id", "topics", "actions", "place", "result"))
    cases: list[uuid.UUID | None] = [row["case_id"] for row in rows]
    return {
        "contacts": len(rows),
        "contact_minutes": sum(row["minutes"] for row in rows),
        "cases": len(set(cases) - {None}),
        "without_case": cases.count(None),
        "topics": dict(Counter(topic for row in rows for topic in row["topics"])),
        "actions": dict(Counter(action for row in rows for action in row["actions"])),
        "places": dict(Counter(row["place"] for row in rows)),
        "results": dict(Counter(row["result"] for row in rows)),
    }


def _activities(membership_id: uuid.UUID, first: date, until: date) -> Figures:
    found = Activity.objects.that_count().filter(
        membership_id=membership_id, happened_on__gte=first, happened_on__lt=until
    )
    rows = list(found.order_by("pk").values("kind", "minutes", "people", "institution_id", "has_change"))
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
