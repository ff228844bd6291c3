"""Invented families in the middle of things: needs, promises, plans, hand-overs, made through the actions of real ones."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from khetene.accounts import actions as accounts
from khetene.accounts.enums import Role
from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.cases.enums import AgreementKind, LegalBasis, Purpose
from khetene.directory.models import Organisation
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation import actions as mediation
from khetene.referrals import actions as referrals
from khetene.referrals.enums import SharedPart, Way
from khetene.referrals.models import Referral
from khetene.referrals.shared import Chosen
from khetene.territory.models import Territory

EXPLAINED = "Kas tiks pierakstīts, kam to rāda un ka piekrišanu var atsaukt."
SHARED = (SharedPart.CALLED, SharedPart.NEEDS)


def tell(row: Mapping[str, Any], working: Mapping[str, Actor], places: Mapping[str, Territory]) -> None:
    """One family from the opening of its case until today."""
    actor, place, today = working[row["by"]], places[row["territory"]], clock.today()
    with clock.set_to(_days_ago(row["opened"])):
        case_id, client_id, needs = _opened(row, actor, place)
        if "plan" in row:
            _planned(row["plan"], case_id, needs, today, actor)
        for promise in row.get("promises", []):
            due_on = today + timedelta(days=promise["in_days"])
            cases.make_promise(case_id, side=promise["side"], words=promise["words"], due_on=due_on, actor=actor)
    for visit in row.get("visits", []):
        _visited(visit, case_id, actor, place)
    if "draft_plan" in row:
        _drafted_plan(row["draft_plan"], case_id, needs, today, actor)
    if "draft_to" in row:
        _drafted_hand_over(row["draft_to"], case_id, client_id, needs, actor)
    if "hand_over" in row:
        _handed_over(row["hand_over"], case_id, client_id, needs, actor, working)
    if "closed" in row:
        with clock.set_to(_days_ago(row["closed"]["ago"])):
            cases.close_case(case_id, reason=row["closed"]["reason"], actor=actor)


def ask_to_see(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """A colleague asks to be let into a case."""
    found = case_reads.find_by_name(row["called"], actor=working[row["of"]])
    cases.request_access(found[0].case_id, reason=row["reason"], words=row["words"], actor=working[row["by"]])


def invite(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    accounts.invite(email=row["email"], role=row["role"], from_day=clock.today(), actor=working[row["by"]])


def _days_ago(days: int) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days), time(10), tzinfo=clock.HOME)


def _opened(row: Mapping[str, Any], actor: Actor, place: Territory) -> tuple[uuid.UUID, uuid.UUID, list[uuid.UUID]]:
    mediates = actor.role == Role.MEDIATOR
    case = cases.open_case(
        purpose=Purpose.ACCOMPANIMENT if mediates else row.get("purpose", Purpose.SOCIAL_SERVICE),
        legal_basis=LegalBasis.AGREEMENT if mediates else LegalBasis.PUBLIC_TASK,
        territory_id=place.pk,
        actor=actor,
    )
    client = cases.add_client(case.pk, called=row["called"], age_band=row["age_band"], languages=["lv"], actor=actor)
    needs = [cases.note_need(case.pk, domain=need["domain"], words=need["words"], actor=actor) for need in row["needs"]]
    if mediates:
        _agreed(case.pk, client.pk, AgreementKind.ACCOMPANIMENT, actor)
    return case.pk, client.pk, [need.pk for need in needs]


def _agreed(case_id: uuid.UUID, client_id: uuid.UUID, kind: str, actor: Actor, **more: Any) -> None:
    cases.record_agreement(
        case_id,
        client_id=client_id,
        kind=kind,
        answer="agreed",
        explained=EXPLAINED,
        explained_in="lv",
        given_how="signed",
        valid_from=clock.today(),
        actor=actor,
        **more,
    )


def _planned(plan: Mapping[str, Any], case_id: uuid.UUID, needs: list[uuid.UUID], today: date, actor: Actor) -> None:
    drafted = cases.draft_plan(case_id, actor=actor)
    goal = cases.add_goal(drafted.pk, words=plan["goal"], need_ids=needs[:1], actor=actor)
    for step in plan["steps"]:
        cases.add_measure(
            goal.pk,
            words=step["words"],
            responsible=step["responsible"],
            due_on=today + timedelta(days=step["in_days"]),
            actor=actor,
        )
    cases.agree_plan(drafted.pk, review_on=today + timedelta(days=plan["review_in"]), actor=actor)


def _drafted_plan(
    plan: Mapping[str, Any], case_id: uuid.UUID, needs: list[uuid.UUID], today: date, actor: Actor
) -> None:
    drafted = cases.draft_plan(case_id, actor=actor)
    goal = cases.add_goal(drafted.pk, words=plan["goal"], need_ids=needs[:1], actor=actor)
    due_on = today + timedelta(days=plan["in_days"])
    cases.add_measure(goal.pk, words=plan["step"], responsible=plan["responsible"], due_on=due_on, actor=actor)


def _drafted_hand_over(
    slug: str, case_id: uuid.UUID, client_id: uuid.UUID, needs: list[uuid.UUID], actor: Actor
) -> Referral:
    office = Organisation.objects.get(slug=slug)
    chosen = Chosen(parts=SHARED, need_ids=needs)
    return referrals.draft_referral(
        case_id, client_id=client_id, recipient_id=office.pk, way=Way.PRODUCT, chosen=chosen, actor=actor
    )


def _visited(visit: Mapping[str, Any], case_id: uuid.UUID, actor: Actor, place: Territory) -> None:
    next_step_on = clock.today() + timedelta(days=visit["in_days"])
    with clock.set_to(_days_ago(visit["ago"])):
        mediation.note_contact(
            happened_at=clock.now(),
            place=visit["place"],
            territory_id=place.pk,
            minutes=visit["minutes"],
            started_by="family",
            topics=visit["topics"],
            actions=visit["actions"],
            result=visit["result"],
            words=visit["words"],
            next_step=visit["next_step"],
            next_step_on=next_step_on,
            case_id=case_id,
            actor=actor,
        )


def _handed_over(
    row: Mapping[str, Any],
    case_id: uuid.UUID,
    client_id: uuid.UUID,
    needs: list[uuid.UUID],
    actor: Actor,
    working: Mapping[str, Actor],
) -> None:
    office = Organisation.objects.get(slug=row["to"])
    with clock.set_to(_days_ago(row["ago"])):
        consent = {"recipient_id": office.pk, "parts": [str(part) for part in SHARED], "report_back": True}
        _agreed(case_id, client_id, AgreementKind.DATA_CONSENT, actor, **consent)
        draft = _drafted_hand_over(row["to"], case_id, client_id, needs, actor)
        sent = referrals.send_referral(draft.pk, actor=actor)
    with clock.set_to(_days_ago(row["ago"] - 2)):
        if "seen_by" in row:
            referrals.see_referral(sent.pk, actor=working[row["seen_by"]])
        if "accepted_by" in row:
            referrals.accept_referral(sent.pk, purpose=row["purpose"], actor=working[row["accepted_by"]])
        if "declined" in row:
            better = Organisation.objects.get(slug=row["better"])
            referrals.decline_referral(
                sent.pk,
                reason=row["declined"],
                words=row["words"],
                better_address_id=better.pk,
                actor=working[row["by"]],
            )
