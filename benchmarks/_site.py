"""A large site for measuring: cases and contacts in forty silos of an own PostgreSQL, which goes away afterwards."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client as Browser

from khetene.accounts.models import Membership
from khetene.cases.models import Case, CaseWorker, Client
from khetene.cli.loading import load_country
from khetene.kernel import clock
from khetene.mediation.models import Contact
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.directory import OrganisationFactory

SILOS, WORKERS = 40, 10
BATCH = 5_000
COLUMNS_OF_A_CONTACT = [field.column for field in Contact._meta.concrete_fields if field.name != "id"]


@dataclass(frozen=True)
class Site:
    """The cookies of somebody signed in, and the addresses of cases that they may open."""

    cookies: str
    cases: list[str]


def large_site(*, cases: int, contacts: int) -> Site:
    """Fill the empty database of the settings in force; the first mediator of the first silo is signed in."""
    load_country()
    members = members_of_silos("mediator")
    opened = open_cases(cases, members)
    _talk(contacts, members, opened)
    analyse()
    return Site(cookies_of(members[0]), [f"/lietas/{case.pk}/" for case in opened[:: len(members)]])


def analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def cookies_of(member: Membership) -> str:
    """What the browser of somebody who has signed in sends."""
    browser = sign_in(Browser(), member)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())


def members_of_silos(role: str) -> list[Membership]:
    """Ten in each of forty silos; those who follow each other stand in different silos."""
    silos = OrganisationFactory.create_batch(SILOS)
    return [MembershipFactory(role=role, organisation=silo) for _worker in range(WORKERS) for silo in silos]


def open_cases(how_many: int, members: list[Membership], supervisor: Membership | None = None) -> list[Case]:
    """Cases with one client each, in turn with the members; the supervisor's are those of their silo."""
    today, place = clock.today(), Territory.objects.order_by("slug")[0]
    cases, clients, work = [], [], []
    for number, member in zip(range(how_many), itertools.cycle(members), strict=False):
        day = today - timedelta(number % 700)
        case = Case(
            organisation_id=member.organisation_id,
            key=f"{number:06}",
            purpose="accompaniment",
            legal_basis="agreement",
            territory=place,
            supervisor=supervisor if supervisor and supervisor.organisation_id == member.organisation_id else None,
            opened_on=day,
            last_activity_on=day,
        )
        cases.append(case)
        client = Client(case=case, called=f"Persona {number}", languages=["lv"], added_at=clock.now())
        clients.append(client)
        work.append(CaseWorker(case=case, membership=member, from_day=day))
    Case.objects.bulk_create(cases, batch_size=BATCH)
    for client in clients:
        client.refresh_blind_indexes()
    Client.objects.bulk_create(clients, batch_size=BATCH)
    CaseWorker.objects.bulk_create(work, batch_size=BATCH)
    return cases


@contextmanager
def filling() -> Iterator[Any]:
    """A cursor that fills tables: what the database checks for each row is left out, because the rows are known to fit."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        yield cursor
        cursor.execute("SET session_replication_role = DEFAULT")
    analyse()


def _talk(how_many: int, members: list[Membership], cases: list[Case]) -> None:
    """Those of the person who reads are written with words, the others are copied inside the database, day after day."""
    mine = how_many // len(members)
    Contact.objects.bulk_create(contacts_of(mine, members[:1], cases[:: len(members)], words="Runājām par darbu."))
    of_others = [case for number, case in enumerate(cases) if number % len(members)]
    written = Contact.objects.bulk_create(contacts_of(1000, members[1:], of_others))
    columns = ", ".join(COLUMNS_OF_A_CONTACT)
    values = ", ".join(_moved(column) for column in COLUMNS_OF_A_CONTACT)
    with connection.cursor() as cursor:
        # The copied words are sealed to another row: nobody who reads here comes to them.
        cursor.execute(
            f"INSERT INTO {Contact._meta.db_table} (id, {columns}) SELECT gen_random_uuid(), {values}"
            f" FROM {Contact._meta.db_table}, generate_series(1, %s) AS copy"
            " WHERE membership_id <> %s",
            [(how_many - mine) // len(written) - 1, members[0].pk],
        )


def _moved(column: str) -> str:
    return f"{column} - copy * interval '1 day'" if column in ("happened_at", "happened_on") else column


def contacts_of(
    how_many: int, members: list[Membership], cases: Sequence[Case | None], words: str = ""
) -> Iterable[Contact]:
    """Five a day, one in each of the last hours; in turn of the members and with the cases."""
    now: datetime = clock.now()
    place: Any = Territory.objects.order_by("slug")[0]
    for number in range(how_many):
        member, case = members[number % len(members)], cases[number % len(cases)]
        happened = now - timedelta(days=number // 5, hours=number % 5)
        yield Contact(
            organisation_id=member.organisation_id,
            membership=member,
            happened_at=happened,
            happened_on=happened.date(),
            place="home",
            territory=place,
            minutes=60,
            started_by="family",
            topics=["work", "documents"],
            actions=["inform"],
            result="pending",
            words=words,
            case=case,
            noted_at=now,
        )
