"""Learning groups of the own school with their sessions; pupils are heads."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khetene.earlyleaving.instrument import school_year_on, school_years_to_plan
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.wiping import EarlierRow
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import EarlierGroup, LearningGroup, Session, YearMeasure
from khetene.schoolstaff.rules import at_a_school, heads_a_school

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class GroupRow:
    id: uuid.UUID
    school_year: int
    subject: str
    first_grade: int
    last_grade: int
    payer: str
    payer_id: str
    led_by: uuid.UUID | None
    sessions: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: uuid.UUID
    held_on: date
    hours: Decimal
    heads: int
    taken_back: bool


@dataclass(frozen=True, slots=True)
class GroupPage:
    row: GroupRow
    sessions: list[SessionRow]
    earlier: list[EarlierRow]
    may_note: bool
    may_correct: bool


def groups(*, actor: Actor) -> QuerySet[LearningGroup]:
    """Groups of the own school, the newest year first. Raises NotForYou."""
    if not at_a_school(actor):
        raise NotForYou
    mine = LearningGroup.objects.filter(organisation_id=actor.organisation_key)
    return mine.order_by("-school_year", "subject", "pk")


def group_rows(groups: Iterable[LearningGroup]) -> list[GroupRow]:
    """A page of groups: one query beside the country data."""
    rows = list(groups)
    held: dict[uuid.UUID, list[Session]] = {}
    for session in Session.objects.that_count().filter(group__in=rows).order_by("held_on", "pk"):
        held.setdefault(session.group_id, []).append(session)
    names = dict(group_payers())
    return [_row(row, held.get(row.pk, []), names) for row in rows]


def _row(group: LearningGroup, held: Sequence[Session], names: dict[str, str]) -> GroupRow:
    return GroupRow(
        group.pk,
        group.school_year,
        group.subject,
        group.first_grade,
        group.last_grade,
        names.get(group.payer, group.payer),
        group.payer,
        group.led_by_id,
        len(held),
        sum((session.hours for session in held), Decimal(0)),
    )


def group_page(group_id: uuid.UUID, *, actor: Actor) -> GroupPage:
    """One group with every session, also those that were taken back. Raises NotForYou."""
    group = LearningGroup.objects.filter(pk=group_id, organisation_id=actor.organisation_key).first()
    if group is None or not at_a_school(actor):
        raise NotForYou
    heads = heads_a_school(actor)
    names = dict(group_payers())
    before = group.earlier.select_related("by__user", "led_by") if heads else EarlierGroup.objects.none()
    rows = list(group.sessions.order_by("-held_on", "-pk"))
    counted = [row for row in rows if row.taken_back_on is None]
    return GroupPage(
        _row(group, counted, names),
        [SessionRow(row.pk, row.held_on, row.hours, row.heads, row.taken_back_on is not None) for row in rows],
        [_earlier(row, names) for row in before.order_by("-replaced_at", "-pk")],
        group.school_year == school_year_on(clock.today()),
        heads,
    )


def _earlier(row: EarlierGroup, names: dict[str, str]) -> EarlierRow:
    stays = [(_("Grades"), f"{row.first_grade}–{row.last_grade}"), (_("Who pays?"), names.get(row.payer, row.payer))]
    if row.led_by:
        stays.append((_("Who leads it?"), row.led_by.called))
    what = [(_("Subject"), row.subject)] if row.subject else []
    return EarlierRow(row.pk, row.replaced_at, row.by.user.name, what, row.is_wiped, stays)


def school_years() -> list[int]:
    """For which school years a group can be opened today."""
    return school_years_to_plan(clock.today())


def group_payers() -> Choices:
    staffing = current()
    return [(payer.id, str(payer.title)) for payer in staffing.group_payers] if staffing else []


def measures_to_name() -> Choices:
    """Measures that a school says itself."""
    staffing = current()
    return [(measure.id, str(measure.title)) for measure in staffing.measures_to_name()] if staffing else []


def measures_taken(*, actor: Actor) -> list[str]:
    """What the own school said for this school year."""
    rows = YearMeasure.objects.filter(organisation_id=actor.organisation_key, school_year=school_year_on(clock.today()))
    return list(rows.order_by("measure").values_list("measure", flat=True))
