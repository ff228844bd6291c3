"""Contacts and signed months of many mediators beside programmes, and DuckDB with the same rows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
from django.db import connection

from benchmarks import _programmes
from benchmarks._run import sized
from benchmarks._site import BATCH, contacts_of, cookies_of, filling
from khetene.accounts.enums import Role
from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.mediation.models import Contact, Month
from khetene.mediation.models.month import month_after
from tests.factories.accounts import MembershipFactory
from tests.factories.directory import OrganisationFactory

CONTACTS, DELIVERIES, ENROLMENTS = 10_000_000, 3_000_000, 100_000
OFFICES, MEDIATORS, WRITTEN, DAYS = 20, 60, 6_000, 1_090
FIGURES = {"contact_minutes": 60, "cases": 20, "without_case": 5, "events": 1, "people_at_events": 10}
FIGURES |= {"institutions": 2, "changes": 1}
BY_KIND = ("topics", "actions", "places", "results", "referrals", "own_minutes")
TOPICS = ("work", "documents", "housing", "health", "school")
COPIED = {
    "contact": (
        "SELECT organisation_id::text, membership_id::text, territory_id::text, happened_on, topics::text"
        " FROM mediation_contact"
    ),
    "enrolment": (
        "SELECT id::text, organisation_id::text, programme, started_on, exited_on, entry FROM enrolments_enrolment"
    ),
    "delivery": "SELECT enrolment_id::text, support, unit, given_on, quantity, cents, struck FROM enrolments_delivery",
    "month": "SELECT membership_id::text, organisation_id::text, first, number, state FROM mediation_month",
}


@dataclass(frozen=True)
class Site:
    cookies: str
    cases: list[str]
    contacts: int
    deliveries: int
    year: int


def site(part: float) -> Site:
    """Fill the empty database of the settings in force; all months that are over are signed."""
    first = _programmes.site(sized(ENROLMENTS, part), sized(DELIVERIES, part))
    offices = OrganisationFactory.create_batch(OFFICES)
    begun = clock.today() - timedelta(DAYS)
    mediators = [
        MembershipFactory(role=Role.MEDIATOR, organisation=offices[number % OFFICES], from_day=begun)
        for number in range(MEDIATORS)
    ]
    contacts = _talk(sized(CONTACTS, part), mediators)
    _sign(mediators, begun)
    coordinator = MembershipFactory(role=Role.NATIONAL_COORDINATOR)
    return Site(cookies_of(coordinator), first.cases, contacts, first.deliveries, clock.today().year - 1)


def _talk(how_many: int, mediators: list[Membership]) -> int:
    """Some are written, the others copied in the database, each on another day; who copies makes no ciphertext."""
    written = list(contacts_of(min(WRITTEN, how_many), mediators, [None]))
    for number, one in enumerate(written):
        one.topics = [TOPICS[number % 5], TOPICS[number // 5 % 4]] if number % 3 else [TOPICS[number % 5]]
        one.happened_on = clock.today() - timedelta(number % DAYS)
        one.happened_at = clock.start_of(one.happened_on)
    Contact.objects.bulk_create(written, batch_size=BATCH)
    copies = how_many // len(written) - 1
    names = [field.column for field in Contact._meta.concrete_fields if field.name != "id"]
    moved = [
        f"{name} - (copy * 7 %% {DAYS}) * interval '1 day'" if name in ("happened_at", "happened_on") else name
        for name in names
    ]
    with filling() as cursor:
        cursor.execute(
            f"INSERT INTO mediation_contact (id, {', '.join(names)})"
            f" SELECT lpad(to_hex(copy * 1000000 + number), 32, '0')::uuid, {', '.join(moved)}"
            " FROM (SELECT *, row_number() OVER () AS number FROM mediation_contact WHERE case_id IS NULL) AS one,"
            " generate_series(1, %s) AS copy",
            [copies],
        )
        return len(written) + int(cursor.rowcount)


def _sign(mediators: list[Membership], begun: date) -> None:
    first, rows = month_after(begun), []
    while month_after(first) <= clock.today():
        for number, member in enumerate(mediators):
            figures: dict[str, Any] = FIGURES | {"contacts": 30 + number} | {name: {} for name in BY_KIND}
            rows.append(
                Month(
                    organisation_id=member.organisation_id,
                    membership=member,
                    first=first,
                    figures=figures,
                    narrative="Mēnesis.",
                    signed_at=clock.now(),
                )
            )
        first = month_after(first)
    Month.objects.bulk_create(rows, batch_size=BATCH)


@contextmanager
def duck() -> Iterator[Any]:
    """DuckDB in memory with the columns that the reports read, brought over by COPY as files."""
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as found:
        for name, question in COPIED.items():
            path = Path(folder) / f"{name}.csv"
            asked = f"COPY ({question}) TO STDOUT (FORMAT csv, HEADER)"
            with connection.cursor() as cursor, cursor.cursor.copy(asked) as rows, path.open("wb") as out:
                out.writelines(rows)
            found.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{path}', header = true)")
            path.unlink()
        yield found
