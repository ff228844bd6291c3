"""The parts of a work plan one by one, who may change, remove or wipe them, and what stood there before."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Manager
from django.utils.translation import gettext_lazy as _

from khetene.accounts.rules import mediates, supervises
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import Record
from khetene.kernel.wiping import EarlierRow
from khetene.mediation.enums import PlanPart
from khetene.mediation.models import EarlierWords, PlanComment, TownGoal, TownNeed, TownStep, WorkPlan

TEXTS: dict[PlanPart, tuple[str, ...]] = {
    PlanPart.SITUATION: ("situation", "offices"),
    PlanPart.NEED: ("words",),
    PlanPart.GOAL: ("words",),
    PlanPart.STEP: ("words", "with_whom", "outcome"),
    PlanPart.REVIEW: ("review",),
    PlanPart.COMMENT: ("words",),
}
# What a text is called, where a part has several.
LABELS = {
    "offices": _("What offices here can do, and what they lack"),
    "with_whom": _("With whom?"),
    "outcome": _("What came of it?"),
}
ROWS = frozenset({PlanPart.NEED, PlanPart.GOAL, PlanPart.STEP})
_TABLES: dict[PlanPart, tuple[Manager[Any], str]] = {
    PlanPart.NEED: (TownNeed.objects, "plan"),
    PlanPart.GOAL: (TownGoal.objects, "need__plan"),
    PlanPart.STEP: (TownStep.objects, "goal__need__plan"),
    PlanPart.COMMENT: (PlanComment.objects, "plan"),
}


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as it stands, and what the actor may do with it."""

    plan_id: uuid.UUID
    part: PlanPart
    key: uuid.UUID
    texts: dict[str, str]
    domain: str
    due_on: date | None
    may_change: bool
    may_remove: bool
    may_wipe: bool

    @property
    def words(self) -> str:
        return "\n".join(text for text in self.texts.values() if text)


def thing_of(plan: WorkPlan, part: PlanPart, key: uuid.UUID) -> Record:
    """The row in which a part's words stand. Raises NotForYou for one of another plan."""
    if part in _TABLES:
        rows, path = _TABLES[part]
        found: Record | None = rows.filter(pk=key, **{path: plan.pk}).first()
    else:
        found = plan if key == plan.pk else None
    if found is None:
        raise NotForYou
    return found


def plan_part(plan_id: uuid.UUID, part: str, key: uuid.UUID, *, actor: Actor) -> PartRow:
    """Raises NotForYou."""
    plan = WorkPlan.objects.visible_to(actor).select_related("membership").filter(pk=plan_id).first()
    if plan is None or part not in PlanPart.values:
        raise NotForYou
    return part_row(plan, PlanPart(part), thing_of(plan, PlanPart(part), key), actor)


def part_row(plan: WorkPlan, part: PlanPart, thing: Record, actor: Actor) -> PartRow:
    """What may be done: the mediator changes a plan until it is reviewed; who said something corrects it; words that may
    not stay go for good, a comment's also by the supervisor there.
    """
    texts = {name: getattr(thing, name) for name in TEXTS[part]}
    stands = any(texts.values())
    writes = _writes(plan, thing, actor)
    is_open = plan.reviewed_on is None and part != PlanPart.REVIEW
    if isinstance(thing, PlanComment):
        may_change, may_wipe = writes and stands, stands and (writes or _supervises(plan, actor))
    else:
        may_change, may_wipe = writes and is_open, writes and stands and plan.reviewed_on is not None
    return PartRow(
        plan_id=plan.pk,
        part=part,
        key=thing.pk,
        texts=texts,
        domain=getattr(thing, "domain", ""),
        due_on=getattr(thing, "due_on", None),
        may_change=may_change,
        may_remove=writes and is_open and part in ROWS,
        may_wipe=may_wipe,
    )


def _writes(plan: WorkPlan, thing: Record, actor: Actor) -> bool:
    if isinstance(thing, PlanComment):
        return thing.membership_id == actor.membership_key
    return plan.membership.user_id == actor.user_key and mediates(actor)


def _supervises(plan: WorkPlan, actor: Actor) -> bool:
    return supervises(actor) and plan.organisation_id == actor.organisation_key


def earlier_words(plan_id: uuid.UUID, *, actor: Actor) -> list[EarlierRow]:
    """What was corrected or taken out since the plan was handed in, the newest first. One query."""
    rows = EarlierWords.objects.visible_to(actor).filter(plan_id=plan_id)
    found = rows.select_related("plan__membership", "by__user").order_by("-until", "-pk")
    return [_earlier(row, actor) for row in found]


def earlier(earlier_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, EarlierRow]:
    """The plan's key, and what stood there. Raises NotForYou."""
    rows = EarlierWords.objects.visible_to(actor).select_related("plan__membership", "by__user")
    found = rows.filter(pk=earlier_id).first()
    if found is None:
        raise NotForYou
    return found.plan_id, _earlier(found, actor)


def may_wipe_earlier(row: EarlierWords, actor: Actor) -> bool:
    """The mediator what stood in the plan; a comment's words its author and the supervisor there."""
    if row.part == PlanPart.COMMENT:
        return row.by_id == actor.membership_key or _supervises(row.plan, actor)
    return row.plan.membership.user_id == actor.user_key and mediates(actor)


def _earlier(row: EarlierWords, actor: Actor) -> EarlierRow:
    texts: dict[str, str] = json.loads(row.content)
    return EarlierRow(
        id=row.pk,
        at=row.until,
        by=row.by.user.name,
        what=[(str(LABELS.get(name, "")), text) for name, text in texts.items() if text],
        is_wiped=row.is_wiped,
        about=str(row.get_part_display()),
        removed=row.removed,
        may_be_wiped=not row.is_wiped and may_wipe_earlier(row, actor),
    )
