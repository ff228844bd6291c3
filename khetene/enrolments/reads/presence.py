"""What a stage asks for, and what of it is there."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import QuerySet

from khetene.cases import reads as cases
from khetene.eligibility.screening import Answer
from khetene.enrolments.enums import Present
from khetene.enrolments.models import Enrolment, PlannedComponent, ProfileCard
from khetene.kernel.actor import Actor
from khetene.kernel.statements import kept
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation, Stage

GOOD_ENOUGH = (Answer.FITS, Answer.MAY_FIT)


def missing_for(enrolment: Enrolment, operation: Operation, stage: Stage, *, on: date, actor: Actor) -> list[str]:
    """Sentences for what must be there before the stage is entered on a day and is not. Empty when nothing is missing."""
    there = present(enrolment, operation, stage.needs, on=on, actor=actor)
    return [str(Present(need).label) for need in stage.needs if not there[need]]


def present(
    enrolment: Enrolment, operation: Operation, needs: Iterable[str], *, on: date, actor: Actor
) -> dict[str, bool]:
    """Whether what a stage asks for is there on a day. Nothing else is asked of the database."""
    asked: dict[str, Callable[[], bool]] = {
        Present.SCREENING: lambda: _is_screened(enrolment, actor),
        Present.CARD: lambda: bool(_card_days(enrolment.pk)),
        Present.PARTICIPATION: lambda: _has_agreed(enrolment, on, actor),
        Present.COMPONENTS: lambda: _is_planned(enrolment, operation),
        Present.MENTOR: lambda: enrolment.mentor_id is not None,
    }
    return {need: asked[need]() for need in dict.fromkeys(needs)}


def card_on(enrolment_id: uuid.UUID) -> date | None:
    """The day of the newest profile card."""
    return next(iter(_card_days(enrolment_id)), None)


@kept
def _card_days(enrolment_id: uuid.UUID) -> QuerySet[ProfileCard, date]:
    cards = ProfileCard.objects.newest().filter(enrolment_id=enrolment_id)
    return cards.order_by("id").values_list("filled_on", flat=True)


def _is_screened(enrolment: Enrolment, actor: Actor) -> bool:
    kept = programmes.latest_screening(enrolment.client_id, actor=actor)
    answers = {row["programme"]: row["answer"] for row in kept.verdicts} if kept else {}
    return answers.get(enrolment.programme) in GOOD_ENOUGH


def _has_agreed(enrolment: Enrolment, on: date, actor: Actor) -> bool:
    spans = cases.participation_spans([enrolment.client_id], programme=enrolment.programme, actor=actor)
    return any(first <= on <= last for first, last in spans.get(enrolment.client_id, []))


def _is_planned(enrolment: Enrolment, operation: Operation) -> bool:
    return {entry.id for entry in operation.components or ()} <= {plan.component for plan in _planned(enrolment.pk)}


def planned_words(enrolment_id: uuid.UUID) -> dict[str, str]:
    """What is planned, by component."""
    return {plan.component: plan.words for plan in _planned(enrolment_id)}


@kept
def _planned(enrolment_id: uuid.UUID) -> QuerySet[PlannedComponent]:
    return PlannedComponent.objects.filter(enrolment_id=enrolment_id).only("component", "words").order_by("id")
