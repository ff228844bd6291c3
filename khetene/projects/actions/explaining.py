"""Why figures of a report do not agree: they stay as they are, and somebody says why."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.models import Explanation, Phase
from khetene.projects.rules import keeps


@transaction.atomic
def explain(phase_id: uuid.UUID, *, of: str, words: str, actor: Actor) -> Explanation | None:
    """Write the explanation of one gap anew; without words it is taken back."""
    phase = Phase.objects.select_for_update(of=("self",)).filter(pk=phase_id).first()
    if phase is None or not keeps(actor, phase):
        raise NotForYou
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
