"""Gatherings with people on their list; made through the actions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import factory

from khetene.accounts.models import Membership
from khetene.gatherings import actions
from khetene.gatherings.models import Gathering, Kind, Participation
from khetene.kernel import clock
from tests.factories.accounts import actor_of

BEGINS = datetime(2026, 12, 1, 10, 0, tzinfo=clock.HOME)


class KindFactory(factory.django.DjangoModelFactory[Kind]):
    class Meta:
        model = Kind
        django_get_or_create = ("slug",)

    slug = "expert-meeting"
    name = factory.LazyFunction(lambda: {"lv": "ekspertu sanāksme", "en": "expert meeting"})
    attendance_rule = factory.LazyFunction(lambda: {"lv": "Vismaz viena diena.", "en": "At least one day."})


def planned(by: Membership, starts: datetime = BEGINS, hours: int = 5, **more: Any) -> Gathering:
    """A meeting in Tukums on 1 December 2026, unless something else is named."""
    fields = {"title": "Ekspertu sanāksme", "place": "Tukums", "mode": "onsite", **more}
    ends = starts + timedelta(hours=hours)
    return actions.plan_gathering(
        kind_id=KindFactory.create().pk, starts=starts, ends=ends, **fields, actor=actor_of(by)
    )


def announced(by: Membership, **more: Any) -> Gathering:
    return actions.announce(planned(by, **more).pk, actor=actor_of(by))


def on_the_list(gathering: Gathering, by: Membership, name: str = "Vija Ēriksone", **more: Any) -> Participation:
    return actions.add_participant(gathering.pk, name=name, **more, actor=actor_of(by))


def came(gathering: Gathering, by: Membership, *rows: Participation) -> None:
    """They were there on the first day; the clock stands on it."""
    day = gathering.days[0]
    with clock.set_to(gathering.ends or clock.now()):
        actions.note_presence(gathering.pk, day=day, participation_ids=[row.pk for row in rows], actor=actor_of(by))
