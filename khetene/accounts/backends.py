"""Who is signed in, by the key in the session: asked with every page, together with where they work."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from khetene.accounts import reads
from khetene.accounts.models import Membership, User
from khetene.kernel import clock

WORKS = "_works_today"


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: Any) -> User | None:
        user, memberships = reads.person_at_work(uuid.UUID(str(user_id)), on=clock.today())
        if user is None or not self.user_can_authenticate(user):
            return None
        setattr(user, WORKS, memberships)
        return user


def works_today(user: User) -> list[Membership]:
    """`active_memberships` of somebody who is signed in, already asked when they were recognised by their session."""
    known: list[Membership] | None = getattr(user, WORKS, None)
    return reads.active_memberships(user.pk, on=clock.today()) if known is None else known
