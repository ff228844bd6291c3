"""Ideas for projects as people look at them. They are about organisations, so everybody at work reads them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, QuerySet

from khetene.guidance.enums import IDEA_NEXT, IdeaState, Theme
from khetene.guidance.models import Idea, IdeaPartner, IdeaStep
from khetene.guidance.rules import keeps_idea
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class IdeaRow:
    id: uuid.UUID
    title: str
    organisation_id: uuid.UUID
    organisation_name: str
    themes: list[str]
    state: str
    state_label: str
    looks_for: str
    partners: int


@dataclass(frozen=True, slots=True)
class IdeaStepRow:
    id: uuid.UUID
    words: str
    who: str
    by_when: date | None
    euros: Decimal | None
    paid_by: str
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """An idea with its plan. `euros` is the sum of steps whose amount is known, `without_amount` how many have none."""

    row: IdeaRow
    words: str
    themes: list[str]
    outcome: str
    written_on: date
    steps: list[IdeaStepRow]
    euros: Decimal
    without_amount: int
    partners: list[tuple[str, str, date]]
    mine: bool
    joined: bool
    may_move_to: list[str]


def ideas(*, state: str = "", theme: str = "", seeking: bool = False) -> list[IdeaRow]:
    """Ideas, the newest first; `seeking`: only those that look for partners. One query."""
    found = _rows()
    if state in IdeaState.values:
        found = found.filter(state=state)
    if seeking:
        found = found.exclude(looks_for="").filter(state__in=[IdeaState.IDEA, IdeaState.PLANNED])
    return [_row(idea) for idea in found if theme in ("", *idea.themes)]


def _rows() -> QuerySet[Idea]:
    return Idea.objects.select_related("organisation").annotate(joined=Count("partners")).order_by("-written_on", "-id")


def _row(found: Idea) -> IdeaRow:
    labels = dict(Theme.choices)
    return IdeaRow(
        id=found.pk,
        title=found.title,
        organisation_id=found.organisation_id,
        organisation_name=found.organisation.name,
        themes=[str(labels[theme]) for theme in found.themes],
        state=found.state,
        state_label=str(found.get_state_display()),
        looks_for=found.looks_for,
        partners=found.joined,  # type: ignore[attr-defined]  # annotated in _rows
    )


def idea(idea_id: uuid.UUID, *, actor: Actor) -> IdeaPage:
    """One idea with its plan and who joined. Three queries. Raises NotForYou."""
    found = _rows().filter(pk=idea_id).first()
    if found is None:
        raise NotForYou
    steps = list(found.steps.order_by("by_when", "pk"))
    partners = list(IdeaPartner.objects.filter(idea=found).select_related("organisation").order_by("since", "pk"))
    mine = keeps_idea(actor, found.organisation_id)
    following = IDEA_NEXT[IdeaState(found.state)] if mine else set()
    return IdeaPage(
        row=_row(found),
        words=found.words,
        themes=found.themes,
        outcome=found.outcome,
        written_on=found.written_on,
        steps=[_step(row) for row in steps],
        euros=sum((row.euros for row in steps if row.euros is not None), Decimal(0)),
        without_amount=sum(row.euros is None for row in steps),
        partners=[(row.organisation.name, row.words, row.since) for row in partners],
        mine=mine,
        joined=any(row.organisation_id == actor.organisation_key for row in partners),
        may_move_to=[state.value for state in IdeaState if state in following],
    )


def _step(row: IdeaStep) -> IdeaStepRow:
    late = bool(row.by_when and row.by_when < clock.today() and row.done_on is None)
    return IdeaStepRow(row.pk, row.words, row.who, row.by_when, row.euros, row.paid_by, row.done_on, late)


def idea_of_step(step_id: uuid.UUID, *, actor: Actor) -> IdeaPage:
    """The idea to which a step belongs. Raises NotForYou."""
    found = IdeaStep.objects.filter(pk=step_id).first()
    if found is None:
        raise NotForYou
    return idea(found.idea_id, actor=actor)
