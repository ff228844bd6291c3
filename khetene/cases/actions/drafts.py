"""Text being typed is kept on the server until the form is sent, so that a lost session loses nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khetene.cases.errors import AlreadySent
from khetene.cases.models import Draft
from khetene.cases.models.work import NOTHING
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError

MOST_CHARACTERS = 50_000
KEPT_FOR = timedelta(days=30)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@transaction.atomic
def keep_draft(
    form: str, fields: dict[str, str | list[str]], *, opened_at: datetime | None = None, actor: Actor
) -> None:
    """Keep what stands in a form now; the last state replaces the one before. Drafts are never validated.

    What comes from a page that was opened before the form was sent comes too late: it must not stand there again.
    """
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise DomainError(_("This text is too long to be kept while you type. Save it in two parts."))
    draft = _draft_of(form, actor)
    if opened_at and draft.was_sent and opened_at <= draft.kept_at:
        raise AlreadySent
    _write(draft, text)


@transaction.atomic
def discard_draft(form: str, *, actor: Actor) -> None:
    """The form was sent or given up: nothing of it is left but the moment, for drafts that come late."""
    _write(_draft_of(form, actor), NOTHING)


@transaction.atomic
def discard_old_drafts() -> int:
    """Drafts older than thirty days are gone; returns how many."""
    deleted, _types = Draft.objects.filter(kept_on__lt=clock.today() - KEPT_FOR).delete()
    return deleted


def _draft_of(form: str, actor: Actor) -> Draft:
    mine = Draft.objects.filter(membership_id=actor.membership_key, form=form)
    return mine.first() or Draft(membership_id=actor.membership_key, form=form, fields=NOTHING, kept_at=LONG_AGO)


def _write(draft: Draft, text: str) -> None:
    draft.fields, draft.kept_on, draft.kept_at = text, clock.today(), clock.now()
    draft.save()
