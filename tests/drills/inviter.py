"""Somebody who invites sixty people; tells the addresses once the letters stand in the queue."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.db import transaction

from khetene.accounts.models import Membership
from khetene.gatherings import actions
from khetene.gatherings.models import Kind
from khetene.kernel import clock
from khetene.kernel.actor import Actor

PEOPLE = 60


@transaction.atomic
def main(told: Path) -> None:
    membership = Membership.objects.get(user__email="janis@khetene.example")
    actor = Actor(membership.user_id, membership.pk, membership.organisation_id, membership.role, second_factor=True)
    starts = clock.now() + timedelta(days=20)
    gathering = actions.plan_gathering(
        kind_id=Kind.objects.order_by("slug")[0].pk,
        title="Izmēģinājuma sanāksme",
        starts=starts,
        ends=starts + timedelta(hours=2),
        place="Rīga",
        actor=actor,
    )
    actions.announce(gathering.pk, actor=actor)
    addresses = [f"cilveks-{number}@example.org" for number in range(PEOPLE)]
    for address in addresses:
        actions.add_participant(gathering.pk, name=address, email=address, reply="invited", actor=actor)
    actions.send_invitations(gathering.pk, actor=actor)
    told.write_text("\n".join(addresses))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
