"""Somebody at work: notes contacts through the action and tells each one only when it is acknowledged."""

from __future__ import annotations

import sys
from pathlib import Path

import django

django.setup()

from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation.actions import note_contact
from khetene.territory.reads import local_governments


def main(told: Path, how_many: int) -> None:
    membership = Membership.objects.get(user__email="anna@khetene.example")
    actor = Actor(membership.user_id, membership.pk, membership.organisation_id, membership.role, second_factor=True)
    place = local_governments(clock.today())[0]
    with told.open("a") as acknowledged:
        for number in range(how_many):
            contact = note_contact(
                happened_at=clock.now(),
                place="home",
                territory_id=place.pk,
                minutes=10,
                started_by="mediator",
                topics=["work"],
                actions=["listen"],
                result="done",
                words=f"Saruna numur {number}",
                actor=actor,
            )
            acknowledged.write(f"{contact.pk}\n")
            acknowledged.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
