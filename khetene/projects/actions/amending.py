"""An amendment: prepared change by change, then agreed as a whole. Nothing of it holds before; nothing is lost after."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Sum

from khetene.files import storing
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.projects.actions._shared import agreed
from khetene.projects.actions.changes import apply, checked, from_form
from khetene.projects.amending import (
    AMENDED,
    FIELDS,
    HEAD,
    LINE,
    PLACES,
    Change,
    Kind,
    changes_in,
    conflicts_of,
    current,
    name_of,
    plain,
    total_of,
)
from khetene.projects.errors import (
    AgreedInTheFuture,
    AmendedMeanwhile,
    AmendmentChangesSomething,
    AttachTheDocument,
    ChangedMeanwhile,
    EarlierThanTheLast,
    NameTheDocument,
    SumIsNotTheGrant,
    UsedElsewhere,
)
from khetene.projects.models import Amendment, Phase, PhaseDocument, PreparedAmendment

NOTHING = Decimal(0)


@transaction.atomic
def begin_amendment(phase_id: uuid.UUID, *, words: str, actor: Actor) -> PreparedAmendment:
    """An amendment to be written, with its reason. Raises AmendmentChangesSomething, NotAgreedYet."""
    phase = agreed(phase_id, actor)
    if not words.strip():
        raise AmendmentChangesSomething
    prepared = PreparedAmendment(phase=phase, words=words.strip(), begun_at=clock.now())
    prepared.full_clean()
    prepared.save(force_insert=True)
    audit.record("amendment.begun", prepared, actor=actor)
    return prepared


@transaction.atomic
def write_reason(prepared_id: uuid.UUID, *, words: str, seen: str, actor: Actor) -> PreparedAmendment:
    """Raises AmendmentChangesSomething, ChangedMeanwhile when the reason that was on the screen is not the one that stands."""
    prepared = _prepared(prepared_id, actor)
    if not words.strip():
        raise AmendmentChangesSomething
    if prepared.words not in (seen, words.strip()):
        raise ChangedMeanwhile
    prepared.words = words.strip()
    return _saved(prepared, actor)


@transaction.atomic
def write_change(
    prepared_id: uuid.UUID,
    part: str,
    values: Mapping[str, Any],
    *,
    key: uuid.UUID | None = None,
    seen: str = "",
    actor: Actor,
) -> PreparedAmendment:
    """What the amendment changes of one thing, or a thing that it adds; as it was before, it is no change.

    Raises ChangedMeanwhile when somebody saved this change after `seen`, NotOfThisPhase, ValidationError.
    """
    prepared = _prepared(prepared_id, actor)
    if part not in AMENDED or (key is None and not AMENDED[part].is_added):
        raise NotForYou
    after = from_form(part, values)
    if key is None:
        change = Change(part, str(new_key()), Kind.ADDED, name_of(part, after), {}, after)
    else:
        change = _rewritten(prepared, part, str(key), after, seen)
    checked(prepared, change)
    _put(prepared, change)
    return _saved(prepared, actor)


def _rewritten(prepared: PreparedAmendment, part: str, key: str, after: dict[str, Any], seen: str) -> Change:
    old = _refuse_unseen(prepared, part, key, seen)
    if old is not None and old.kind == Kind.ADDED:
        return Change(part, key, Kind.ADDED, name_of(part, after), {}, after)
    now = current(prepared.phase, part, key)
    differs = [name for name in FIELDS[part] if name in after and after[name] != now[name]]
    name = "" if part in (HEAD, PLACES) else name_of(part, now)
    return Change(
        part, key, Kind.CHANGED, name, {one: now[one] for one in differs}, {one: after[one] for one in differs}
    )


@transaction.atomic
def drop(prepared_id: uuid.UUID, part: str, key: uuid.UUID, *, seen: str = "", actor: Actor) -> PreparedAmendment:
    """The thing is not planned any more. A closed line keeps what is spent. Raises ChangedMeanwhile."""
    prepared = _prepared(prepared_id, actor)
    if part not in AMENDED or not AMENDED[part].is_added:
        raise NotForYou
    old = _refuse_unseen(prepared, part, str(key), seen)
    if old is not None and old.kind == Kind.ADDED:
        raise NotForYou
    now = current(prepared.phase, part, str(key))
    _put(prepared, Change(part, str(key), Kind.DROPPED, name_of(part, now), now, {}))
    return _saved(prepared, actor)


@transaction.atomic
def take_change_back(
    prepared_id: uuid.UUID, part: str, key: uuid.UUID, *, seen: str, actor: Actor
) -> PreparedAmendment:
    """The thing stays as it was planned. Raises ChangedMeanwhile, UsedElsewhere."""
    prepared = _prepared(prepared_id, actor)
    old = _refuse_unseen(prepared, part, str(key), seen)
    if old is None:
        raise NotForYou
    kept = [one for one in changes_in(prepared.changes) if one.thing != old.thing]
    if old.kind == Kind.ADDED and any(_hangs_on(one, old.key) for one in kept):
        raise UsedElsewhere
    prepared.changes = [one.as_dict() for one in kept]
    return _saved(prepared, actor)


@transaction.atomic
def discard_amendment(prepared_id: uuid.UUID, *, actor: Actor) -> None:
    """It comes to nothing; what is agreed already never does."""
    prepared = _prepared(prepared_id, actor)
    audit.record("amendment.discarded", prepared, actor=actor)
    prepared.delete()


@transaction.atomic
def agree_amendment(
    prepared_id: uuid.UUID, *, agreed_on: date, document: str, file: storing.Given | None, actor: Actor
) -> Amendment:
    """From now on the plan is as amended, numbered by itself, with the signed document beside it. All of it or nothing.

    Raises NameTheDocument, AttachTheDocument, AgreedInTheFuture, EarlierThanTheLast, AmendedMeanwhile, SumIsNotTheGrant,
    ValidationError.
    """
    prepared = _prepared(prepared_id, actor)
    phase, changes = prepared.phase, changes_in(prepared.changes)
    earlier = list(phase.amendments.order_by("number"))
    _refuse_incomplete(document, file, agreed_on, [phase.agreed_on, *(one.agreed_on for one in earlier)])
    if conflicts := conflicts_of(phase, earlier, changes):
        raise AmendedMeanwhile(list(conflicts.values()))
    before = _difference(phase, total_of(phase, earlier))
    head = next((one.after for one in changes if one.part == HEAD), {})
    applied = [apply(phase, one) for one in sorted(changes, key=lambda one: list(FIELDS).index(one.part))]
    amendment = Amendment(
        phase=phase,
        number=(phase.amendments.aggregate(newest=Max("number"))["newest"] or 0) + 1,
        agreed_on=agreed_on,
        words=prepared.words,
        document=document.strip(),
        changes=[one.as_dict() for one in applied],
        noted_at=clock.now(),
        **{f"new_{name}": value for name, value in plain(HEAD, head).items()},
    )
    amendment.full_clean()
    amendment.save(force_insert=True)
    _refuse_broken_sum(phase, changes, before, _difference(phase, total_of(phase, [*earlier, amendment])))
    assert file is not None
    storing.store(PhaseDocument(phase=phase, amendment=amendment, words=document.strip()), file, actor=actor)
    prepared.delete()
    audit.record("phase.amended", amendment, actor=actor)
    return amendment


def _refuse_incomplete(
    document: str, file: storing.Given | None, agreed_on: date, days_before: list[date | None]
) -> None:
    if not document.strip():
        raise NameTheDocument
    if file is None:
        raise AttachTheDocument
    if agreed_on > clock.today():
        raise AgreedInTheFuture
    if any(day and day > agreed_on for day in days_before):
        raise EarlierThanTheLast


def _difference(phase: Phase, total: Decimal | None) -> Decimal | None:
    """What of the grant stands in no line; None where no grant or no line is known."""
    planned = phase.lines.aggregate(sum=Sum("planned"))["sum"]
    return None if total is None or planned is None else total - planned


def _refuse_broken_sum(phase: Phase, changes: list[Change], before: Decimal | None, after: Decimal | None) -> None:
    """Lines are the grant to the cent. Of a recorded phase whose lines were never whole, nobody can ask that."""
    if not any(one.part == LINE or (one.part == HEAD and "total" in one.after) for one in changes):
        return
    if after and (phase.is_written_here or before == NOTHING):
        raise SumIsNotTheGrant(after)


def _refuse_unseen(prepared: PreparedAmendment, part: str, key: str, seen: str) -> Change | None:
    old = next((one for one in changes_in(prepared.changes) if one.thing == (part, key)), None)
    if (old.digest if old else "") != seen:
        raise ChangedMeanwhile
    return old


def _hangs_on(change: Change, key: str) -> bool:
    return key in (change.after.get("activity_id"), *change.after.get("goals", ()))


def _put(prepared: PreparedAmendment, change: Change) -> None:
    """In the place of an earlier change of the same thing; one that changes nothing goes."""
    changes = changes_in(prepared.changes)
    there = [one.thing for one in changes]
    if change.thing in there:
        changes[there.index(change.thing)] = change
    else:
        changes.append(change)
    kept = [one for one in changes if one.after or one.kind == Kind.DROPPED]
    prepared.changes = [one.as_dict() for one in kept]


def _saved(prepared: PreparedAmendment, actor: Actor) -> PreparedAmendment:
    prepared.full_clean()
    prepared.save()
    audit.record("amendment.written", prepared, actor=actor)
    return prepared


def _prepared(prepared_id: uuid.UUID, actor: Actor) -> PreparedAmendment:
    """Its phase is locked with it: amendments of one phase come one after the other."""
    key = PreparedAmendment.objects.filter(pk=prepared_id).values_list("phase_id", flat=True).first()
    if key is None:
        raise NotForYou
    phase = agreed(key, actor)
    prepared = PreparedAmendment.objects.filter(pk=prepared_id).first()
    if prepared is None:
        raise NotForYou
    prepared.phase = phase
    return prepared
