"""Tasks of a phase for those who keep it, and those that wait for one person."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khetene.accounts.models import Membership
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.projects.models import PhaseTask
from khetene.projects.rules import keeps, may_keep, runs_phases

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """`is_closed`: the gap that it was made for is not in the report any more, and nobody has ticked it off yet."""

    id: uuid.UUID
    ordinal: int
    phase: str
    gap: str
    words: str
    who: str
    who_id: uuid.UUID | None
    due: date
    done_on: date | None
    is_late: bool
    is_closed: bool = False


def tasks(ordinal: int, *, gaps: Iterable[str] = (), actor: Actor) -> list[TaskRow]:
    """Open ones first, by day; `gaps` are the codes that the report still has. One query."""
    rows = _rows().filter(phase__ordinal=ordinal, phase__beneficiary=actor.organisation_key)
    if not runs_phases(actor):
        return []
    there = set(gaps)
    found = [_row(row, there) for row in rows.order_by("due", "pk")]
    return sorted(found, key=lambda row: row.done_on is not None)


def tasks_waiting_for_me(*, actor: Actor, until: date | None = None) -> list[TaskRow]:
    """Mine, and those of nobody in my organisation, that are not done. One query."""
    if not runs_phases(actor):
        return []
    rows = _rows().filter(phase__beneficiary=actor.organisation_key, done_on=None)
    if until is not None:
        rows = rows.filter(due__lte=until)
    return [_row(row, set()) for row in rows.order_by("due", "pk") if row.who_id in (None, actor.membership_key)]


def task(task_id: uuid.UUID, *, actor: Actor) -> TaskRow:
    """Raises NotForYou."""
    found = _rows().filter(pk=task_id).first()
    if found is None or not keeps(actor, found.phase):
        raise NotForYou
    return _row(found, set())


def keepers(*, actor: Actor) -> Choices:
    """To whom a task can be given: the coordinators of the own organisation today."""
    rows = Membership.objects.active_on(clock.today()).in_organisation(actor.organisation_key)
    chosen = rows.filter(role__in=may_keep()).order_by("pk").values_list("pk", "user__name")
    return [(str(pk), name) for pk, name in sorted(chosen, key=lambda one: in_alphabet(one[1]))]


def _rows() -> QuerySet[PhaseTask]:
    return PhaseTask.objects.select_related("phase", "who__user")


def _row(row: PhaseTask, gaps: set[str]) -> TaskRow:
    return TaskRow(
        id=row.pk,
        ordinal=row.phase.ordinal,
        phase=row.phase.title,
        gap=row.gap,
        words=row.words,
        who=row.who.user.name if row.who else "",
        who_id=row.who_id,
        due=row.due,
        done_on=row.done_on,
        is_late=row.done_on is None and row.due < clock.today(),
        is_closed=bool(gaps and row.gap and row.done_on is None and row.gap not in gaps),
    )
