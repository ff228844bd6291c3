"""Invented people taking part in programmes: stages, signatures, support and results, made through the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from khetene.cases import actions as cases
from khetene.cases.enums import LegalBasis
from khetene.directory.models import Organisation
from khetene.enrolments import actions
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.programmes import actions as programmes
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
    for ago, window, result, evidence in row.get("results", []):
        with clock.set_to(_moment(ago)):
            actions.measure_outcome(
                enrolment_id, window=window, result=result, situation_on=clock.today(), evidence=evidence, actor=actor
            )


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


def _day(ago: int) -> Any:
    return clock.today() - timedelta(days=ago)


def _moment(ago: int) -> datetime:
    return datetime.combine(_day(ago), time(10), tzinfo=clock.HOME)
