"""Somebody comes into a post, shows papers, and leaves; what was mistyped is put right."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import short_day
from khetene.schoolstaff.errors import (
    DayHasNotCome,
    EndsBeforeItBegins,
    NameTheEvidence,
    PaymentBeginsLater,
    PostGoesOn,
    PostHasEnded,
    UnknownPost,
)
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import Post, Qualification
from khetene.schoolstaff.qualification import asked_facts
from khetene.schoolstaff.rules import heads_a_school
from khetene.schoolstaff.staffing import PostKind


@transaction.atomic
def add_post(*, kind: str, called: str, valid_from: date, actor: Actor) -> Post:
    """Somebody is in a post from a day; from what it is paid is asked next. Raises NotForYou, UnknownPost."""
    if not heads_a_school(actor):
        raise NotForYou
    kind_of(kind)
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
    post = open_post(post_id, actor)
    if fact not in {name for name, _question in asked_facts(kind_of(post.kind), on=clock.today())}:
        raise UnknownPost(field="fact")
    if there and not evidence.strip():
        raise NameTheEvidence
    if seen_on > clock.today():
        raise DayHasNotCome(field="seen_on")
    refuse_backwards(valid_from, valid_to)
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
def correct_post(post_id: uuid.UUID, *, called: str, valid_from: date, actor: Actor) -> Post:
    """Who is in it and since when, where that was mistyped. Raises NotForYou, EndsBeforeItBegins."""
    post = own_post(post_id, actor)
    if post.valid_to is not None and post.valid_to < valid_from:
        raise EndsBeforeItBegins(field="valid_from")
    post.called, post.valid_from = called, valid_from
    post.full_clean()
    post.save(update_fields=["called", "valid_from"])
    audit.record("post.corrected", post, actor=actor)
    return post


@transaction.atomic
def end_post(post_id: uuid.UUID, *, valid_to: date, actor: Actor) -> Post:
    """The last day in the post, also another one while it has not passed; whoever pays, pays no longer than that.

    Raises NotForYou, PostHasEnded, EndsBeforeItBegins, PaymentBeginsLater.
    """
    post = open_post(post_id, actor)
    refuse_backwards(post.valid_from, valid_to)
    _refuse_later_payments(post, valid_to)
    post.valid_to = valid_to
    post.save(update_fields=["valid_to"])
    audit.record("post.ended", post, actor=actor)
    return post


def _refuse_later_payments(post: Post, last: date) -> None:
    """What was noted as paid after the last day is decided first; nothing goes in silence."""
    later = post.payments.that_count().filter(valid_from__gt=last).order_by("-valid_from").first()
    if later is not None:
        day = short_day(later.valid_from)
        raise PaymentBeginsLater(
            _("Somebody pays this post from %(day)s on. Take that payment back first, or write a later last day.")
            % {"day": day}
        )


@transaction.atomic
def take_back_end(post_id: uuid.UUID, *, actor: Actor) -> Post:
    """The last day was noted by mistake: the post goes on. Raises NotForYou, PostGoesOn."""
    post = own_post(post_id, actor)
    if post.valid_to is None:
        raise PostGoesOn
    post.valid_to = None
    post.save(update_fields=["valid_to"])
    audit.record("post.end_taken_back", post, actor=actor)
    return post


def kind_of(kind: str) -> PostKind:
    """What the country data say about a kind of post. Raises UnknownPost."""
    staffing = current()
    found = staffing.post(kind) if staffing else None
    if found is None:
        raise UnknownPost
    return found


def own_post(post_id: uuid.UUID, actor: Actor) -> Post:
    """A post of the own school, locked. Raises NotForYou."""
    post = Post.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=post_id).first()
    if post is None or not heads_a_school(actor):
        raise NotForYou
    return post


def open_post(post_id: uuid.UUID, actor: Actor) -> Post:
    """The same, where the last day has not passed. Raises NotForYou, PostHasEnded."""
    post = own_post(post_id, actor)
    if post.is_over_on(clock.today()):
        raise PostHasEnded
    return post


def refuse_backwards(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise EndsBeforeItBegins
