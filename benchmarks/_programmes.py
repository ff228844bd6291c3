"""A country's programmes for measuring: participations in forty silos with what was given, and one mediator's contacts."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import timedelta

from benchmarks._site import (
    BATCH,
    contacts_of,
    cookies_of,
    filling,
    members_of_silos,
    open_cases,
)
from khetene.accounts.models import Membership
from khetene.cases.models import Agreement, Case, Client
from khetene.cli.loading import load_country
from khetene.enrolments.models import Delivery, Enrolment, MeasuredOutcome
from khetene.kernel import clock
from khetene.mediation.models import Contact
from tests.factories.accounts import MembershipFactory

PROGRAMMES = (("long-term-unemployed", "7.4.1"), ("neet", "8.3.3"), ("diversity", "9.1.4.4"))
SUPPORTS = ("group", "mentor", "groups")
CONTACTS_OF_A_MONTH = 150


@dataclass(frozen=True)
class Site:
    """Cookies of people who are signed in, and what they may open."""

    enrolments: int
    deliveries: int
    cases: list[str]
    own: list[str]
    month: str
    worker: str
    supervisor: str
    mediator: str
    importer: Membership


def site(enrolments: int, deliveries: int) -> Site:
    """Fill the empty database of the settings in force."""
    load_country()
    members = members_of_silos("programme_coordinator")
    supervisor = MembershipFactory(role="supervisor", organisation=members[0].organisation)
    mediator = MembershipFactory(role="mediator", organisation=members[0].organisation)
    cases = open_cases(enrolments, members, supervisor)
    taken = _take_part(cases, members)
    given = _give(deliveries, enrolments)
    month = clock.today().replace(day=1) - timedelta(days=1)
    Contact.objects.bulk_create(contacts_of(CONTACTS_OF_A_MONTH * 12, [mediator], [None]), batch_size=BATCH)
    own = [row for number, row in enumerate(taken) if number % len(members) == 0]
    return Site(
        enrolments=len(taken),
        deliveries=given,
        cases=[f"/lietas/{row.case_id}/" for row in own],
        own=[str(row.pk) for row in own],
        month=f"{month:%Y-%m}",
        worker=cookies_of(members[0]),
        supervisor=cookies_of(supervisor),
        mediator=cookies_of(mediator),
        importer=supervisor,
    )


def _take_part(cases: list[Case], members: list[Membership]) -> list[Enrolment]:
    """Everybody once; of four one is still there, and of those who left most were measured."""
    clients = dict(Client.objects.order_by("id").values_list("case_id", "pk"))
    made = [_enrolment(number, case, member, clients) for number, case, member in _in_turn(cases, members)]
    Enrolment.objects.bulk_create(made, batch_size=BATCH)
    Agreement.objects.bulk_create(_agreements(made, members), batch_size=BATCH)
    measured = [row for number, row in enumerate(made) if row.exited_on and number % 10 < 7]
    MeasuredOutcome.objects.bulk_create((_outcome(row, members[0]) for row in measured), batch_size=BATCH)
    return made


def _in_turn(cases: list[Case], members: list[Membership]) -> list[tuple[int, Case, Membership]]:
    return [
        (number, case, member)
        for number, (case, member) in enumerate(zip(cases, itertools.cycle(members), strict=False))
    ]


def _enrolment(number: int, case: Case, member: Membership, clients: dict[object, object]) -> Enrolment:
    programme, operation = PROGRAMMES[number // 400 % len(PROGRAMMES)]
    started = clock.today() - timedelta(200 + number % 700)
    if number // 1200 % 4 == 0:
        started, left = clock.today() - timedelta(30 + number % 170), None
    else:
        left = started + timedelta(150)
    return Enrolment(
        organisation_id=member.organisation_id,
        key=f"D-{number:06}",
        case=case,
        client_id=clients[case.pk],
        programme=programme,
        operation=operation,
        stage="ended" if left else "running",
        phase="ended" if left else "running",
        begun_on=started,
        started_on=started,
        exited_on=left,
        exit_reason="completed" if left else "",
        mentor=member,
    )


def _agreements(made: list[Enrolment], members: list[Membership]) -> list[Agreement]:
    """Of the silo that is read; the others are only counted."""
    silo = members[0].organisation_id
    return [
        Agreement(
            case_id=row.case_id,
            client_id=row.client_id,
            kind="participation",
            answer="agreed",
            explained="Kas ir programma.",
            explained_in="lv",
            given_how="signed",
            programme=row.programme,
            valid_from=row.started_on,
            recorded_by=members[0],
            recorded_at=clock.now(),
        )
        for row in made
        if row.organisation_id == silo
    ]


def _outcome(row: Enrolment, by: Membership) -> MeasuredOutcome:
    return MeasuredOutcome(
        enrolment=row,
        entry=1,
        window="exit",
        result="work",
        positive=row.pk.int % 3 == 0,
        situation_on=row.exited_on,
        recorded_by=by,
        recorded_at=clock.now(),
    )


def _give(how_many: int, enrolments: int) -> int:
    """Each participation receives the same number of supports, on days between its first and its last."""
    each = max(1, how_many // enrolments)
    table, enrolment = Delivery._meta.db_table, Enrolment._meta.db_table
    support = " ".join(
        f"WHEN '{programme}' THEN '{found}'" for (programme, _op), found in zip(PROGRAMMES, SUPPORTS, strict=True)
    )
    with filling() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (id, enrolment_id, support, need, kind, unit, given_on, month, covers_from, covers_to,"
            " quantity, cents, given_as, confirmation, struck, recorded_by_id, recorded_at)"
            " SELECT md5(made.id::text || made.number)::uuid, made.id, made.support, 'work', 'group', 'hours', made.day,"
            " extract(year FROM made.day) * 100 + extract(month FROM made.day), made.day, made.day, 1 + made.number %% 4,"
            " made.number %% 7 * 150, '', 'not_asked', false, made.mentor_id, made.day"
            f" FROM (SELECT id, mentor_id, number, CASE programme {support} END AS support,"
            " started_on + (number * (coalesce(exited_on, current_date) - started_on) / %s)::int AS day"
            f" FROM {enrolment}, generate_series(0, %s) AS number) AS made",
            [each, each - 1],
        )
        return int(cursor.rowcount)
