"""What somebody without an account answers by the link in their letter."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.gatherings.actions.participants import put_in_place, write_reply
from khetene.gatherings.enums import Reply, State
from khetene.gatherings.errors import NamedAlready, TooLateToAnswer
from khetene.gatherings.models import Participation
from khetene.kernel import clock
from khetene.kernel.actor import System
from khetene.kernel.errors import NotForYou


@transaction.atomic
def reply_by_link(participation_id: uuid.UUID, *, comes: bool, needs: str = "") -> Participation:
    """The holder of the link says whether they come. Raises NotForYou, TooLateToAnswer."""
    found = _row(participation_id)
    return write_reply(found, comes=comes, needs=needs, actor=_doer(found))


@transaction.atomic
def send_in_place_by_link(
    participation_id: uuid.UUID, *, name: str, email: str = "", position: str = ""
) -> Participation:
    """The holder of the link names who comes instead, once. What they write about the post is for the organiser alone.

    Raises NotForYou, TooLateToAnswer, NamedAlready.
    """
    found = _row(participation_id)
    if found.stands_in or found.reply == Reply.DECLINED:
        raise NamedAlready
    return put_in_place(found, name=name, email=email, says=position, actor=_doer(found))


def _row(participation_id: uuid.UUID) -> Participation:
    rows = Participation.objects.select_related("gathering", "seat", "represents", "territory")
    found = rows.select_for_update(of=("self",)).filter(pk=participation_id).first()
    if found is None:
        raise NotForYou
    gathering = found.gathering
    if gathering.state != State.ANNOUNCED or gathering.is_over(clock.now()):
        raise TooLateToAnswer
    return found


def _doer(found: Participation) -> System:
    return System("invitation-link", found.gathering.organisation_id)
