"""Somebody comes into a post, shows papers, is paid from somewhere, and leaves."""

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
from khetene.schoolstaff.enums import LETS
from khetene.schoolstaff.errors import (
    AlreadyPaid,
    DayHasNotCome,
    EndsBeforeItBegins,
    NameTheEvidence,
    NotQualified,
    PostHasEnded,
    UnknownPayer,
    UnknownPost,
)
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import Payment, Post, Qualification
from khetene.schoolstaff.qualification import Verdict, asked_facts, verdicts
from khetene.schoolstaff.rules import heads_a_school
from khetene.schoolstaff.staffing import PostKind


@transaction.atomic
def add_post(*, kind: str, called: str, valid_from: date, actor: Actor) -> Post:
    """Somebody is in a post from a day; from what it is paid is asked next. Raises NotForYou, UnknownPost."""
    if not heads_a_school(actor):
        raise NotForYou
    _kind(kind)
    post = Post(
        organisation_id=actor.organisation_key,
        kind=kind,
        called=called,
        valid_from=valid_from,
        added_at=clock.now(),
    )
    post.full_clean()
    post.save(force_insert=True)
    audit.record("post.added", post, actor=actor)
    return post


@transaction.atomic
def note_qualification(
    post_id: uuid.UUID,
    *,
    fact: str,
    there: bool,
    valid_from: date,
    valid_to: date | None = None,
    evidence: str = "",
    seen_on: date,
    actor: Actor,
) -> Qualification:
    """What a paper proves, or that there is none; an answer is added, the newest counts.

    Raises NotForYou, PostHasEnded, UnknownPost, NameTheEvidence, DayHasNotCome, EndsBeforeItBegins.
    """
    post = _open_post(post_id, actor)
    if fact not in {name for name, _question in asked_facts(_kind(post.kind), on=clock.today())}:
        raise UnknownPost(field="fact")
    if there and not evidence.strip():
        raise NameTheEvidence
    if seen_on > clock.today():
        raise DayHasNotCome(field="seen_on")
    _refuse_backwards(valid_from, valid_to)
    answer = Qualification(
        post=post,
        fact=fact,
        there=there,
        valid_from=valid_from,
        valid_to=valid_to,
        has_evidence=bool(evidence.strip()),
        evidence=evidence,
        seen_on=seen_on,
        by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    answer.full_clean()
    answer.save(force_insert=True)
    audit.record("qualification.noted", answer, actor=actor)
    return answer


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

    Raises NotForYou, PostHasEnded, UnknownPost, UnknownPayer, NotQualified, AlreadyPaid, EndsBeforeItBegins.
    """
    post = _open_post(post_id, actor)
    kind = _kind(post.kind)
    if kind.payer(payer) is None:
        raise UnknownPayer
    _refuse_backwards(valid_from, valid_to)
    found = next(
        row for row in verdicts(kind, post.qualifications.order_by("pk"), on=valid_from) if row.payer.id == payer
    )
    if found.standing not in LETS:
        raise NotQualified(refusal_words(found))
    others = post.payments.filter(Q(valid_to=None) | Q(valid_to__gte=valid_from))
    if valid_to:
        others = others.filter(valid_from__lte=valid_to)
    if others.exists():
        raise AlreadyPaid
    payment = Payment(
        post=post,
        payer=payer,
        share=share,
        valid_from=valid_from,
        valid_to=valid_to,
        by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    payment.full_clean()
    payment.save(force_insert=True)
    audit.record("post.paid", payment, actor=actor)
    return payment


def refusal_words(found: Verdict) -> str:
    """What is missing or would make it possible, with the source of the rule."""
    said = {"payer": str(found.payer.title), "source": found.payer.source}
    if found.missing:
        asked = {"asked": " ".join(found.missing)}
        return _("%(payer)s: first note what the papers say. %(asked)s (%(source)s)") % (said | asked)
    ways = {"ways": " ".join(found.ways)}
    return _("%(payer)s does not pay this yet. What would make it possible: %(ways)s (%(source)s)") % (said | ways)


@transaction.atomic
def end_post(post_id: uuid.UUID, *, valid_to: date, actor: Actor) -> Post:
    """The last day in the post; payments end with it. Raises NotForYou, PostHasEnded, EndsBeforeItBegins."""
    post = _open_post(post_id, actor)
    _refuse_backwards(post.valid_from, valid_to)
    if post.payments.filter(valid_from__gt=valid_to).exists():
        raise EndsBeforeItBegins
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    post.payments.filter(Q(valid_to=None) | Q(valid_to__gt=valid_to)).update(valid_to=valid_to)
    audit.record("post.ended", post, actor=actor)
    return post


def _kind(kind: str) -> PostKind:
    staffing = current()
    found = staffing.post(kind) if staffing else None
    if found is None:
        raise UnknownPost
    return found


def _open_post(post_id: uuid.UUID, actor: Actor) -> Post:
    post = Post.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=post_id).first()
    if post is None or not heads_a_school(actor):
        raise NotForYou
    if post.valid_to is not None:
        raise PostHasEnded
    return post


def _refuse_backwards(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise EndsBeforeItBegins
