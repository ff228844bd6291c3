"""Following a pupil who left, for those who work with the pupil and the head."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from khetene.earlyleaving.models import FollowStep, FollowUp, Pupil
from khetene.earlyleaving.rules import works_with_pupils
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class OfferRow:
    happened_on: date
    offered: Any
    said: Any
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class FollowPage:
    """`is_over`: the agreement ended and nobody said what became of it."""

    id: uuid.UUID
    silo: uuid.UUID
    pupil_id: uuid.UUID
    called: str
    left_on: date
    agreed_on: date
    agreed_by: Any
    tracked_until: date
    ended_on: date | None
    ended_as: Any
    placed: Any
    placed_on: date | None
    offers: list[OfferRow]
    is_over: bool
    may_write: bool
    may_begin_again: bool


def follow_page(follow_id: uuid.UUID, *, actor: Actor) -> FollowPage:
    """Three queries. Raises NotForYou."""
    steps = FollowStep.objects.select_related("by__user").order_by("-happened_on", "-pk")
    rows = FollowUp.objects.select_related("pupil").prefetch_related(Prefetch("steps", steps), "pupil__followed")
    found = rows.filter(pk=follow_id, pupil__in=Pupil.objects.visible_to(actor)).first()
    if found is None:
        raise NotForYou
    followed_now = any(row.ended_on is None for row in found.pupil.followed.all())
    return FollowPage(
        id=found.pk,
        silo=found.pupil.organisation_id,
        pupil_id=found.pupil_id,
        called=found.pupil.called,
        left_on=found.left_on,
        agreed_on=found.agreed_on,
        agreed_by=found.get_agreed_by_display(),
        tracked_until=found.tracked_until,
        ended_on=found.ended_on,
        ended_as=found.get_ended_as_display(),
        placed=found.get_placed_display(),
        placed_on=found.placed_on,
        offers=[
            OfferRow(
                step.happened_on, step.get_offered_display(), step.get_said_display(), step.words, step.by.user.name
            )
            for step in found.steps.all()
        ],
        is_over=found.ended_on is None and found.tracked_until < clock.today(),
        may_write=works_with_pupils(actor) and found.ended_on is None,
        may_begin_again=works_with_pupils(actor) and not followed_now,
    )
