"""Sessions in the database, as Django keeps them; every page asks for one, so the question is built once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from khetene.kernel.statements import Word, kept


@kept
def _living(key: Word, at: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=at)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Any:
        # Django writes the end of a session by the clock of the machine; it must be read by the same one.
        found = _living(Word(self.session_key or ""), datetime.now(UTC))
        if not found:
            self._session_key = None
        return found[0] if found else None
