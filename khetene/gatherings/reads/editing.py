"""What a form of the organiser begins with: the plan of a gathering, and a row of its list."""

from __future__ import annotations

import uuid
from typing import Any

from khetene.gatherings.models import Gathering, Participation
from khetene.gatherings.rules import holds
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

PLAN = (
    "title", "purpose", "mode", "place", "link", "languages", "interpreters", "places", "budget_line", "phase",
    "funding_statement", "deviation", "is_open",
)  # fmt: skip
ROW = ("position", "sector", "sex", "roles", "may_be_listed")


def plan(gathering_id: uuid.UUID, *, actor: Actor) -> dict[str, Any]:
    """The plan by field. Two queries. Raises NotForYou."""
    found = Gathering.objects.prefetch_related("bodies").filter(pk=gathering_id).first()
    if found is None or not holds(actor, found):
        raise NotForYou
    told: dict[str, Any] = {name: getattr(found, name) for name in PLAN}
    told |= {"kind": str(found.kind_id), "territory": str(found.territory_id or "")}
    told["bodies"] = [str(body.pk) for body in found.bodies.all()]
    for name in ("starts", "ends"):
        if moment := getattr(found, name):
            at_home = moment.astimezone(clock.HOME)
            told |= {f"{name}_on": at_home.date(), f"{name}_at": at_home.strftime("%H.%M")}
    return told


def row_of_the_list(gathering_id: uuid.UUID, row_id: uuid.UUID, *, actor: Actor) -> dict[str, Any]:
    """One row by field, with name, address and needs. One query. Raises NotForYou."""
    rows = Participation.objects.select_related("identity", "needs", "gathering")
    found = rows.filter(pk=row_id, gathering_id=gathering_id).first()
    if found is None or not holds(actor, found.gathering):
        raise NotForYou
    identity, needs = getattr(found, "identity", None), getattr(found, "needs", None)
    return {name: getattr(found, name) for name in ROW} | {
        "name": identity.name if identity else "",
        "email": identity.email if identity else "",
        "needs": needs.words if needs else "",
        "represents": str(found.represents_id or ""),
        "territory": str(found.territory_id or ""),
    }
