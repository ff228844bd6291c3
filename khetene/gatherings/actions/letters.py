"""Writing to participants, and what a person decides about letters that did not arrive for sure."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.gatherings.actions.planning import locked
from khetene.gatherings.enums import State
from khetene.gatherings.errors import AnnounceFirst, NobodyToWriteTo
from khetene.gatherings.models import Letter
from khetene.gatherings.post import send_letters
from khetene.gatherings.queue import queue_invitations
from khetene.gatherings.rules import holds
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou

OPEN_TO_DECISION = (LetterState.UNSURE, LetterState.REFUSED)


@transaction.atomic
def send_invitations(gathering_id: uuid.UUID, *, actor: Actor) -> int:
    """Write to everybody on the list who was not written to: how many. Raises AnnounceFirst, NobodyToWriteTo."""
    gathering = locked(gathering_id, actor)
    if gathering.state != State.ANNOUNCED:
        raise AnnounceFirst
    queued = queue_invitations(gathering)
    if not queued:
        raise NobodyToWriteTo
    audit.record("invitations.sent", gathering, actor=actor)
    return queued


@transaction.atomic
def send_again(letter_id: uuid.UUID, *, actor: Actor) -> Letter:
    """A person decided that a letter is to go once more, to the address as it is now."""
    letter = _undecided(letter_id, actor)
    letter.state, letter.tries, letter.moved_at = LetterState.WAITING, 0, clock.now()
    letter.save(update_fields=["state", "tries", "moved_at"])
    audit.record("letter.sent_again", letter, actor=actor)
    transaction.on_commit(send_letters.enqueue)
    return letter


@transaction.atomic
def note_as_arrived(letter_id: uuid.UUID, *, actor: Actor) -> Letter:
    """It arrived, or the person was told in another way."""
    letter = _undecided(letter_id, actor)
    letter.state, letter.moved_at = LetterState.SENT, clock.now()
    letter.save(update_fields=["state", "moved_at"])
    audit.record("letter.arrived", letter, actor=actor)
    return letter


def _undecided(letter_id: uuid.UUID, actor: Actor) -> Letter:
    letters = Letter.objects.select_related("participation__gathering").select_for_update(of=("self",))
    found = letters.filter(pk=letter_id, state__in=OPEN_TO_DECISION).first()
    if found is None or not holds(actor, found.participation.gathering):
        raise NotForYou
    return found
