"""Posts of the own school for its head: who, from what they are paid, and what the rule says today."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Prefetch, When

from khetene.directory import reads as directory
from khetene.eligibility.programmes import RuleSet
from khetene.facts.reads import words
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.programmes import rulebook
from khetene.schoolstaff.enums import LETS
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import Payment, Post, PostQuerySet, Qualification
from khetene.schoolstaff.qualification import Verdict, asked_facts, verdicts
from khetene.schoolstaff.rules import heads_a_school
from khetene.schoolstaff.staffing import PostKind, Staffing

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """`valid_to` is not later than the last day of the post. `taken_back`: noted by mistake, counts no more."""

    id: uuid.UUID
    payer: str
    title: str
    share: Decimal
    valid_from: date
    valid_to: date | None
    holds: bool
    taken_back: bool
    by: str
    noted_on: date


@dataclass(frozen=True, slots=True)
class AnswerRow:
    question: str
    there: bool
    valid_from: date
    valid_to: date | None
    evidence: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class PostRow:
    """`paid`: from what today. `lost`: it is paid from where the rule does not hold any more."""

    id: uuid.UUID
    kind: str
    title: str
    called: str
    valid_from: date
    valid_to: date | None
    is_over: bool
    paid: list[PaymentRow]
    lost: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """Another service that helps where the rule keeps somebody out of the post."""

    programme: str
    title: str
    summary: str
    services: list[directory.ServiceRow]


@dataclass(frozen=True, slots=True)
class PostPage:
    row: PostRow
    verdicts: list[Verdict]
    answers: list[AnswerRow]
    payments: list[PaymentRow]
    asks_papers: bool
    instead: Instead | None


def _staffing() -> Staffing:
    found = current()
    if found is None:
        raise NotForYou
    return found


def _mine(actor: Actor) -> PostQuerySet:
    if not heads_a_school(actor):
        raise NotForYou
    return Post.objects.visible_to(actor).prefetch_related(
        Prefetch("payments", Payment.objects.select_related("by__user").order_by("valid_from", "pk")),
        Prefetch("qualifications", Qualification.objects.order_by("noted_at", "pk")),
    )


def posts(*, actor: Actor) -> PostQuerySet:
    """Those who are there first, then those who left. Raises NotForYou."""
    left = Case(When(valid_to__lt=clock.today(), then=1), default=0)
    return _mine(actor).annotate(left=left).order_by("left", "-valid_from", "pk")


def post_rows(rows: Iterable[Post]) -> list[PostRow]:
    """A page of them: two queries beside the country data and the rules."""
    staffing, rules = _staffing(), rulebook.current()[1]
    return [_row(post, staffing, rules) for post in rows]


def _row(post: Post, staffing: Staffing, rules: RuleSet) -> PostRow:
    kind = staffing.post(post.kind)
    today = clock.today()
    paid = [row for row in _payments(post, kind) if row.holds]
    payers = {row.payer for row in paid}
    lost = kind is not None and any(
        verdict.payer.id in payers and verdict.standing not in LETS
        for verdict in verdicts(kind, post.qualifications.all(), on=today, rules=rules)
    )
    title = str(kind.title) if kind else post.kind
    over = post.is_over_on(today)
    return PostRow(post.pk, post.kind, title, post.called, post.valid_from, post.valid_to, over, paid, lost)


def _payments(post: Post, kind: PostKind | None) -> list[PaymentRow]:
    names = {payer.id: str(payer.title) for payer in kind.payers} if kind else {}
    return [_payment(row, post.valid_to, names.get(row.payer, row.payer)) for row in post.payments.all()]


def _payment(row: Payment, ends: date | None, title: str) -> PaymentRow:
    last = min((day for day in (row.valid_to, ends) if day), default=None)
    taken_back, today = row.taken_back_on is not None, clock.today()
    holds = not taken_back and row.valid_from <= today and (last is None or last >= today)
    by, noted_on = row.by.user.name, clock.day_of(row.noted_at)
    return PaymentRow(row.pk, row.payer, title, row.share, row.valid_from, last, holds, taken_back, by, noted_on)


def payment_of_post(payment_id: uuid.UUID, *, actor: Actor) -> tuple[PostPage, PaymentRow]:
    """A payment that counts, with the page of its post. Raises NotForYou."""
    key = Payment.objects.that_count().filter(pk=payment_id).values_list("post_id", flat=True).first()
    if key is None:
        raise NotForYou
    page = post_page(key, actor=actor)
    return page, next(row for row in page.payments if row.id == payment_id)


def post_page(post_id: uuid.UUID, *, actor: Actor) -> PostPage:
    """One post with its papers and what each payer's rule says today. Raises NotForYou."""
    post = _mine(actor).filter(pk=post_id).first()
    staffing = _staffing()
    kind = staffing.post(post.kind) if post else None
    if post is None or kind is None:
        raise NotForYou
    asked = dict(asked_facts(kind, on=clock.today()))
    rules = rulebook.current()[1]
    found = verdicts(kind, post.qualifications.all(), on=clock.today(), rules=rules)
    blocked = any(verdict.standing not in LETS for verdict in found)
    return PostPage(
        row=_row(post, staffing, rules),
        verdicts=found,
        answers=[
            AnswerRow(asked.get(row.fact, row.fact), row.there, row.valid_from, row.valid_to, row.evidence, row.seen_on)
            for row in reversed(post.qualifications.all())
        ],
        payments=_payments(post, kind),
        asks_papers=bool(asked),
        instead=_instead(kind.instead) if blocked and kind.instead else None,
    )


def _instead(programme_id: str) -> Instead:
    programme: Any = programmes.programme(programme_id)
    services = directory.services_for_programme(programme_id)
    title, summary = (str(words(text)) for text in (programme.title, programme.summary))
    return Instead(programme_id, title, summary, services)


def post_kinds() -> Choices:
    return [(post.id, str(post.title)) for post in _staffing().posts]


def payer_choices(kind: str) -> Choices:
    found = _staffing().post(kind)
    return [(payer.id, str(payer.title)) for payer in found.payers] if found else []


def questions(kind: str) -> Choices:
    """What the rules of a kind of post ask about, as choices of a form."""
    found = _staffing().post(kind)
    return asked_facts(found, on=clock.today()) if found else []


def open_posts(*, actor: Actor) -> Choices:
    """Who can lead a group; for the head alone. Raises NotForYou."""
    if not heads_a_school(actor):
        raise NotForYou
    names = dict(post_kinds())
    rows = Post.objects.visible_to(actor).open_on(clock.today()).order_by("valid_from", "pk")
    return [(str(row.pk), f"{row.called}, {names.get(row.kind, row.kind)}") for row in rows]
