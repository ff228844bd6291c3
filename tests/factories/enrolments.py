"""Participations made the way people make them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings

from khetene.accounts.models import Membership
from khetene.cases.models import Client
from khetene.enrolments import actions
from khetene.enrolments.enums import Log
from khetene.enrolments.models import (
    Delivery,
    Enrolment,
    HeadCount,
    JobOffer,
    MeasuredOutcome,
    MidtermEvaluation,
    Partner,
    ProfileCard,
)
from khetene.instruments import actions as instruments
from khetene.instruments.loading import read_file
from khetene.instruments.models import InstrumentVersion
from khetene.instruments.questionnaire import Questionnaire
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.programmes import actions as programmes
from khetene.programmes.models import RuleVersion
from tests.factories.accounts import actor_of
from tests.factories.cases import client_of, open_case
from tests.factories.programmes import haris

NVA = "long-term-unemployed"
NEET = "neet"
DIVERSITY = "diversity"
PARTS = ("personal", "inclusion", "work-virtue", "lifelong")


CARD = {
    "needs": "Kāds, kas uzklausa.",
    "resources": "Veikls ar instrumentiem.",
    "interests": "Motocikli.",
    "education": "basic",
    "directions": "trade open",
    "first_step": "Aiziet uz darbnīcu.",
}


@cache
def _young_persons_card() -> Questionnaire:
    return read_file(settings.COUNTRY_FOLDER / "instruments" / "youth-card.xlsx")


def loaded_card() -> InstrumentVersion:
    """The questions of the young person's card, as the country pack brings them."""
    loaded = InstrumentVersion.objects.filter(instrument__slug="youth-card").order_by("-number").first()
    return loaded or instruments.load_version(_young_persons_card(), digest="card", actor=System("load-country"))


def card_filled(enrolment: Enrolment, by: Membership, *, on: date | None = None, **answers: str) -> ProfileCard:
    loaded_card()
    return actions.fill_card(enrolment.pk, answers=CARD | answers, filled_on=on or clock.today(), actor=actor_of(by))


HALF_WAY = {
    "goals": "Atrast darbu tuvu mājām.",
    "progress": "closer",
    "helped": "career group",
    "obstacles": "transport",
    "going_on": "changed",
    "changes": "Meklēt rīta maiņu.",
    "next_step": "Piezvanīt otrdien.",
}


@cache
def _half_way() -> Questionnaire:
    return read_file(settings.COUNTRY_FOLDER / "instruments" / "midterm-review.xlsx")


def loaded_midterm() -> InstrumentVersion:
    """The questions half way through 9.1.4.4, as the country pack brings them."""
    loaded = InstrumentVersion.objects.filter(instrument__slug="midterm-review").order_by("-number").first()
    return loaded or instruments.load_version(_half_way(), digest="midterm", actor=System("load-country"))


def evaluated(enrolment: Enrolment, by: Membership, *, on: date | None = None, **answers: str) -> MidtermEvaluation:
    """The person and the mentor looked at the plan together today."""
    loaded_midterm()
    return actions.evaluate_midterm(
        enrolment.pk, answers=HALF_WAY | answers, filled_on=on or clock.today(), actor=actor_of(by)
    )


def joined(by: Membership, programme: str, *, since: date | None = None) -> Partner:
    """The organisation of `by` has joined the programme, long ago unless told otherwise."""
    return Partner.objects.create(
        programme=programme,
        organisation=by.organisation,
        joined_on=since or date(2015, 1, 1),
        recorded_by=by,
        recorded_at=clock.now(),
    )


def republished(programme: str, **changes: Any) -> RuleVersion:
    """The published rules anew, one programme's operation changed."""
    newest = RuleVersion.objects.order_by("-published_at", "-id")[0]
    operations = [raw | changes if raw["programme"] == programme else raw for raw in newest.operations]
    return RuleVersion.objects.create(
        digest=uuid.uuid4().hex,
        facts=newest.facts,
        programmes=newest.programmes,
        operations=operations,
        published_at=clock.now() + timedelta(seconds=1),
    )


def young(by: Membership, **more: Any) -> Client:
    """19 years old; nothing else was asked, so that the programme for young people may fit."""
    return client_of(open_case(by, called=more.pop("called", "Kārlis"), birth_date=date(2007, 5, 1), **more))


def enrolled(by: Membership, *, programme: str = NVA, client: Client | None = None) -> Enrolment:
    """In the first stage, with a kept result that says that the programme may fit."""
    person = client or (young(by) if programme == NEET else haris(by))
    programmes.screen_client(person.pk, on=clock.today(), actor=actor_of(by))
    return actions.enrol(person.pk, programme=programme, actor=actor_of(by))


def signed(enrolment: Enrolment, by: Membership, *, on: date | None = None) -> Enrolment:
    return actions.sign_participation(
        enrolment.pk,
        signed_on=on or clock.today(),
        given_how="signed",
        explained_in="lv",
        explained="Kas ir programma un ko tā prasa.",
        actor=actor_of(by),
    )


def taking_part(
    by: Membership, *, programme: str = NVA, client: Client | None = None, on: date | None = None
) -> Enrolment:
    """Signed and running from `on` (today)."""
    day = on or clock.today()
    enrolment = enrolled(by, programme=programme, client=client)
    Enrolment.objects.filter(pk=enrolment.pk).update(begun_on=day)
    enrolment.steps.update(on_day=day)
    signed(enrolment, by, on=day)
    if programme == NEET:
        for part in PARTS:
            actions.plan_component(enrolment.pk, component=part, words="Kopā izrunāts.", actor=actor_of(by))
        actions.name_mentor(enrolment.pk, membership_id=by.pk, actor=actor_of(by))
        card_filled(enrolment, by, on=day)
        go(enrolment, by, "profiled", on=day)
        go(enrolment, by, "programme-made", on=day)
    else:
        go(enrolment, by, "profiled", on=day)
    return go(enrolment, by, "running", on=day)


def go(enrolment: Enrolment, by: Membership, stage: str, *, on: date | None = None, why: str = "") -> Enrolment:
    return actions.move(enrolment.pk, stage=stage, on=on or clock.today(), exit_reason=why, actor=actor_of(by))


def give(enrolment: Enrolment, by: Membership, **more: Any) -> Delivery:
    """Two hours of a group consultation today."""
    values = {"support": "group", "on": clock.today(), "quantity": Decimal(2)} | more
    return actions.give_support(enrolment.pk, actor=actor_of(by), **values)


def noted_outreach(by: Membership, **more: Any) -> HeadCount:
    """Ten heads at a skate park today."""
    usual = {"happened_on": clock.today(), "kind": "in-person", "place": "Skeitparks", "heads": 10}
    values: dict[str, Any] = usual | more
    return actions.note_heads(values.pop("programme", NEET), log=Log.OUTREACH, actor=actor_of(by), **values)


def noted_attendance(by: Membership, **more: Any) -> HeadCount:
    """Eight people came to take a shower today."""
    usual = {"happened_on": clock.today(), "kind": "showers", "place": "Kopienas centrs", "heads": 8}
    values: dict[str, Any] = usual | more
    programme = values.pop("programme", "community-centre")
    return actions.note_heads(programme, **values, log=Log.ATTENDANCE, actor=actor_of(by))


def offered(enrolment: Enrolment, by: Membership, *, on: date | None = None, work: str = "Mežstrādnieks") -> JobOffer:
    return actions.offer_work(enrolment.pk, work=work, offered_on=on or clock.today(), actor=actor_of(by))


def bulk_participants(
    by: Membership,
    starts: Sequence[date],
    *,
    programme: str = DIVERSITY,
    operation: str = "9.1.4.4",
    exits_after: timedelta | None = None,
    good: int = 0,
) -> list[Enrolment]:
    """One participant for each start, at once and past the actions; the first `good` of those who left have a result."""
    case = open_case(by, called="•")
    clients = [Client(case=case, called="•", added_at=clock.now()) for _start in starts]
    Client.objects.bulk_create(clients)
    made = [
        Enrolment(
            organisation=by.organisation,
            key=f"D-00-{number:04d}",
            case=case,
            client=client,
            programme=programme,
            operation=operation,
            stage="ended" if exits_after else "running",
            phase="ended" if exits_after else "running",
            begun_on=start,
            started_on=start,
            exited_on=start + exits_after if exits_after else None,
            exit_reason="completed" if exits_after else "",
        )
        for number, (client, start) in enumerate(zip(clients, starts, strict=True), Enrolment.objects.count())
    ]
    Enrolment.objects.bulk_create(made)
    MeasuredOutcome.objects.bulk_create(
        MeasuredOutcome(
            enrolment=row,
            entry=1,
            window="exit",
            result="work",
            positive=True,
            situation_on=row.exited_on,
            evidence="•",
            recorded_by=by,
            recorded_at=clock.now(),
        )
        for row in made[:good]
    )
    return made
