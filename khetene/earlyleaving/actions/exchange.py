"""Taking a file of VIIS in: all rows or none, and who a pupil is was said by a person."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from khetene.earlyleaving.actions.pupils import add_pupil, keep_until, let_in_new
from khetene.earlyleaving.errors import ColleagueNotFound, DecideWho, FileHasProblems
from khetene.earlyleaving.exchange import ExchangeRow
from khetene.earlyleaving.models import Absence, Pupil
from khetene.earlyleaving.reads.exchange import Incoming, incoming
from khetene.earlyleaving.register import joined_school
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.database import declared_write

NEW, SKIP = "new", "skip"


@transaction.atomic
def take_in(
    rows: Sequence[ExchangeRow], *, decisions: Mapping[int, str], colleague_id: uuid.UUID | None, actor: Actor
) -> int:
    """Write what the preview showed; `decisions` by line say `new`, `skip`, or which record a pupil is. How many rows changed.

    `colleague_id` works with pupils who are new; where nobody is new, nobody need be named.

    Raises NotForYou, SchoolNotJoined, FileHasProblems, DecideWho, ColleagueNotFound.
    """
    joined_school(actor)
    found, problems = incoming(rows, actor=actor)
    if problems:
        raise FileHasProblems
    return sum(_take(one, decisions.get(one.row.line, ""), colleague_id, actor) for one in found)


def _take(one: Incoming, decision: str, colleague_id: uuid.UUID | None, actor: Actor) -> bool:
    if one.is_there:
        return False
    allowed = {NEW, SKIP, *(str(candidate.id) for candidate in one.candidates)}
    if one.candidates and decision not in allowed:
        raise DecideWho
    if one.candidates and decision == SKIP:
        return False
    is_new = one.is_new or (bool(one.candidates) and decision == NEW)
    if is_new:
        if colleague_id is None:
            raise ColleagueNotFound
        pupil = add_pupil(one.row.name, actor)
        let_in_new(pupil, colleague_id, actor)
    else:
        pupil = Pupil.objects.visible_to(actor).get(pk=one.row.record or decision)
    return _count(pupil, one.row, actor) or is_new


def _count(pupil: Pupil, row: ExchangeRow, actor: Actor) -> bool:
    """A count that is there already stays as it is."""
    if row.unexcused_lessons is None or row.counted_on is None:
        return False
    same = pupil.absences.filter(semester=row.semester, counted_on=row.counted_on)
    if same.exists():
        return False
    absence = Absence(
        pupil=pupil, semester=row.semester, unexcused_lessons=row.unexcused_lessons, counted_on=row.counted_on
    )
    absence.full_clean()
    absence.save(force_insert=True)
    keep_until(pupil, row.counted_on)
    audit.record("absence.counted", absence, actor=actor)
    return True


def record_sending(pupil_ids: Sequence[uuid.UUID], *, actor: Actor) -> None:
    """Write down for each pupil that the record left in a file."""
    with declared_write(), transaction.atomic():
        for key in pupil_ids:
            audit.record("pupil.sent", Pupil(pk=key), actor=actor)
