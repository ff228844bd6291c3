"""What waits for an organiser: letters that nobody knows about, and gatherings that are over and not closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from khetene.gatherings.enums import State
from khetene.gatherings.models import Gathering
from khetene.gatherings.reads.pages import gathering_row
from khetene.gatherings.reads.rows import GatheringRow
from khetene.gatherings.rules import plans_gatherings
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.enums import LetterState


@dataclass(frozen=True, slots=True)
class ToFinish:
    """`letters`: so many may not have arrived. `is_over`: nobody has noted that it was held."""

    row: GatheringRow
    letters: int
    is_over: bool


def to_finish(*, actor: Actor) -> list[ToFinish]:
    """Announced gatherings of the own organisation that need the organiser, the earliest first. One query."""
    if not plans_gatherings(actor):
        return []
    doubtful = Q(participations__letters__state__in=[LetterState.UNSURE, LetterState.REFUSED])
    rows = Gathering.objects.of(actor.organisation_key).filter(state=State.ANNOUNCED)
    counted: Any = rows.annotate(doubtful=Count("participations__letters", filter=doubtful))
    found = counted.select_related("kind", "organisation").order_by("starts", "pk")
    now = clock.now()
    shown = [ToFinish(gathering_row(one), one.doubtful, one.is_over(now)) for one in found]
    return [one for one in shown if one.is_over or one.letters]
