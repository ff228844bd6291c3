"""Following a recommendation, and the letter that says that something changed."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts import reads as accounts
from khetene.accounts.mail import queue_letter
from khetene.accounts.rules import at_work
from khetene.guidance.models import Following, Statement
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def follow(statement_id: uuid.UUID, *, actor: Actor) -> Following:
    """From now on the person is told of what others do about it. Twice is once."""
    if not at_work(actor) or not Statement.objects.filter(pk=statement_id).exists():
        raise NotForYou
    now = clock.now()
    following, is_new = Following.objects.get_or_create(
        statement_id=statement_id, membership_id=actor.membership_key, defaults={"since": now, "told_until": now}
    )
    if is_new:
        audit.record("statement.followed", following, actor=actor)
    return following


@transaction.atomic
def unfollow(statement_id: uuid.UUID, *, actor: Actor) -> bool:
    """Whether it was followed until now."""
    following = Following.objects.of(actor.membership_key).filter(statement_id=statement_id).first()
    if following is None:
        return False
    audit.record("statement.followed_no_more", following, actor=actor)
    following.delete()
    return True


@transaction.atomic
def tell_followers(*, on: date) -> int:
    """One letter a day for each person, however much changed and however often this runs; how many. It names nothing."""
    rows = list(Following.objects.to_be_told(on).select_for_update(of=("self",)).order_by("pk"))
    changed = Counter(row.membership_id for row in rows)
    people = accounts.addresses_of(changed, on=on)
    told = {address.membership_id for address in people}
    Following.objects.filter(pk__in=[row.pk for row in rows if row.membership_id in told]).update(
        told_until=clock.now()
    )
    Following.objects.filter(membership__in=told).update(told_on=on)
    for address in people:
        _write(address, changed[address.membership_id])
    return len(people)


def _write(address: accounts.Address, changed: int) -> None:
    with translation.override(address.language):
        words = ngettext(
            "%(number)s recommendation that you follow has news.",
            "%(number)s recommendations that you follow have news.",
            changed,
        )
        body = "\n".join([words % {"number": changed}, "", settings.PUBLIC_ADDRESS, ""])
        subject = _("Khetene: news about what you follow")
    queue_letter(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address.email]))
