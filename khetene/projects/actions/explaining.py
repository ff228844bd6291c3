"""Why figures of a report do not agree: they stay as they are, and somebody says why."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.projects.actions._shared import locked
from khetene.projects.models import Explanation


@transaction.atomic
def explain(phase_id: uuid.UUID, *, of: str, words: str, actor: Actor) -> Explanation | None:
    """Write the explanation of one gap anew; without words it is taken back."""
    phase = locked(phase_id, actor)
    explanation = phase.explanations.filter(of=of).first() or Explanation(phase=phase, of=of)
    if not words.strip():
        phase.explanations.filter(of=of).delete()
        audit.record("phase_explanation.taken_back", phase, actor=actor)
        return None
    explanation.words = words.strip()
    explanation.full_clean()
    explanation.save()
    audit.record("phase_explanation.written", explanation, actor=actor)
    return explanation
