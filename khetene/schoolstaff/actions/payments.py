"""From what a post is paid: noted, ended, put right, or taken back. At one time one source pays."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.schoolstaff.actions.posts import kind_of, open_post, own_post, refuse_backwards
from khetene.schoolstaff.enums import LETS
from khetene.schoolstaff.errors import AlreadyPaid, NotQualified, PaidAfterTheEnd, UnknownPayer
from khetene.schoolstaff.models import Payment, Post
from khetene.schoolstaff.qualification import Verdict, verdicts


@transaction.atomic
def pay_from(
    post_id: uuid.UUID,
    *,
    payer: str,
    share: Decimal,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
) -> Payment:
    """The post is paid from somewhere from a day; the payer's rule is asked for that day.

    Raises NotForYou, PostHasEnded, UnknownPost, UnknownPayer, NotQualified, AlreadyPaid, EndsBeforeItBegins, PaidAfterTheEnd.
    """
    payment = _new(open_post(post_id, actor), payer, share, valid_from, valid_to, actor)
    audit.record("post.paid", payment, actor=actor)
    return payment


@transaction.atomic
def end_payment(payment_id: uuid.UUID, *, valid_to: date, actor: Actor) -> Payment:
    """The last day on which this source pays; after it another one can.

    Raises NotForYou, EndsBeforeItBegins, AlreadyPaid, PaidAfterTheEnd.
    """
    payment = _counting(payment_id, actor)
    refuse_backwards(payment.valid_from, valid_to)
    _refuse_after_the_end(payment.post, payment.valid_from, valid_to)
    _refuse_two_payers(payment.post, payment.valid_from, valid_to, besides=payment)
    payment.valid_to = valid_to
    payment.full_clean()
    payment.save(update_fields=["valid_to"])
    audit.record("payment.ended", payment, actor=actor)
    return payment


@transaction.atomic
def correct_payment(
    payment_id: uuid.UUID,
    *,
    payer: str,
    share: Decimal,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
) -> Payment:
    """What was noted wrongly is taken back and stays to be seen; the right one stands instead of it.

    Raises NotForYou, UnknownPost, UnknownPayer, NotQualified, AlreadyPaid, EndsBeforeItBegins, PaidAfterTheEnd.
    """
    wrong = _counting(payment_id, actor)
    _take_back(wrong)
    payment = _new(wrong.post, payer, share, valid_from, valid_to, actor)
    audit.record("payment.corrected", payment, actor=actor)
    return payment


@transaction.atomic
def take_back_payment(payment_id: uuid.UUID, *, actor: Actor) -> Payment:
    """Nobody paid this; it stays to be seen and counts no more. Raises NotForYou."""
    payment = _counting(payment_id, actor)
    _take_back(payment)
    audit.record("payment.taken_back", payment, actor=actor)
    return payment


def _counting(payment_id: uuid.UUID, actor: Actor) -> Payment:
    """A payment of a post of the own school; what happens to the payments of one post happens one after the other."""
    rows = Payment.objects.that_count()
    key = rows.filter(pk=payment_id).values_list("post_id", flat=True).first()
    if key is None:
        raise NotForYou
    post = own_post(key, actor)
    payment = rows.filter(pk=payment_id).first()
    if payment is None:
        raise NotForYou
    payment.post = post
    return payment


def _take_back(payment: Payment) -> None:
    payment.taken_back_on = clock.today()
    payment.save(update_fields=["taken_back_on"])


def _new(post: Post, payer: str, share: Decimal, first: date, last: date | None, actor: Actor) -> Payment:
    kind = kind_of(post.kind)
    if kind.payer(payer) is None:
        raise UnknownPayer
    refuse_backwards(first, last)
    _refuse_after_the_end(post, first, last)
    answers = post.qualifications.order_by("pk")
    found = next(row for row in verdicts(kind, answers, on=first) if row.payer.id == payer)
    if found.standing not in LETS:
        raise NotQualified(refusal_words(found))
    _refuse_two_payers(post, first, last)
    payment = Payment(
        post=post,
        payer=payer,
        share=share,
        valid_from=first,
        valid_to=last,
        by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    payment.full_clean()
    payment.save(force_insert=True)
    return payment


def _refuse_after_the_end(post: Post, first: date, last: date | None) -> None:
    """A payment without a last day ends with its post."""
    if post.valid_to is None:
        return
    if first > post.valid_to:
        raise PaidAfterTheEnd(field="valid_from")
    if last is not None and last > post.valid_to:
        raise PaidAfterTheEnd


def _refuse_two_payers(post: Post, first: date, last: date | None, *, besides: Payment | None = None) -> None:
    others = post.payments.that_count().filter(Q(valid_to=None) | Q(valid_to__gte=first))
    if last is not None:
        others = others.filter(valid_from__lte=last)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise AlreadyPaid(field="valid_from" if besides is None else "valid_to")


def refusal_words(found: Verdict) -> str:
    """What is missing or would make it possible, with the source of the rule."""
    said = {"payer": str(found.payer.title), "source": found.payer.source}
    if found.missing:
        asked = {"asked": " ".join(found.missing)}
        return _("%(payer)s: first note what the papers say. %(asked)s (%(source)s)") % (said | asked)
    ways = {"ways": " ".join(found.ways)}
    return _("%(payer)s does not pay this yet. What would make it possible: %(ways)s (%(source)s)") % (said | ways)
