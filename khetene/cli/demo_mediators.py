"""Invented posts, work plans and portfolios of the mediators, made through the real actions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from khetene.directory.models import Organisation
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation import actions
from khetene.mediation.enums import PlanPart
from khetene.territory.models import Territory


def tell(content: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """Days count from today."""
    coordinator = working[content["posts"]["by"]]
    for row in content["posts"]["contracts"]:
        _employ(row, working[row["of"]], coordinator)
    for row in content["plans"]:
        _plan(row, working)
    for row in content["portfolios"]:
        owner = working[row["of"]].user_key
        for entry in row["entries"]:
            _enter(entry, owner)


def _employ(row: Mapping[str, Any], mediator: Actor, coordinator: Actor) -> None:
    contract = actions.add_contract(
        membership_id=mediator.membership_key,
        employer_id=_office(row["employer"]),
        percent_of_full_time=row["percent"],
        begins=_day(row["begins"]),
        ends=_day(row["ends"]),
        phase=row["phase"],
        actor=coordinator,
    )
    for part in row["pays"]:
        percent = Decimal(part["percent"]) if "percent" in part else None
        payer = _office(part["payer"])
        actions.add_funding(contract.pk, source=part["source"], payer_id=payer, percent=percent, actor=coordinator)
    for place in row["areas"]:
        actions.add_area(
            contract.pk,
            territory_id=_place(place["territory"]),
            begins=contract.begins,
            ends=_day(place["ends"]) if "ends" in place else None,
            actor=coordinator,
        )


def _plan(row: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    actor = working[row["by"]]
    year = clock.today().year + row["year"]
    words = {"situation": row["situation"], "offices": row["offices"]}
    plan = actions.begin_plan(territory_id=_place(row["territory"]), year=year, **words, actor=actor)
    for need in row["needs"]:
        made = actions.add_town_need(plan.pk, domain=need["domain"], words=need["words"], actor=actor)
        for goal in need["goals"]:
            _goal(actions.add_town_goal(made.pk, words=goal["words"], actor=actor).pk, goal["steps"], year, actor)
    if row["handed_in"]:
        actions.hand_plan_in(plan.pk, actor=actor)
    if "corrected" in row:
        (first, *_more) = plan.needs.order_by("pk")
        actions.change_plan_part(plan.pk, PlanPart.NEED, first.pk, words=row["corrected"]["words"], actor=actor)
    for comment in row.get("comments", []):
        actions.comment_on_plan(plan.pk, words=comment["words"], actor=working[comment["by"]])
    if "review" in row:
        actions.review_plan(plan.pk, review=row["review"], actor=actor)


def _goal(goal_id: uuid.UUID, steps: list[dict[str, Any]], year: int, actor: Actor) -> None:
    for row in steps:
        month, day = row["due"]
        given = {"words": row["words"], "with_whom": row["with_whom"], "due_on": date(year, month, day)}
        step = actions.add_town_step(goal_id, **given, actor=actor)
        if "state" in row:
            actions.move_town_step(step.pk, state=row["state"], outcome=row.get("outcome", ""), actor=actor)


def _enter(row: Mapping[str, Any], user_id: uuid.UUID) -> None:
    given = {name: row[name] for name in ("giver", "certificate", "level") if name in row}
    hours = Decimal(row["hours"]) if "hours" in row else None
    day = _day(-row["ago"]) if "ago" in row else None
    actions.write_entry(row["kind"], title=row["title"], taken_on=day, hours=hours, **given, user_id=user_id)


def _day(from_today: int) -> date:
    return clock.today() + timedelta(days=from_today)


def _office(slug: str) -> uuid.UUID:
    return Organisation.objects.get(slug=slug).pk


def _place(slug: str) -> uuid.UUID:
    return Territory.objects.get(slug=slug).pk
