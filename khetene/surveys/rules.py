"""Who asks, and when answers may be read."""

from __future__ import annotations

from datetime import date

from khetene.accounts.rules import coordinates_nationally
from khetene.kernel.actor import Actor
from khetene.surveys.models import Survey

__all__ = ["keeps", "keeps_surveys", "may_be_read"]


def keeps_surveys(actor: Actor) -> bool:
    """Opens surveys, writes to people and reads what came back."""
    return coordinates_nationally(actor)


def keeps(actor: Actor, survey: Survey) -> bool:
    return keeps_surveys(actor) and actor.organisation_key == survey.organisation_id


def may_be_read(survey: Survey, *, answered: int, on_paper: int, on: date) -> bool:
    """With names at any time. Without names only when it is over and enough answered.

    Whoever could read after five answers and again after six would know the sixth. And whoever typed four sheets in would know
    the fifth answer, so those by link are none, or enough without the sheets.
    """
    if not survey.is_anonymous:
        return True
    by_link = answered - on_paper
    hides_each_other = by_link == 0 or by_link >= survey.minimum
    return survey.is_over(on) and answered >= survey.minimum and hides_each_other
