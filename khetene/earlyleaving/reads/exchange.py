"""What the head of a school sends to VIIS, and what a file that came back would change; nothing is written here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khetene.earlyleaving.exchange import ExchangeRow, Problem
from khetene.earlyleaving.models import Absence, Plan, Pupil
from khetene.earlyleaving.reads._parts import live
from khetene.earlyleaving.register import current
from khetene.earlyleaving.rules import leads_a_school
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import blind_indexes, normalised
from khetene.kernel.errors import NotForYou

Count = tuple[str, int | None, date | None]
NOT_COUNTED: Count = ("", None, None)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pupil of the school with the same name: perhaps the same one, a person decides."""

    id: uuid.UUID
    called: str
    plans: list[str]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One row and what it would do. `candidates`: somebody has to say whether it is one of them."""

    row: ExchangeRow
    is_known: bool
    is_there: bool
    candidates: list[Candidate]

    @property
    def is_new(self) -> bool:
        """Nobody of the school is called so, or the file names a record that is none."""
        return not self.is_known and not self.candidates


def outgoing(*, actor: Actor) -> list[ExchangeRow]:
    """Each pupil of the own school with every count and the newest plan. Three queries. Raises NotForYou."""
    if not leads_a_school(actor):
        raise NotForYou
    pupils = list(Pupil.objects.visible_to(actor).order_by("added_at", "pk"))
    counts: dict[uuid.UUID, list[Absence]] = {}
    for absence in Absence.objects.filter(pupil__in=pupils).order_by("counted_on", "pk"):
        counts.setdefault(absence.pupil_id, []).append(absence)
    plans: dict[uuid.UUID, list[Plan]] = {}
    for plan in Plan.objects.filter(pupil__in=pupils).order_by("begins", "number"):
        plans.setdefault(plan.pupil_id, []).append(plan)
    found: list[ExchangeRow] = []
    for pupil in pupils:
        newest = next(iter(live(plans.get(pupil.pk, []))), None)
        said = (newest.number, newest.state) if newest else ("", "")
        mine: list[Count] = [(row.semester, row.unexcused_lessons, row.counted_on) for row in counts.get(pupil.pk, [])]
        for semester, lessons, day in mine or [NOT_COUNTED]:
            line = len(found) + 2
            found.append(ExchangeRow(line, str(pupil.pk), pupil.called, semester, lessons, day, *said))
    return found


def incoming(rows: Sequence[ExchangeRow], *, actor: Actor) -> tuple[list[Incoming], list[Problem]]:
    """What every row would do, and what is wrong with it. Raises NotForYou."""
    register = current()
    if not leads_a_school(actor) or register is None:
        raise NotForYou
    pupils = list(Pupil.objects.visible_to(actor).prefetch_related("plans").order_by("pk"))
    mine = {str(pupil.pk): pupil for pupil in pupils}
    by_name: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        by_name.setdefault(pupil.called_index, []).append(pupil)
    there = set(Absence.objects.filter(pupil__in=list(mine.values())).values_list("pupil_id", "semester", "counted_on"))
    semesters = {semester.id for semester in register.semesters}
    found, problems = [], _named_twice(rows)
    for row in rows:
        known = mine.get(row.record)
        problems += _problems(row, known, semesters)
        key = (known.pk, row.semester, row.counted_on) if known else None
        indexes = [] if known else blind_indexes(row.name, actor.organisation_key)
        same = [pupil for index in indexes for pupil in by_name.get(index, [])]
        is_there = known is not None and (row.unexcused_lessons is None or key in there)
        found.append(Incoming(row, known is not None, is_there, [_candidate(pupil) for pupil in same]))
    return found, problems


def _named_twice(rows: Sequence[ExchangeRow]) -> list[Problem]:
    """Two rows without a record and with one name: one pupil or two? The file has to say it."""
    lines: dict[str, list[ExchangeRow]] = {}
    for row in rows:
        if not row.record:
            lines.setdefault(normalised(row.name), []).append(row)
    sentence = _("This name stands in the file twice without a record. Take it in once; then use its record.")
    return [Problem(row.cell("name"), sentence) for same in lines.values() for row in same[1:]]


def _candidate(pupil: Pupil) -> Candidate:
    plans = live(list(pupil.plans.all()))
    return Candidate(pupil.pk, pupil.called, [plan.number for plan in plans])


def _problems(row: ExchangeRow, known: Pupil | None, semesters: set[str]) -> list[Problem]:
    """What the file alone cannot tell."""
    found = []
    if row.record and known is None:
        found.append(Problem(row.cell("record"), _("Your school has no such record.")))
    if known is not None and known.called != row.name:
        found.append(Problem(row.cell("name"), _("The record has another name. Names are not changed by a file.")))
    count = (row.unexcused_lessons is not None, row.counted_on is not None, bool(row.semester))
    if any(count) and not all(count):
        found.append(Problem(row.cell("semester"), _("A count needs its semester, its lessons and its day.")))
    if row.semester and row.semester not in semesters:
        found.append(Problem(row.cell("semester"), _("There is no such semester. Write for example 2026-1.")))
    if row.counted_on and row.counted_on > clock.today():
        found.append(Problem(row.cell("counted_on"), _("This day has not come yet.")))
    return found
