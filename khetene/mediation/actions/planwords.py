"""Correcting a work plan, taking parts out, discarding a draft, and deleting words for good.

A draft is the mediator's alone and is simply changed. From the handing in on what stood there is kept, until somebody wipes it.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from khetene.accounts.rules import mediates
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import Record
from khetene.kernel.wiping import wipe
from khetene.mediation.enums import PlanPart
from khetene.mediation.errors import PlanIsHandedIn, PlanIsReviewed
from khetene.mediation.models import EarlierWords, TownGoal, TownNeed, WorkPlan
from khetene.mediation.reads.planparts import TEXTS, PartRow, may_wipe_earlier, part_row, thing_of


@transaction.atomic
def change_plan_part(plan_id: uuid.UUID, part: PlanPart, key: uuid.UUID, *, actor: Actor, **values: Any) -> Record:
    """New words (and the field of a need, the day of a measure). Raises NotForYou, PlanIsReviewed, ValidationError."""
    plan, thing, row = _locked(plan_id, part, key, actor)
    if not row.may_change:
        raise _refusal(plan, row)
    keep_earlier(plan, part, thing, values, actor)
    for name, value in values.items():
        setattr(thing, name, value)
    thing.full_clean()
    thing.save(update_fields=list(values))
    audit.record(f"plan_{part}.changed", thing, actor=actor, silo=plan.organisation_id)
    return thing


@transaction.atomic
def remove_plan_part(plan_id: uuid.UUID, part: PlanPart, key: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """A need, a goal or a measure with all below it; the plan's key comes back. Raises NotForYou, PlanIsReviewed."""
    plan, thing, row = _locked(plan_id, part, key, actor)
    if not row.may_remove:
        raise _refusal(plan, row)
    for one, below in [(part, thing), *_below(thing)]:
        keep_earlier(plan, one, below, dict.fromkeys(TEXTS[one], ""), actor, removed=True)
    audit.record(f"plan_{part}.removed", thing, actor=actor)
    thing.delete()
    return plan.pk


@transaction.atomic
def discard_plan(plan_id: uuid.UUID, *, actor: Actor) -> None:
    """A draft that nobody else has seen goes, its town and year are free again. Raises NotForYou, PlanIsHandedIn."""
    rows = WorkPlan.objects.written_by(actor).select_for_update(of=("self",))
    plan = rows.filter(pk=plan_id).first() if mediates(actor) else None
    if plan is None:
        raise NotForYou
    if plan.handed_in_on:
        raise PlanIsHandedIn
    audit.record("work_plan.discarded", plan, actor=actor)
    plan.delete()


@transaction.atomic
def wipe_plan_part(plan_id: uuid.UUID, part: PlanPart, key: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """Delete for good words that still stand: of a comment, or of a plan that was reviewed. Raises NotForYou."""
    plan, thing, row = _locked(plan_id, part, key, actor)
    if not row.may_wipe:
        raise NotForYou
    wipe(thing, verb=f"plan_{part}.wiped", actor=actor, silo=plan.organisation_id, **dict.fromkeys(TEXTS[part], ""))
    return plan.pk


@transaction.atomic
def wipe_earlier_words(earlier_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """Delete earlier words for good; that something was corrected, when and by whom, stays. Raises NotForYou."""
    rows = EarlierWords.objects.visible_to(actor).select_related("plan__membership").select_for_update(of=("self",))
    found = rows.filter(pk=earlier_id).first()
    if found is None or not may_wipe_earlier(found, actor):
        raise NotForYou
    wipe(found, verb="earlier_words.wiped", actor=actor, silo=found.plan.organisation_id, content="{}")
    return found.plan_id


def keep_earlier(
    plan: WorkPlan, part: PlanPart, thing: Record, values: Mapping[str, Any], actor: Actor, *, removed: bool = False
) -> None:
    """Keep the words that are about to go, once others could have read them; inside the caller's transaction."""
    stood = {name: getattr(thing, name) for name in TEXTS[part]}
    gone = {name: text for name, text in stood.items() if text and name in values and values[name] != text}
    if plan.handed_in_on and gone:
        EarlierWords.objects.create(
            plan=plan,
            part=part,
            about=thing.pk,
            content=json.dumps(gone, ensure_ascii=False),
            removed=removed,
            until=clock.now(),
            by_id=actor.membership_key,
        )


def _locked(plan_id: uuid.UUID, part: PlanPart, key: uuid.UUID, actor: Actor) -> tuple[WorkPlan, Record, PartRow]:
    """Changes of one plan come one after the other."""
    rows = WorkPlan.objects.visible_to(actor).select_related("membership").select_for_update(of=("self",))
    plan = rows.filter(pk=plan_id).first()
    if plan is None:
        raise NotForYou
    thing = thing_of(plan, part, key)
    return plan, thing, part_row(plan, part, thing, actor)


def _refusal(plan: WorkPlan, row: PartRow) -> Exception:
    mine_but_over = row.may_wipe and plan.reviewed_on and row.part != PlanPart.COMMENT
    return PlanIsReviewed() if mine_but_over else NotForYou()


def _below(thing: Record) -> list[tuple[PlanPart, Record]]:
    if isinstance(thing, TownNeed):
        goals = list(thing.goals.order_by("pk"))
        return [one for goal in goals for one in ((PlanPart.GOAL, goal), *_below(goal))]
    if isinstance(thing, TownGoal):
        return [(PlanPart.STEP, step) for step in thing.steps.order_by("pk")]
    return []
