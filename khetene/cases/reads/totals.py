"""Counts over all silos: closed tallies, no keys and no names. Only `disclosure.door` opens them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from khetene.cases.models import Case, Outcome
from khetene.disclosure.tally import Tally


def outcome_totals(since: date, until: date) -> Tally:
    """Clients with at least one outcome of a kind from `since` to `until`, by kind and organisation. Unit: client."""
    rows = (
        Outcome.objects.filter(happened_on__gte=since, happened_on__lte=until)
        .values("kind", "case__organisation_id")
        .annotate(clients=Count("client_id", distinct=True))
        .order_by("kind", "case__organisation_id")
    )
    return Tally(((row["kind"],), row["case__organisation_id"], row["clients"]) for row in rows)


def case_totals(since: date, until: date) -> Tally:
    """Cases opened from `since` to `until` by purpose and organisation. Unit: case; a person helped by two offices has two."""
    rows = (
        Case.objects.filter(opened_on__gte=since, opened_on__lte=until)
        .values("purpose", "organisation_id")
        .annotate(cases=Count("pk"))
        .order_by("purpose", "organisation_id")
    )
    return Tally(((row["purpose"],), row["organisation_id"], row["cases"]) for row in rows)


def open_cases_on(day: date) -> Tally:
    """Cases open on a day, by organisation. Unit: case."""
    rows = (
        Case.objects.filter(Q(closed_on=None) | Q(closed_on__gt=day), opened_on__lte=day)
        .values("organisation_id")
        .annotate(cases=Count("pk"))
        .order_by("organisation_id")
    )
    return Tally(((), row["organisation_id"], row["cases"]) for row in rows)


def clients_with_outcomes(since: date, until: date) -> Tally:
    """Clients for whom something changed from `since` to `until`, by the place of their case. Unit: client, each once."""
    rows = (
        Outcome.objects.filter(happened_on__gte=since, happened_on__lte=until)
        .values("case__territory_id", "case__organisation_id")
        .annotate(clients=Count("client_id", distinct=True))
        .order_by("case__territory_id", "case__organisation_id")
    )
    return Tally(((str(row["case__territory_id"]),), row["case__organisation_id"], row["clients"]) for row in rows)
