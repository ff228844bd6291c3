"""Invented people taking part in programmes: stages, signatures, support and results, made through the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from khetene.cases import actions as cases
from khetene.cases.enums import LegalBasis
from khetene.directory.models import Organisation
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.files.storing import Given
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.programmes import actions as programmes
from khetene.programmes import reads as programme_reads
from khetene.territory.models import Territory

EXPLAINED = "Kas ir programma, ko tā dod, ko tā prasa un ka no tās var izstāties."


def join(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """An organisation joins a programme."""
    actions.join_programme(
        row["programme"],
        organisation_id=Organisation.objects.get(slug=row["organisation"]).pk,
        joined_on=_day(row["joined"]),
        actor=working[row["by"]],
    )


def reach_out(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """Where somebody looked for people, or how many came to a centre: heads."""
    for ago, kind, place, heads in row["actions"]:
        with clock.set_to(_moment(ago)):
            actions.note_heads(
                row["programme"],
                happened_on=clock.today(),
                kind=kind,
                place=place,
                heads=heads,
                log=Log(row.get("log", Log.OUTREACH)),
                actor=working[row["by"]],
            )


def take_part(row: Mapping[str, Any], working: Mapping[str, Actor], places: Mapping[str, Territory]) -> None:
    """One person from the case to where their participation stands today."""
    actor = working[row["by"]]
    with clock.set_to(_moment(row["began"])):
        client_id = _client(row, actor, places[row["territory"]])
        programmes.screen_client(client_id, on=clock.today(), actor=actor)
        enrolment_id = actions.enrol(client_id, programme=row["programme"], actor=actor).pk
        _prepare(row, enrolment_id, actor)
    for ago, stage, *why in row.get("stages", []):
        with clock.set_to(_moment(ago)):
            reason = why[0] if why else ""
            actions.move(enrolment_id, stage=stage, on=clock.today(), exit_reason=reason, actor=actor)
        if stage == "running":
            _support(row, enrolment_id, actor)
            _work(row, enrolment_id, actor)
            _half_way(row, enrolment_id, actor)
    for ago, window, result, evidence in row.get("results", []):
        with clock.set_to(_moment(ago)):
            actions.measure_outcome(
                enrolment_id, window=window, result=result, situation_on=clock.today(), evidence=evidence, actor=actor
            )


def scan(row: Mapping[str, Any], working: Mapping[str, Actor], folder: Path) -> None:
    """The list that people signed, brought as a file."""
    actor = working[row["by"]]
    published, day = programme_reads.published(), _day(row["ago"])
    operation = published.operations[row["programme"]]
    people = reads.lines(reads.listed(actor=actor, programme=row["programme"]), published)
    given = [
        entry.id
        for person in people
        if person.called in row["called"]
        for entry in reads.delivery_rows(
            reads.deliveries_of(reads.enrolment_page(person.id, published, actor=actor)), operation
        )
        if entry.given_on == day
    ]
    signed = Given(row["file"], (folder / row["file"]).read_bytes())
    actions.confirm_on_paper(given, on=day, given=signed, actor=actor)


def _client(row: Mapping[str, Any], actor: Actor, place: Territory) -> uuid.UUID:
    case = cases.open_case(
        purpose=row["purpose"], legal_basis=LegalBasis.PUBLIC_TASK, territory_id=place.pk, actor=actor
    )
    client = cases.add_client(case.pk, called=row["called"], age_band=row["age_band"], languages=["lv"], actor=actor)
    cases.note_need(case.pk, domain=row["need"], actor=actor)
    return client.pk


def _prepare(row: Mapping[str, Any], enrolment_id: uuid.UUID, actor: Actor) -> None:
    """The plan, the mentor and the signature, as far as the person has come."""
    for component, words in row.get("plan", {}).items():
        actions.plan_component(enrolment_id, component=component, words=words, actor=actor)
    if row.get("card"):
        actions.fill_card(enrolment_id, answers=row["card"], filled_on=clock.today(), actor=actor)
    if row.get("mentored"):
        actions.name_mentor(enrolment_id, membership_id=actor.membership_key, actor=actor)
    if row.get("signed"):
        actions.sign_participation(
            enrolment_id,
            signed_on=clock.today(),
            given_how="signed",
            explained_in="lv",
            explained=EXPLAINED,
            actor=actor,
        )


def _support(row: Mapping[str, Any], enrolment_id: uuid.UUID, actor: Actor) -> None:
    for ago, support, hours, *given_as in row.get("support", []):
        with clock.set_to(_moment(ago)):
            actions.give_support(
                enrolment_id,
                support=support,
                on=clock.today(),
                quantity=Decimal(hours),
                given_as=given_as[0] if given_as else "",
                actor=actor,
            )
    for ago, support, euro in row.get("costs", []):
        with clock.set_to(_moment(ago)):
            cents = int(Decimal(euro) * 100)
            actions.give_support(enrolment_id, support=support, on=clock.today(), cents=cents, actor=actor)


def _work(row: Mapping[str, Any], enrolment_id: uuid.UUID, actor: Actor) -> None:
    """The plan, the offers and the hand-overs of somebody who looks for work."""
    for ago, words, *settled in row.get("search", []):
        with clock.set_to(_moment(ago)):
            step = actions.add_search_step(enrolment_id, words=words, actor=actor)
            if settled:
                actions.settle_search_step(step.pk, state=settled[0], actor=actor)
    for offer in row.get("offers", []):
        _offer(offer, enrolment_id, actor)
    for referred, *following in row.get("passages", []):
        passage = actions.refer_to_agency(
            enrolment_id, passage="agency-measure", referred_on=_day(referred), actor=actor
        )
        if following:
            taken, finished = _day(following[0]), _day(following[1]) if following[1:] else None
            actions.follow_passage(passage.pk, taken_up_on=taken, finished_on=finished, actor=actor)


def _half_way(row: Mapping[str, Any], enrolment_id: uuid.UUID, actor: Actor) -> None:
    """What the person and the mentor found half way."""
    for ago, answers in row.get("midterm", []):
        with clock.set_to(_moment(ago)):
            actions.evaluate_midterm(enrolment_id, answers=answers, filled_on=clock.today(), actor=actor)


def _offer(offer: Mapping[str, Any], enrolment_id: uuid.UUID, actor: Actor) -> None:
    made = actions.offer_work(enrolment_id, work=offer["work"], offered_on=_day(offer["offered"]), actor=actor)
    if "checked" not in offer:
        return
    actions.talk_offer_through(
        made.pk,
        doubts=offer.get("doubts", []),
        person_says=offer.get("says", ""),
        checked_on=_day(offer["checked"]),
        actor=actor,
    )
    if "answer" not in offer:
        return
    day, answer, *reason = offer["answer"]
    actions.answer_offer(
        made.pk, answer=answer, answered_on=_day(day), refusal_reason=reason[0] if reason else "", actor=actor
    )
    if "started" in offer:
        known, ended = offer.get("known"), offer.get("ended")
        actions.follow_job(
            made.pk,
            started_on=_day(offer["started"]),
            confirmed_on=_day(known) if known is not None else None,
            ended_on=_day(ended) if ended is not None else None,
            actor=actor,
        )


def _day(ago: int | date) -> date:
    """So many days ago; a day of its own where the programme is over."""
    return ago if isinstance(ago, date) else clock.today() - timedelta(days=ago)


def _moment(ago: int | date) -> datetime:
    return datetime.combine(_day(ago), time(10), tzinfo=clock.HOME)
