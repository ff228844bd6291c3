"""The invented people of the demonstration in the recorded seats of the network."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from khetene.directory.models import Organisation
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.network import actions, reads
from khetene.network.models import Body, Holder, Person, Seat


def fill(content: dict[str, Any], working: dict[str, Actor]) -> None:
    """Ask people into seats as of a year ago, and renew what the file renews as of today."""
    keeper = working[content["by"]]
    with clock.set_to(clock.now() - timedelta(days=365)):
        people = {row["name"]: _hold(row, keeper) for row in content["holders"]}
    for row in content["renewals"]:
        _renew(row, people, keeper)


def _hold(row: dict[str, Any], keeper: Actor) -> Person:
    person = actions.add_person(name=row["name"], email=row["email"], may_be_listed=row["listed"], actor=keeper)
    holder = actions.ask_into_seat(
        Seat.objects.get(slug=row["seat"]).pk,
        person_id=person.pk,
        represents_id=Organisation.objects.get(slug=row["represents"]).pk,
        position=row["position"],
        is_substitute=row.get("substitute", False),
        begins=clock.today(),
        actor=keeper,
    )
    if row["answer"] == "confirmed":
        actions.answer_invitation(holder.pk, confirmed=True, actor=keeper)
    return person


def _renew(row: dict[str, Any], people: dict[str, Person], keeper: Actor) -> None:
    groups = reads.renewal(row["body"], on=clock.today(), actor=keeper)
    group = next(one for one in groups if one.territory.slug == row["territory"])
    seats = [seat.id for seat in group.seats]
    asked = Holder.objects.filter(seat__in=seats, person__in=[people[name] for name in row["ask"]]).order_by("pk")
    actions.renew_seats(
        Body.objects.get(slug=row["body"]).pk,
        territory_id=group.territory.pk,
        seat_ids=seats,
        fields=row["fields"],
        ask=list(asked.values_list("pk", flat=True)),
        begins=clock.today(),
        actor=keeper,
    )
