"""Writing a practice down, proposing and publishing it, joining it with what was said, and taking one over."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from khetene.directory.search import folded
from khetene.gatherings.models import Gathering
from khetene.guidance.enums import AdoptionState, PracticeState
from khetene.guidance.errors import (
    AlreadyAdopted,
    DayHasNotCome,
    PracticeCannotMove,
    PracticeInUse,
    PracticeNotFinished,
    PracticeOfADocument,
    WordsNeeded,
)
from khetene.guidance.models import Adoption, Practice, PracticeChange, Statement
from khetene.guidance.rules import (
    answers_for,
    answers_for_an_organisation,
    edits_practice,
    keeps_the_register,
    practice_states,
)
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.territory.models import Territory

# What people write about a practice, in the order in which it is read.
TEXTS = (
    "title",
    "problem",
    "context",
    "what_was_done",
    "who_did_it",
    "conditions",
    "effect",
    "evidence",
    "evidence_address",
    "cost",
    "legal_base",
    "contact",
)
NEEDED = ("problem", "what_was_done", "effect")


@transaction.atomic
def write_practice(
    *, themes: Sequence[str], place_ids: Sequence[uuid.UUID] = (), actor: Actor, **texts: str
) -> Practice:
    """A draft of the own organisation; nobody else reads it before it is proposed."""
    if not answers_for_an_organisation(actor):
        raise NotForYou
    practice = Practice(
        slug=f"p-{new_key().hex[-12:]}",
        state=PracticeState.DRAFT,
        owner_id=actor.organisation_key,
        organisation_id=actor.organisation_key,
        themes=list(themes),
        edited_in_product=True,
        **texts,
    )
    practice.folded = _folded(practice)
    practice.full_clean()
    practice.save(force_insert=True)
    practice.places.set(Territory.objects.filter(pk__in=place_ids))
    note_change(practice, actor, state=PracticeState.DRAFT)
    audit.record("practice.written", practice, actor=actor)
    return practice


@transaction.atomic
def edit_practice(
    practice_id: uuid.UUID, *, themes: Sequence[str], place_ids: Sequence[uuid.UUID], actor: Actor, **texts: str
) -> Practice:
    """Change the words; what others could read before is kept. Loading the country does not write over it any more."""
    practice = locked_practice(practice_id, actor)
    if not edits_practice(actor, practice):
        raise NotForYou
    is_draft = practice.state == PracticeState.DRAFT
    before: dict[str, Any] = {name: getattr(practice, name) for name in texts if getattr(practice, name) != texts[name]}
    if set(practice.themes) != set(themes):
        before["themes"] = practice.themes
    places = {str(key) for key in practice.places.values_list("pk", flat=True)}
    if places != {str(key) for key in place_ids}:
        before["places"] = sorted(practice.places.values_list("name", flat=True))
    for name, text in texts.items():
        setattr(practice, name, text)
    practice.themes, practice.edited_in_product = list(themes), True
    practice.folded = _folded(practice)
    practice.full_clean()
    if not is_draft:
        _refuse_unfinished(practice)
    practice.save()
    practice.places.set(Territory.objects.filter(pk__in=place_ids))
    if before:
        note_change(practice, actor, before={} if is_draft else before)
        audit.record("practice.edited", practice, actor=actor)
    return practice


@transaction.atomic
def move_practice(practice_id: uuid.UUID, *, state: str, words: str = "", actor: Actor) -> Practice:
    """Propose, publish or give back. Raises PracticeCannotMove, PracticeNotFinished, PracticeInUse, WordsNeeded."""
    practice = locked_practice(practice_id, actor)
    if not (answers_for(actor, practice.owner_id) or keeps_the_register(actor)):
        raise NotForYou
    if state not in practice_states(actor, practice):
        raise PracticeCannotMove
    if state == PracticeState.DRAFT:
        _refuse_taking_away(practice, words, actor)
    else:
        _refuse_unfinished(practice)
    practice.state = PracticeState(state)
    practice.is_public = practice.is_public and practice.state == PracticeState.PUBLISHED
    practice.save(update_fields=["state", "is_public"])
    note_change(practice, actor, state=practice.state, words=words)
    audit.record("practice.moved", practice, actor=actor, reason=state)
    return practice


def delete_draft(practice_id: uuid.UUID, *, actor: Actor) -> None:
    """The organisation deletes what it wrote and nobody else reads, with its history. Raises PracticeCannotMove."""
    practice = locked_practice(practice_id, actor)
    if not answers_for(actor, practice.owner_id):
        raise NotForYou
    if practice.state != PracticeState.DRAFT:
        raise PracticeCannotMove
    audit.record("practice.deleted", practice, actor=actor)
    practice.delete()


def _refuse_taking_away(practice: Practice, words: str, actor: Actor) -> None:
    if practice.owner_id is None:
        raise PracticeOfADocument
    if practice.adoptions.exclude(organisation_id=practice.owner_id).exists():
        raise PracticeInUse
    if not answers_for(actor, practice.owner_id) and not words.strip():
        raise WordsNeeded


def _refuse_unfinished(practice: Practice) -> None:
    """A practice of a document may be as short as the document is; one that is written here says what it is."""
    if practice.owner_id and not all(getattr(practice, name).strip() for name in NEEDED):
        raise PracticeNotFinished


@transaction.atomic
def link_practice(practice_id: uuid.UUID, *, statement_id: uuid.UUID, linked: bool = True, actor: Actor) -> None:
    """Say that the practice shows how something that was said can be done, or take that back."""
    practice = locked_practice(practice_id, actor)
    statement = Statement.objects.filter(pk=statement_id).first()
    if statement is None or not (answers_for(actor, practice.owner_id) or keeps_the_register(actor)):
        raise NotForYou
    change = practice.statements.add if linked else practice.statements.remove
    change(statement)
    audit.record("practice.linked" if linked else "practice.unlinked", practice, actor=actor)


@transaction.atomic
def note_visit(practice_id: uuid.UUID, *, gathering_id: uuid.UUID, actor: Actor) -> None:
    """The practice was seen at a gathering; the coordinator says so."""
    practice, gathering = locked_practice(practice_id, actor), Gathering.objects.filter(pk=gathering_id).first()
    if gathering is None or not keeps_the_register(actor):
        raise NotForYou
    practice.visited_at.add(gathering)
    audit.record("practice.visited", practice, actor=actor)


def locked_practice(practice_id: uuid.UUID, actor: Actor) -> Practice:
    """One that the actor may read, to be changed. Raises NotForYou."""
    rows = Practice.objects.select_for_update(of=("self",)).visible_to(actor)
    practice = rows.filter(pk=practice_id).first()
    if practice is None:
        raise NotForYou
    return practice


def note_change(
    practice: Practice,
    actor: Actor,
    *,
    before: dict[str, Any] | None = None,
    state: str = "",
    words: str = "",
    made_public: bool | None = None,
) -> None:
    """What those who write a practice read under “Who changed it”."""
    PracticeChange.objects.create(
        practice=practice,
        at=clock.now(),
        by_id=actor.membership_key,
        before=before or {},
        state=state,
        words=words,
        made_public=made_public,
    )


def _folded(practice: Practice) -> str:
    return folded(" ".join(getattr(practice, name) for name in ("title", *NEEDED)))[:4000]


@transaction.atomic
def adopt_practice(
    practice_id: uuid.UUID,
    *,
    state: str,
    changed: str = "",
    result: str = "",
    since: date | None = None,
    actor: Actor,
) -> Adoption:
    """The own organisation says how far it is with a practice. Raises AlreadyAdopted, DayHasNotCome."""
    practice = Practice.objects.published().filter(pk=practice_id).first()
    if practice is None or not answers_for_an_organisation(actor):
        raise NotForYou
    if Adoption.objects.filter(practice=practice, organisation_id=actor.organisation_key).exists():
        raise AlreadyAdopted
    _refuse_tomorrow(since)
    adoption = Adoption(
        practice=practice,
        organisation_id=actor.organisation_key,
        state=AdoptionState(state),
        since=since or clock.today(),
        changed=changed,
        result=result,
        recorded_by_id=actor.membership_key,
    )
    adoption.full_clean()
    adoption.save(force_insert=True)
    audit.record("practice.adopted", adoption, actor=actor, reason=state)
    return adoption


@transaction.atomic
def update_adoption(
    adoption_id: uuid.UUID, *, state: str, changed: str, result: str, since: date | None = None, actor: Actor
) -> Adoption:
    """What became of a practice here; to stop says why. Raises DayHasNotCome."""
    rows = Adoption.objects.select_for_update(of=("self",)).filter(pk=adoption_id)
    adoption = rows.filter(organisation_id=actor.organisation_key).first()
    if adoption is None or not answers_for_an_organisation(actor):
        raise NotForYou
    _refuse_tomorrow(since)
    if since or state != adoption.state:
        adoption.since = since or clock.today()
    adoption.state, adoption.changed, adoption.result = AdoptionState(state), changed, result
    adoption.full_clean()
    adoption.save()
    audit.record("practice.adoption_changed", adoption, actor=actor, reason=state)
    return adoption


def _refuse_tomorrow(since: date | None) -> None:
    if since and since > clock.today():
        raise DayHasNotCome
