"""What a mediator notes, plans and is paid for."""

from __future__ import annotations

from datetime import date

from khetene.accounts.models import Membership
from khetene.mediation import actions as mediation
from khetene.mediation.enums import PlanPart
from tests.country import NOW
from tests.factories.accounts import actor_of
from tests.factories.mediation import employed, planned_town
from tests.factories.territory import TerritoryFactory
from tests.house.world.canary import CANARY


def noted_by(mediator, ieva):
    """A contact of Ieva's, and an activity, a month and a skill of a mediator's."""
    contact = mediation.note_contact(
        happened_at=NOW,
        place="home",
        territory_id=TerritoryFactory().pk,
        minutes=30,
        started_by="family",
        topics=["work"],
        actions=["inform"],
        result="done",
        words=CANARY,
        actor=actor_of(ieva),
    )
    activity = mediation.note_activity(
        happened_on=date(2026, 11, 2), kind="training", minutes=60, words=CANARY, actor=mediator
    )
    return {
        "contact_id": contact.pk,
        "territory_id": contact.territory_id,
        "activity_id": activity.pk,
        "month_id": mediation.sign_month(date(2026, 10, 1), narrative=CANARY, actor=mediator).pk,
        "topic": "debt",
        "entry_kind": "training",
        "entry_id": mediation.write_entry("skill", title=CANARY, user_id=ieva.user_id).pk,
    }


def post_of(mediator, janis):
    """A mediator's contract with a payer and a place."""
    contract = employed(Membership.objects.get(pk=mediator.membership_key), janis)
    boss = actor_of(janis)
    area = mediation.add_area(contract.pk, territory_id=TerritoryFactory().pk, begins=contract.begins, actor=boss)
    funding = mediation.add_funding(contract.pk, source="municipality", payer_id=None, percent=None, actor=boss)
    return {"contract_id": contract.pk, "area_id": area.pk, "funding_id": funding.pk}


def plan_of(mediator):
    """A draft of a work plan, which its mediator alone reads."""
    plan = mediation.begin_plan(territory_id=TerritoryFactory().pk, year=2026, situation=CANARY, actor=mediator)
    need = mediation.add_town_need(plan.pk, domain="work", words=CANARY, actor=mediator)
    goal = mediation.add_town_goal(need.pk, words=CANARY, actor=mediator)
    step = mediation.add_town_step(goal.pk, words=CANARY, due_on=date(2026, 12, 1), actor=mediator)
    return {
        "work_plan_id": plan.pk,
        "town_need_id": need.pk,
        "town_goal_id": goal.pk,
        "town_step_id": step.pk,
        "plan_part": "need",
        "plan_part_id": need.pk,
        "earlier_id": corrected_in(mediator),
    }


def corrected_in(mediator):
    """What stood in a plan that was handed in and corrected."""
    membership = Membership.objects.get(pk=mediator.membership_key)
    plan, step = planned_town(membership, year=2025)
    mediation.hand_plan_in(plan.pk, actor=mediator)
    mediation.change_plan_part(plan.pk, PlanPart.STEP, step.pk, words=CANARY, actor=mediator)
    return plan.earlier.get().pk
