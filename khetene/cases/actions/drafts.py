"""Text being typed is kept on the server until the form is sent, so that a lost session loses nothing."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from khetene.cases.models import Draft
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError

MOST_CHARACTERS = 50_000
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep_draft(form: str, fields: dict[str, str | list[str]], *, actor: Actor) -> None:
    """Keep what stands in a form now; the last state replaces the one before. Drafts are never validated."""
    text = json.dumps(fields, ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        raise DomainError(_("This text is too long to be kept while you type. Save it in two parts."))
    draft = Draft.objects.filter(membership_id=actor.membership_key, form=form).first() or Draft(
        membership_id=actor.membership_key, form=form
    )
    draft.fields, draft.kept_on, draft.kept_at = text, clock.today(), clock.now()
    draft.save()


@transaction.atomic
def discard_draft(form: str, *, actor: Actor) -> None:
    """The form was sent or given up."""
    Draft.objects.filter(membership_id=actor.membership_key, form=form).delete()


@transaction.atomic
def discard_old_drafts() -> int:
    """Drafts older than thirty days are gone; returns how many."""
    deleted, _types = Draft.objects.filter(kept_on__lt=clock.today() - KEPT_FOR).delete()
    return deleted
