"""What stood in something before it was corrected, for those who may delete it for good, and what one would delete."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khetene.guidance.enums import AddresseeGroup, Theme
from khetene.guidance.models import ActionNote, EarlierWords, PracticeChange, Step
from khetene.guidance.reads.practices import practice_changes
from khetene.guidance.rules import (
    answers_for,
    keeps_idea,
    keeps_the_register,
    wipes_change,
    wipes_earlier,
    wipes_said_by,
)
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import euros
from khetene.kernel.translated import short_day
from khetene.kernel.wiping import EarlierRow

LABELS = {
    "title": _("What is it called?"),
    "words": _("What was said?"),
    "themes": _("What is it about?"),
    "looks_for": _("Whom are you looking for?"),
    "outcome": _("What came of it"),
    "occasion": _("On what occasion?"),
    "said_by": _("In what capacity was it said?"),
    "to": _("Asked of"),
    "source": _("Document"),
    "place_in_source": _("Where in the document?"),
    "one_with": _("The same statement as"),
    "reason": _("Why it was corrected"),
    "step_words": _("What will be done?"),
    "step_who": _("Who takes care of it?"),
    "step_by_when": _("By when will it be done?"),
    "step_euros": _("How many euros does it need?"),
    "step_paid_by": _("Who would pay?"),
}


def earlier_of_statement(statement_id: uuid.UUID, *, actor: Actor) -> list[EarlierRow]:
    """For the coordinator; one query."""
    return _rows(EarlierWords.objects.filter(statement=statement_id)) if keeps_the_register(actor) else []


def earlier_of_idea(idea_id: uuid.UUID, organisation_id: uuid.UUID, *, actor: Actor) -> list[EarlierRow]:
    """For those of the organisation that had it; one query."""
    return _rows(EarlierWords.objects.filter(idea=idea_id)) if keeps_idea(actor, organisation_id) else []


def earlier_of_action(action_id: uuid.UUID, organisation_id: uuid.UUID, *, actor: Actor) -> list[EarlierRow]:
    """For the organisation that does it; one query."""
    return _rows(EarlierWords.objects.filter(action=action_id)) if answers_for(actor, organisation_id) else []


def _rows(found: QuerySet[EarlierWords]) -> list[EarlierRow]:
    return [_row(one) for one in found.select_related("by__organisation").order_by("-at", "-id")]


def _row(one: EarlierWords) -> EarlierRow:
    what = [(str(label), _as_words(name, one.what[name])) for name, label in LABELS.items() if name in one.what]
    by = f"{one.by.organisation.name}, {one.by.get_role_display()}"
    return EarlierRow(one.pk, one.at, by, what, one.is_wiped)


def _as_words(name: str, value: Any) -> str:
    if name == "step_by_when":
        return short_day(date.fromisoformat(value))
    if name == "step_euros":
        return euros(Decimal(value))
    return part_in_words(name, value)


def part_in_words(name: str, value: Any) -> str:
    """A part of a statement as it is kept, for a reader."""
    if name == "themes":
        labels = {key: str(label) for key, label in Theme.choices}
        return ", ".join(labels.get(one, one) for one in value)
    if name == "to":
        return ", ".join(called or str(AddresseeGroup(short).label) for short, called in value)
    return str(value[1]) if name == "source" else str(value)


@dataclass(frozen=True, slots=True)
class ToWipe:
    """Words that somebody may delete for good, and what they belong to."""

    what: list[tuple[str, str]]
    statement_id: uuid.UUID | None = None
    idea_id: uuid.UUID | None = None
    action_id: uuid.UUID | None = None
    practice_id: uuid.UUID | None = None


def to_wipe(kind: str, key: uuid.UUID, *, actor: Actor) -> ToWipe:
    """What would be deleted: `earlier`, `note`, `answer` or `change`. Raises NotForYou, also when nothing is left."""
    found = FINDERS[kind](key, actor) if kind in FINDERS else None
    if found is None or not found.what:
        raise NotForYou
    return found


def _earlier(key: uuid.UUID, actor: Actor) -> ToWipe | None:
    rows = EarlierWords.objects.select_related("by__organisation", "idea", "action")
    one = rows.filter(pk=key).first()
    if one is None or not wipes_earlier(actor, one):
        return None
    return ToWipe(_row(one).what, one.statement_id, one.idea_id, one.action_id)


def _note(key: uuid.UUID, actor: Actor) -> ToWipe | None:
    one = ActionNote.objects.select_related("action").filter(pk=key).first()
    if one is None or not wipes_said_by(actor, one.action.organisation_id):
        return None
    return ToWipe(_said(str(one.get_state_display()), one.words, one.evidence), action_id=one.action_id)


def _answer(key: uuid.UUID, actor: Actor) -> ToWipe | None:
    one = Step.objects.select_related("addressing").filter(pk=key).first()
    if one is None or not wipes_said_by(actor, one.addressing.organisation_id):
        return None
    what = _said(str(one.get_answer_display()), one.words, one.evidence)
    return ToWipe(what, statement_id=one.addressing.statement_id)


def _change(key: uuid.UUID, actor: Actor) -> ToWipe | None:
    one = PracticeChange.objects.select_related("practice").filter(pk=key).first()
    if one is None or not wipes_change(actor, one.practice):
        return None
    own = answers_for(actor, one.practice.owner_id)
    rows = {row.id: row for row in practice_changes(one.practice, own=own)}
    if key not in rows:
        return None
    what = [*rows[key].what, *_said(rows[key].by, one.words, "")]
    return ToWipe(what, practice_id=one.practice_id)


def _said(label: str, words: str, evidence: str) -> list[tuple[str, str]]:
    return [(label, said) for said in (words, evidence) if said]


FINDERS: dict[str, Callable[[uuid.UUID, Actor], ToWipe | None]] = {
    "earlier": _earlier,
    "note": _note,
    "answer": _answer,
    "change": _change,
}
