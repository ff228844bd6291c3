"""Noting contacts, and correcting them without altering what was written."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from khetene.cases import actions as cases
from khetene.cases import reads as case_reads
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.errors import AlreadyCorrected, ContactInTheFuture
from khetene.mediation.models import Contact

_KEPT = (
    "happened_at", "place", "territory_id", "minutes", "started_by", "topics", "actions", "languages", "result", "institution_id",
    "words", "next_step", "next_step_on", "next_step_done", "case_id",
)  # fmt: skip


@transaction.atomic
def note_contact(
    *,
    happened_at: datetime,
    place: str,
    territory_id: uuid.UUID,
    minutes: int,
    started_by: str,
    topics: Sequence[str],
    actions: Sequence[str],
    result: str,
    languages: Sequence[str] = (),
    institution_id: uuid.UUID | None = None,
    words: str = "",
    next_step: str = "",
    next_step_on: date | None = None,
    case_id: uuid.UUID | None = None,
    actor: Actor,
) -> Contact:
    """Note a contact, with or without a case. Raises ContactInTheFuture, NotForYou for a case one may not open."""
    contact = Contact(
        happened_at=happened_at,
        place=place,
        territory_id=territory_id,
        minutes=minutes,
        started_by=started_by,
        topics=list(topics),
        actions=list(actions),
        languages=list(languages),
        result=result,
        institution_id=institution_id,
        words=words,
        next_step=next_step,
        next_step_on=next_step_on,
        case_id=case_id,
    )
    return _save(contact, "contact.noted", actor)


@transaction.atomic
def correct_contact(contact_id: uuid.UUID, *, reason: str, changes: dict[str, Any], actor: Actor) -> Contact:
    """Add a corrected version beside the old one. Raises NotForYou, AlreadyCorrected."""
    old = Contact.objects.visible_to(actor).filter(pk=contact_id).first()
    if old is None:
        raise NotForYou
    if Contact.objects.filter(corrects=old).exists():
        raise AlreadyCorrected
    values = {name: getattr(old, name) for name in _KEPT} | changes
    return _save(Contact(corrects=old, correction_reason=reason, **values), "contact.corrected", actor)


@transaction.atomic
def settle_next_step(contact_id: uuid.UUID, *, actor: Actor) -> Contact:
    """The next step that was noted is done."""
    contact = Contact.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=contact_id).first()
    if contact is None:
        raise NotForYou
    contact.next_step_done = contact.next_step_done or clock.today()
    contact.save(update_fields=["next_step_done"])
    audit.record("contact.next_step_done", contact, actor=actor, case=contact.case_id)
    return contact


def _save(contact: Contact, verb: str, actor: Actor) -> Contact:
    if contact.happened_at > clock.now():
        raise ContactInTheFuture
    if contact.case_id and not case_reads.may_open(contact.case_id, actor=actor):
        raise NotForYou
    contact.happened_on = contact.happened_at.astimezone(clock.HOME).date()
    contact.organisation_id, contact.membership_id = actor.organisation_key, actor.membership_key
    contact.noted_at = clock.now()
    contact.full_clean(exclude=["topics", "actions", "languages"])
    contact.save(force_insert=True)
    if contact.case_id:
        cases.touch(contact.case_id, actor=actor)
    audit.record(verb, contact, actor=actor, case=contact.case_id)
    return contact
