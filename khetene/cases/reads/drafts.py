"""What the actor was typing."""

from __future__ import annotations

import json
from datetime import datetime

from django.db.models import QuerySet

from khetene.cases.models import Draft
from khetene.kernel.actor import Actor
from khetene.kernel.statements import Word, kept


def kept_draft(form: str, *, actor: Actor) -> tuple[dict[str, str | list[str]], datetime] | None:
    """The fields of the actor's own draft of a form and when they were kept; None where there is none."""
    draft = next(iter(_drafts(actor, Word(form))), None)
    return (json.loads(draft.fields), draft.kept_at) if draft and not draft.was_sent else None


@kept
def _drafts(actor: Actor, form: Word) -> QuerySet[Draft]:
    return Draft.objects.filter(membership_id=actor.membership_key, form=form).order_by("id")
