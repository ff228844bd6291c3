"""What a stage asks for, and what of it is there."""

from __future__ import annotations

from datetime import date

from khetene.cases import reads as cases
from khetene.eligibility.screening import Answer
from khetene.enrolments.enums import Present
from khetene.enrolments.models import Enrolment, PlannedComponent, ProfileCard
from khetene.kernel.actor import Actor
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation, Stage

GOOD_ENOUGH = (Answer.FITS, Answer.MAY_FIT)


def missing_for(enrolment: Enrolment, operation: Operation, stage: Stage, *, on: date, actor: Actor) -> list[str]:
    """Sentences for what must be there before the stage is entered on a day and is not. Empty when nothing is missing."""
    there = present(enrolment, operation, on=on, actor=actor) if stage.needs else {}
    return [str(Present(need).label) for need in stage.needs if not there[need]]


def present(enrolment: Enrolment, operation: Operation, *, on: date, actor: Actor) -> dict[str, bool]:
    """Everything that any stage may ask for, and whether it is there on a day."""
    return {
        Present.SCREENING: _is_screened(enrolment, actor),
        Present.CARD: ProfileCard.objects.filter(enrolment=enrolment).exists(),
        Present.PARTICIPATION: _has_agreed(enrolment, on, actor),
        Present.COMPONENTS: _is_planned(enrolment, operation),
        Present.MENTOR: enrolment.mentor_id is not None,
    }


def _is_screened(enrolment: Enrolment, actor: Actor) -> bool:
    kept = programmes.latest_screening(enrolment.client_id, actor=actor)
    answers = {row["programme"]: row["answer"] for row in kept.verdicts} if kept else {}
    return answers.get(enrolment.programme) in GOOD_ENOUGH


def _has_agreed(enrolment: Enrolment, on: date, actor: Actor) -> bool:
    spans = cases.participation_spans([enrolment.client_id], programme=enrolment.programme, actor=actor)
    return any(first <= on <= last for first, last in spans.get(enrolment.client_id, []))


def _is_planned(enrolment: Enrolment, operation: Operation) -> bool:
    planned = set(PlannedComponent.objects.filter(enrolment=enrolment).values_list("component", flat=True).order_by())
    return {entry.id for entry in operation.components or ()} <= planned
