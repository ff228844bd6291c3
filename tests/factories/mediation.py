"""Contacts made the way mediators make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.mediation import actions
from khetene.mediation.models import Contact, Contract, TownStep, WorkPlan
from tests.factories.accounts import actor_of
from tests.factories.territory import TerritoryFactory


def note(by: Membership, **more: Any) -> Contact:
    """A half-hour visit at home, now, without a name and without a case."""
    return actions.note_contact(
        actor=actor_of(by),
        **{
            "happened_at": clock.now(),
            "place": "home",
            "territory_id": TerritoryFactory().pk,
            "minutes": 30,
            "started_by": "family",
            "topics": ["work"],
            "actions": ["listen"],
            "result": "done",
            **more,
        },
    )


def employed(mediator: Membership, coordinator: Membership, **more: Any) -> Contract:
    """A whole year's full post."""
    values: dict[str, Any] = {
        "membership_id": mediator.pk,
        "employer_id": mediator.organisation_id,
        "percent_of_full_time": 100,
        "begins": date(2026, 1, 1),
        "ends": date(2026, 12, 31),
    }
    return actions.add_contract(**values | more, actor=actor_of(coordinator))


def planned_town(mediator: Membership, *, year: int = 2026, due_on: date | None = None) -> tuple[WorkPlan, TownStep]:
    """A draft of a work plan with one need, one goal and one measure."""
    actor = actor_of(mediator)
    place = TerritoryFactory()
    plan = actions.begin_plan(territory_id=place.pk, year=year, situation="Skola ir tālu.", actor=actor)
    need = actions.add_town_need(plan.pk, domain="school", words="Vecāki neuzticas skolai.", actor=actor)
    goal = actions.add_town_goal(need.pk, words="Vecāki nāk uz skolu.", actor=actor)
    due = due_on or date(year, 12, 31)
    return plan, actions.add_town_step(goal.pk, words="Vecāku vakars", with_whom="skola", due_on=due, actor=actor)
