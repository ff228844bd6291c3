"""A platform for measuring: one large gathering, one of 28, a body with many seats through years, and a long register."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks._run import seconds, sized
from benchmarks._site import BATCH, analyse, cookies_of, members_of_silos, open_cases
from khetene.accounts.models import Membership
from khetene.cli.loading import load_country
from khetene.directory.search import folded
from khetene.gatherings import actions
from khetene.gatherings.enums import Sector
from khetene.gatherings.models import Gathering
from khetene.guidance.enums import Theme
from khetene.guidance.models import Addressing, Statement, StatementTheme
from khetene.kernel import clock
from khetene.kernel.encryption import index_to_store
from khetene.network.models import Body, Holder, Person, Seat
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import announced, came, on_the_list
from tests.factories.network import BodyFactory

PEOPLE, STATEMENTS, SEATS, TERMS, IN_A_REPORT = 500, 20_000, 240, 10, 28
WORDS = (
    "Vajag atbalsta personu.",
    "Mediators katrā pilsētā.",
    "Vakarskola pieaugušajiem.",
    "Mājokļa jautājumi novadā.",
)
EDGE = 25


@dataclass(frozen=True)
class Site:
    cookies: str
    cases: list[str]
    statements: int
    organisation: str
    gathering: str
    small: str
    body: str
    registering: list[float]
    asked: list[int]


def site(part: float) -> Site:
    """Fill the empty database of the settings in force. People are registered one by one, as they come."""
    load_country()
    coordinator = MembershipFactory(role="national_coordinator")
    members = members_of_silos("mediator")
    cases = open_cases(len(members), members)
    made = _statements(sized(STATEMENTS, part), coordinator, members)
    body = _body(coordinator, sized(SEATS, part))
    small = _gathering_of(coordinator, IN_A_REPORT)
    large = announced(coordinator, title="Liela sanāksme")
    took, asked = _register(large, coordinator, max(2 * EDGE, sized(PEOPLE, part)))
    analyse()
    return Site(
        cookies=cookies_of(coordinator),
        cases=[f"/lietas/{case.pk}/" for case in cases],
        statements=made,
        organisation=str(members[0].organisation_id),
        gathering=str(large.pk),
        small=str(small.pk),
        body=body.slug,
        registering=took,
        asked=asked,
    )


def _register(gathering: Gathering, by: Membership, people: int) -> tuple[list[float], list[int]]:
    """How long each took, and how many statements the first and the last one asked."""
    took, asked = [], []
    for number in range(people):
        fields = {"sector": Sector.values[0], "email": f"persona{number}@example.org", "position": "speciālists"}
        with CaptureQueriesContext(connection) as sent:
            took.append(seconds(partial(on_the_list, gathering, by, f"Persona {number}", **fields)))
        asked.append(len(sent))
    return took, [asked[1], asked[-1]]


def _gathering_of(by: Membership, people: int) -> Gathering:
    gathering = announced(by, title="Ekspertu sanāksme", purpose="Pārrunāt, kas palīdz.")
    rows = [on_the_list(gathering, by, f"Eksperts {number}", sector=Sector.values[0]) for number in range(people)]
    came(gathering, by, *rows)
    for number in range(5):
        actions.write_section(
            gathering.pk, heading=f"Daļa {number}", text="Runāja par skolu.\n\n" * 20, actor=actor_of(by)
        )
    return gathering


def _body(by: Membership, seats: int) -> Body:
    """Seats that changed hands every year."""
    body = BodyFactory(organisation=by.organisation, slug="liels-tikls")
    made = Seat.objects.bulk_create(Seat(body=body, field="general", begins=date(2015, 1, 1)) for _seat in range(seats))
    silo, first = by.organisation_id, clock.today() - timedelta(365 * TERMS)
    people = [
        Person(
            organisation=by.organisation,
            name=f"Persona {number}",
            email="",
            name_index=index_to_store(f"Persona {number}", silo),
        )
        for number in range(seats * TERMS)
    ]
    Person.objects.bulk_create(people, batch_size=BATCH)
    Holder.objects.bulk_create(
        (
            Holder(
                seat=made[number % seats],
                person=person,
                represents=by.organisation,
                state="confirmed",
                invited_on=first,
                answered_on=first,
                begins=first + timedelta(365 * (number // seats)),
                ends=None if number // seats == TERMS - 1 else first + timedelta(365 * (number // seats + 1)),
            )
            for number, person in enumerate(people)
        ),
        batch_size=BATCH,
    )
    return body


def _statements(how_many: int, by: Membership, members: list[Membership]) -> int:
    today, themes = clock.today(), list(Theme.values)
    rows = [
        Statement(
            slug=f"teikts-{number}",
            kind="recommendation",
            words=WORDS[number % len(WORDS)],
            folded=folded(WORDS[number % len(WORDS)]),
            said_on=today - timedelta(number % 3000),
            year=(today - timedelta(number % 3000)).year,
            recorded_by=by,
        )
        for number in range(how_many)
    ]
    Statement.objects.bulk_create(rows, batch_size=BATCH)
    StatementTheme.objects.bulk_create(
        (StatementTheme(statement=row, theme=themes[number % len(themes)]) for number, row in enumerate(rows)),
        batch_size=BATCH,
    )
    answers = ("asked", "accepted", "under_way", "done", "refused")
    Addressing.objects.bulk_create(
        (
            Addressing(
                statement=row,
                organisation_id=members[(number + each) % 40].organisation_id,
                asked_on=row.said_on,
                due_on=row.said_on + timedelta(180),
                answer=answers[number % 5],
                answered_on=None if number % 5 == 0 else row.said_on,
            )
            for number, row in enumerate(rows)
            for each in range(2)
        ),
        batch_size=BATCH,
    )
    return how_many


def slower(took: list[float]) -> float:
    """The last people registered against the first, in the middle of each."""
    return statistics.median(took[-EDGE:]) / statistics.median(took[:EDGE])
