"""Mediators' posts: who held them, and when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from khetene.accounts.enums import Role
from khetene.accounts.models import Membership
from khetene.kernel.alphabet import in_alphabet


@dataclass(frozen=True, slots=True)
class Post:
    membership_id: uuid.UUID
    name: str
    organisation: str


def mediators_between(first: date, last: date) -> list[Post]:
    """Mediators' posts that were held on some day from `first` to `last`, by organisation and name."""
    held = Membership.objects.filter(role=Role.MEDIATOR, from_day__lte=last)
    held = held.filter(Q(to_day=None) | Q(to_day__gte=first), Q(removed_on=None) | Q(removed_on__gt=first))
    rows = held.select_related("user", "organisation").order_by("pk")
    posts = [Post(row.pk, row.user.name, row.organisation.name) for row in rows]
    return sorted(posts, key=lambda post: (in_alphabet(post.organisation), in_alphabet(post.name)))


def post_of(membership_id: uuid.UUID) -> Post | None:
    """Who works there and for whom."""
    rows = Membership.objects.filter(pk=membership_id).select_related("user", "organisation").order_by("pk")
    return next((Post(row.pk, row.user.name, row.organisation.name) for row in rows), None)


def is_mediators_post(membership_id: uuid.UUID) -> bool:
    """Whether somebody works, worked or will work there as a mediator."""
    return Membership.objects.filter(pk=membership_id, role=Role.MEDIATOR).exists()


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A mediator's post and the days on which it was held; who held it is not said."""

    organisation_id: uuid.UUID
    first: date
    last: date | None

    def held_between(self, first: date, last: date) -> bool:
        return self.first <= last and (self.last is None or self.last >= first)


def mediator_posts() -> list[HeldPost]:
    """Every post of a mediator that ever was, the same as `mediators_between` counts, in one query."""
    rows = Membership.objects.filter(role=Role.MEDIATOR).order_by("from_day", "pk")
    return [HeldPost(row.organisation_id, row.from_day, row.last_day) for row in rows]
