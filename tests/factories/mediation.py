"""Contacts made the way mediators make them."""

from __future__ import annotations

from datetime import date
from typing import Any

from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.mediation import actions
from khetene.mediation.models import Contact, Contract
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
