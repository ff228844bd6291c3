"""Contacts made the way mediators make them."""

from __future__ import annotations

from typing import Any

from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.mediation import actions
from khetene.mediation.models import Contact
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
