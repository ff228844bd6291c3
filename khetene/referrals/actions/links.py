"""The one-purpose link for an office without an account: a random token of which only the digest is kept."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.links import digest_of, new_token
from khetene.referrals.actions._steps import locked, refuse_unless_sender
from khetene.referrals.enums import WAITS_FOR_RECIPIENT, State, Way
from khetene.referrals.errors import LinkIsOver, StepNotPossible
from khetene.referrals.models import AnswerLink

LINK_DAYS = timedelta(days=14)


@transaction.atomic
def make_answer_link(referral_id: uuid.UUID, *, actor: Actor) -> str:
    """A fresh token for an office without an account; earlier ones stop working. It is told once and never kept."""
    referral = locked(referral_id)
    refuse_unless_sender(referral, actor)
    if referral.way != Way.LINK or referral.state not in WAITS_FOR_RECIPIENT:
        raise StepNotPossible
    AnswerLink.objects.filter(referral=referral).update(withdrawn=True)
    token = new_token()
    link = AnswerLink.objects.create(
        referral=referral, digest=digest_of(token), made_at=clock.now(), valid_to=clock.today() + LINK_DAYS
    )
    audit.record("referral.link_made", link, actor=actor, case=referral.case_id)
    return token


def link_for(token: str) -> AnswerLink:
    """The link behind a token. Raises LinkIsOver."""
    link = AnswerLink.objects.select_related("referral").filter(digest=digest_of(token), withdrawn=False).first()
    if link is None or link.valid_to < clock.today() or link.referral.state == State.WITHDRAWN:
        raise LinkIsOver
    return link
