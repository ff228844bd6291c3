"""Posts, papers and groups made the way a school makes them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from khetene.accounts.models import Membership
from khetene.schoolstaff import actions
from khetene.schoolstaff.models import LearningGroup, Payment, Post, Qualification, Session
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory

SINCE = date(2026, 9, 1)


def head_of_a_school() -> Membership:
    return MembershipFactory.create(organisation=OrganisationFactory(kind="school"), role="supervisor", from_day=SINCE)


def in_post(head: Membership, **more: Any) -> Post:
    values: dict[str, Any] = {"kind": "assistant", "called": "Agnese", "valid_from": SINCE}
    return actions.add_post(**(values | more), actor=actor_of(head))


def proved(post: Post, head: Membership, **more: Any) -> Qualification:
    """The certificate of the 72-hour programme."""
    values: dict[str, Any] = {
        "fact": "completed_72_hours",
        "there": True,
        "valid_from": SINCE,
        "evidence": "Apliecība nr. 12",
        "seen_on": date(2026, 9, 2),
    }
    return actions.note_qualification(post.pk, **(values | more), actor=actor_of(head))


def has_none(post: Post, head: Membership, *facts: str) -> None:
    for fact in facts:
        proved(post, head, fact=fact, there=False, evidence="")


def paid(post: Post, head: Membership, **more: Any) -> Payment:
    values: dict[str, Any] = {"payer": "esf-8-3-2", "share": Decimal(1), "valid_from": SINCE}
    return actions.pay_from(post.pk, **(values | more), actor=actor_of(head))


def group_at(head: Membership, **more: Any) -> LearningGroup:
    values: dict[str, Any] = {"subject": "Matemātika", "first_grade": 5, "last_grade": 7, "payer": "esf-8-3-2"}
    return actions.open_group(**(values | more), actor=actor_of(head))


def met(group: LearningGroup, by: Membership, **more: Any) -> Session:
    values: dict[str, Any] = {"held_on": date(2026, 11, 3), "hours": Decimal(2), "heads": 7}
    return actions.hold_session(group.pk, **(values | more), actor=actor_of(by))
