"""What several actions of instruments need."""

from __future__ import annotations

import uuid

from khetene.instruments.errors import EvaluationIsClosed
from khetene.instruments.models import Evaluation, Part, PartLink
from khetene.instruments.rules import keeps
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.links import digest_of, new_token


def locked(evaluation_id: uuid.UUID, actor: Actor) -> Evaluation:
    """One that the actor keeps, until the caller's transaction ends. Raises NotForYou, EvaluationIsClosed."""
    rows = Evaluation.objects.select_related("version").select_for_update(of=("self",))
    evaluation = rows.filter(pk=evaluation_id).first()
    if evaluation is None or not keeps(actor, evaluation):
        raise NotForYou
    if evaluation.closed_on:
        raise EvaluationIsClosed
    return evaluation


def new_link(part: Part) -> str:
    """A further door to a part; its token is told once."""
    token = new_token()
    PartLink(part=part, digest=digest_of(token), made_at=clock.now()).save(force_insert=True)
    return token
