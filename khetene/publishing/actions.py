"""Publishing an edition: what the coordinator saw, and nothing else, leaves for good."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.publishing.errors import CorrectionNeedsReason, NothingToCorrect, NumbersMoved, PublishedMeanwhile
from khetene.publishing.making import draft_of
from khetene.publishing.models import Edition
from khetene.publishing.reads import period_of, shown_alike
from khetene.publishing.rules import makes_editions


def publish(data_set: str, period: str, *, seen: str, reason: str = "", actor: Actor) -> Edition:
    """Publish the table whose preview had the digest `seen`; from the second edition on it is a correction with a reason.

    Raises NoSuchPeriod, NumbersMoved, CorrectionNeedsReason, NothingToCorrect, WouldUnlock, PublishedMeanwhile, NotForYou.
    """
    if not makes_editions(actor):
        raise NotForYou
    try:
        with transaction.atomic():
            return _publish(data_set, period, seen, reason.strip(), actor)
    except IntegrityError as problem:
        raise PublishedMeanwhile from problem


def _publish(data_set: str, period: str, seen: str, reason: str, actor: Actor) -> Edition:
    found, span = period_of(data_set, period)
    draft = draft_of(found, span)
    if draft.digest != seen:
        raise NumbersMoved
    if draft.number > 1:
        if shown_alike(draft):
            raise NothingToCorrect
        if not reason:
            raise CorrectionNeedsReason
    edition = Edition(
        data_set=found.id,
        period=span.code,
        number=draft.number,
        reason=reason if draft.number > 1 else "",
        content=draft.content,
        release=draft.release,
        digest=draft.digest,
        published_at=clock.now(),
        published_by_id=actor.membership_key,
    )
    edition.full_clean(validate_unique=False, validate_constraints=False)
    edition.save(force_insert=True)
    audit.record("edition.corrected" if draft.number > 1 else "edition.published", edition, actor=actor)
    return edition
