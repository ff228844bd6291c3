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
from khetene.territory.models import Territory


def tell(content: Mapping[str, Any], working: Mapping[str, Actor]) -> None:
    """Days count from today."""
    coordinator = working[content["posts"]["by"]]
    for row in content["posts"]["contracts"]:
        _employ(row, working[row["of"]], coordinator)


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


def _day(from_today: int) -> date:
    return clock.today() + timedelta(days=from_today)


def _office(slug: str) -> uuid.UUID:
    return Organisation.objects.get(slug=slug).pk


def _place(slug: str) -> uuid.UUID:
    return Territory.objects.get(slug=slug).pk
