"""Who keeps evaluations, about which years municipalities are asked, and while answers come.

Nobody but its keeper reads an evaluation: it is about the work of a named person.
"""

from __future__ import annotations

from khetene.accounts.rules import coordinates_nationally
from khetene.instruments.models import Evaluation
from khetene.kernel import clock
from khetene.kernel.actor import Actor

__all__ = ["FIRST_YEAR", "answers_come", "is_asked_about", "keeps", "keeps_evaluations"]

# The state's first set of measures, of which municipalities can tell, is of 2012 (domain.md 1.3).
FIRST_YEAR = 2012


def keeps_evaluations(actor: Actor) -> bool:
    """Opens evaluations and asks people."""
    return coordinates_nationally(actor)


def keeps(actor: Actor, evaluation: Evaluation) -> bool:
    return keeps_evaluations(actor) and actor.organisation_key == evaluation.organisation_id


def is_asked_about(year: int) -> bool:
    """Municipalities are asked about a year that has begun, from the first one of which they can tell."""
    return FIRST_YEAR <= year <= clock.today().year


def answers_come(evaluation: Evaluation) -> bool:
    """Links open up to the last day, and not after the end."""
    return evaluation.closed_on is None and evaluation.closes_on >= clock.today()
