"""Who keeps evaluations. Nobody else reads one: it is about the work of a named person."""

from __future__ import annotations

from khetene.accounts.rules import coordinates_nationally
from khetene.instruments.models import Evaluation
from khetene.kernel.actor import Actor

__all__ = ["keeps", "keeps_evaluations"]


def keeps_evaluations(actor: Actor) -> bool:
    """Opens evaluations and asks people."""
    return coordinates_nationally(actor)


def keeps(actor: Actor, evaluation: Evaluation) -> bool:
    return keeps_evaluations(actor) and actor.organisation_key == evaluation.organisation_id
