"""Who reads work plans. Which of them, is `WorkPlan.objects.visible_to`."""

from __future__ import annotations

from khetene.accounts.rules import coordinates_nationally, mediates, supervises
from khetene.kernel.actor import Actor

__all__ = ["mediates", "reads_work_plans"]


def reads_work_plans(actor: Actor) -> bool:
    """Mediators their own; supervisors and national coordinators what was handed in."""
    return mediates(actor) or supervises(actor) or coordinates_nationally(actor)
