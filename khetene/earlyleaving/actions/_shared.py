"""What the actions share: the locked plan, what it holds, and the written step."""

from __future__ import annotations

import uuid
from typing import Any

from khetene.earlyleaving.enums import EDITABLE, Verb
from khetene.earlyleaving.errors import PlanIsClosed
from khetene.earlyleaving.models import Plan, PlanStep
from khetene.earlyleaving.rules import leads_a_school, works_with_pupils
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import normalised
from khetene.kernel.errors import NotForYou

SHORTEST_STEM = 3
LONGEST_ENDING = 3
_ENDINGS = ("us", "is", "as", "s", "a", "e", "š", "o")


def own_plan(plan_id: uuid.UUID, actor: Actor) -> Plan:
    """A plan of a pupil that the actor works with, locked. Raises NotForYou."""
    rows = Plan.objects.visible_to(actor).select_related("pupil", "version").select_for_update(of=("self",))
    plan = rows.filter(pk=plan_id).first()
    if plan is None or not works_with_pupils(actor):
        raise NotForYou
    return plan


def plan_to_write(plan_id: uuid.UUID, actor: Actor) -> Plan:
    """The same, while it may be changed. Raises NotForYou, PlanIsClosed."""
    plan = own_plan(plan_id, actor)
    if plan.state not in EDITABLE:
        raise PlanIsClosed
    return plan


def held(plan: Plan) -> dict[str, Any]:
    """What a plan holds at a step, in keys, words of the register and numbers: no text about the pupil."""
    supports = plan.supports.order_by("begins", "kind", "pk")
    return {
        "risks": [{"risk": str(row.pk), "family": row.family} for row in plan.risks.order_by("family", "pk")],
        "supports": [
            {
                "risk": str(row.risk_id),
                "kind": row.kind,
                "quantity": str(row.quantity),
                "cents": row.cents,
                "begins": row.begins.isoformat(),
                "ends": row.ends.isoformat(),
            }
            for row in supports
        ],
    }


def write_step(plan: Plan, verb: Verb | str, *, reason: str, actor: Actor) -> PlanStep:
    step = PlanStep(
        plan=plan,
        verb=verb,
        state=plan.state,
        level=plan.level,
        has_reason=bool(reason.strip()),
        reason=reason,
        held=held(plan),
        at=clock.now(),
        by_id=actor.membership_key,
    )
    step.full_clean()
    step.save(force_insert=True)
    return step


def names_the_pupil(text: str, called: str) -> bool:
    """Whether a word of a text looks like the pupil's name in any case: Pēteris, Pētera, Pēterim.

    Only words with a capital letter are looked at, so that a name may also be a word of the language.
    """
    stems = [_stem(word) for word in called.split()]
    words = [normalised(word.strip(".,;:!?()„“\"'")) for word in text.split() if word.lstrip("„“\"'(")[:1].isupper()]
    return any(
        word.startswith(stem) and len(word) - len(stem) <= LONGEST_ENDING
        for stem in stems
        if len(stem) >= SHORTEST_STEM
        for word in words
    )


def _stem(name: str) -> str:
    folded = normalised(name)
    ending = next((end for end in _ENDINGS if folded.endswith(end)), "")
    return folded.removesuffix(ending)


def why_opened(actor: Actor, silo: uuid.UUID) -> str:
    """The code in the trail for why somebody may open what is a school's."""
    if actor.organisation_key != silo:
        return "approval"
    return "supervision" if leads_a_school(actor) else "own_case"
