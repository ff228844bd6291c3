"""An application of an organisation with its parts, written through the actions."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.accounts.models import Membership
from khetene.proposals import actions, contents
from khetene.proposals.enums import Part
from khetene.proposals.models import Application, Call, Piece
from tests.factories.accounts import MembershipFactory, actor_of

TITLE = "Kopā pie grāmatas"


def writer(**more: Any) -> Membership:
    return MembershipFactory.create(role="project_writer", **more)


def called(by: Membership, **more: Any) -> Call:
    """A call for at most 5000 € with a tenth from own means, open until the end of the year."""
    fields = {
        "title": "Mazie projekti",
        "funder": "Fonds",
        "source": "Nolikums, 3. punkts",
        "closes": date(2026, 12, 31),
        "project_from": date(2027, 3, 1),
        "project_to": date(2027, 10, 31),
        "largest": Decimal(5000),
        "own_percent": Decimal(10),
        **more,
    }
    return actions.write_call(actions.Terms(**fields), actor=actor_of(by))


def begun(by: Membership, call: Call | None = None, title: str = TITLE) -> Application:
    return actions.begin(title=title, call_id=call.pk if call else None, actor=actor_of(by))


def wrote(
    application: Application, by: Membership, part: str, text: str, *, seen: int = 0, about: uuid.UUID | None = None
) -> Piece:
    """A part in sentences."""
    return actions.write(application.pk, part, contents.Text(text), seen=seen, about_id=about, actor=actor_of(by))


def rowed(application: Application, by: Membership, part: str, *, about: Piece | None = None, **fields: Any) -> Piece:
    """A row of a part with these fields."""
    content = contents.KIND[part](**fields)
    key = about.pk if about else None
    return actions.write(application.pk, part, content, about_id=key, actor=actor_of(by))


def granted(application: Application, by: Membership, amount: str = "900.00") -> Application:
    """Sent and granted."""
    actor = actor_of(by)
    actions.move(application.pk, actions.Decision("sent"), actor=actor)
    decision = actions.Decision("granted", granted=Decimal(amount), agreement="2026/17")
    return actions.move(application.pk, decision, actor=actor)


def planned(by: Membership, call: Call | None = None) -> tuple[Application, Piece, Piece, Piece]:
    """An application with an activity, a result and a line of the budget."""
    application = begun(by, call)
    activity = rowed(
        application,
        by,
        Part.ACTIVITY,
        words="Mājasdarbu klubs",
        who="Skolotāja",
        where="Jauniešu māja",
        begins=date(2027, 3, 10),
        ends=date(2027, 9, 30),
        people=12,
    )
    result = rowed(application, by, Part.RESULT, words="Nodarbības", number=50, unit="nodarbības", how="žurnāls")
    line = rowed(
        application,
        by,
        Part.LINE,
        words="Skolotāja",
        quantity=Decimal(100),
        unit="stundas",
        price=Decimal(10),
        grant=Decimal(900),
        own=Decimal(100),
    )
    return application, activity, result, line
