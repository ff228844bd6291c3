"""Who is signed in, by the key in the session: asked with every page, so the question is built once."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from khetene.accounts.models import User
from khetene.kernel.statements import kept


@kept
def _person(key: uuid.UUID) -> QuerySet[User]:
    return User.objects.filter(pk=key).order_by("pk")


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def get_user(self, user_id: Any) -> User | None:
        return next((user for user in _person(uuid.UUID(str(user_id))) if self.user_can_authenticate(user)), None)
