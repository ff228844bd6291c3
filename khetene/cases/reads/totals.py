"""Counts over all silos: closed tallies, no keys and no names. Only `disclosure.door` opens them."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from khetene.cases.models import Case, Need, Outcome
from khetene.disclosure.tally import Members, Tally

HALF = 6


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


def cases_with_needs(since: date, until: date) -> Members:
    """Cases in which a need was noted from `since` to `until`. Unit: case; a family has one, a person helped by two offices two.

    Codes: domain, state of today, territory of the case, kind of the organisation, half of the year.
    """
    fields = ("domain", "state", "case__territory_id", "case__organisation__kind", "noted_on")
    rows = Need.objects.filter(noted_on__gte=since, noted_on__lte=until).order_by("case_id", "id")
    return Members(
        ((domain, state, str(place), office, "1" if day.month <= HALF else "2"), organisation, case)
        for domain, state, place, office, day, organisation, case in rows.values_list(
            *fields, "case__organisation_id", "case_id"
        )
    )
