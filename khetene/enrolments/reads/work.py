"""The way to a job of one participation: plan, offers, whether a job lasted, and hand-overs to the agency."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from khetene.enrolments.enums import JobLasted, OfferAnswer, StepState
from khetene.enrolments.models import Enrolment, JobOffer, Passage, SearchStep
from khetene.enrolments.reads.page import visible_enrolment
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.operations.calendar import months_later
from khetene.programmes.operations.definition import Operation
from khetene.programmes.operations.named import Named
from khetene.programmes.operations.work import Jobs


@dataclass(frozen=True, slots=True)
class SearchStepRow:
    id: uuid.UUID
    words: str
    due_on: date | None
    state: str
    state_label: str
    settled_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer; `next` is the step that is to come: `check`, `answer`, `job`, or nothing."""

    id: uuid.UUID
    work: str
    offered_on: date
    checked_on: date | None
    doubts: list[str]
    person_says: str
    answer: str
    answer_label: str
    answered_on: date | None
    refusal_label: str
    started_on: date | None
    confirmed_on: date | None
    ended_on: date | None
    lasts_until: date | None
    lasted: str
    lasted_label: str
    next: str


@dataclass(frozen=True, slots=True)
class PassageRow:
    id: uuid.UUID
    label: str
    referred_on: date
    taken_up_on: date | None
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    steps: list[SearchStepRow]
    offers: list[OfferRow]
    passages: list[PassageRow]
    lasts_months: int
    lasting_assumed: bool


def work_page(enrolment: Enrolment, operation: Operation) -> WorkPage:
    """Three queries, however much there is. Raises NotForYou where the programme leads to no job."""
    jobs = operation.jobs
    if jobs is None:
        raise NotForYou
    steps = SearchStep.objects.filter(enrolment=enrolment).order_by("written_at", "id")
    offers = JobOffer.objects.filter(enrolment=enrolment).order_by("-offered_on", "-noted_at", "-id")
    passages = Passage.objects.filter(enrolment=enrolment).order_by("-referred_on", "-id")
    return WorkPage(
        [_step(row) for row in steps],
        [_offer(row, jobs) for row in offers],
        [_passage(row, operation) for row in passages],
        jobs.lasts_months,
        jobs.assumed,
    )


def offer(offer_id: uuid.UUID, *, actor: Actor) -> tuple[Enrolment, OfferRow, Jobs]:
    """One offer with its participation. Raises NotForYou."""
    row = JobOffer.objects.filter(pk=offer_id).first()
    if row is None:
        raise NotForYou
    enrolment = visible_enrolment(row.enrolment_id, actor=actor)
    jobs = programmes.operation(enrolment.programme).jobs
    if jobs is None:
        raise NotForYou
    return enrolment, _offer(row, jobs), jobs


def passage(passage_id: uuid.UUID, *, actor: Actor) -> tuple[Enrolment, PassageRow]:
    """One hand-over to the agency with its participation. Raises NotForYou."""
    row = Passage.objects.filter(pk=passage_id).first()
    if row is None:
        raise NotForYou
    enrolment = visible_enrolment(row.enrolment_id, actor=actor)
    return enrolment, _passage(row, programmes.operation(enrolment.programme))


def search_step(step_id: uuid.UUID, *, actor: Actor) -> Enrolment:
    """The participation of a step. Raises NotForYou."""
    row = SearchStep.objects.filter(pk=step_id).first()
    if row is None:
        raise NotForYou
    return visible_enrolment(row.enrolment_id, actor=actor)


def lasted(row: JobOffer, months: int, today: date) -> JobLasted | None:
    """Whether a job lasted so many months; None while there is no job."""
    if row.started_on is None:
        return None
    until = months_later(row.started_on, months)
    if row.ended_on is not None:
        return JobLasted.YES if row.ended_on >= until else JobLasted.NO
    if row.confirmed_on is not None and row.confirmed_on >= until:
        return JobLasted.YES
    return JobLasted.NOT_YET if today < until else JobLasted.NOT_ASKED


def _step(row: SearchStep) -> SearchStepRow:
    late = row.state == StepState.OPEN and row.due_on is not None and row.due_on < clock.today()
    return SearchStepRow(
        row.pk, row.words, row.due_on, row.state, str(StepState(row.state).label), row.settled_on, late
    )


def _offer(row: JobOffer, jobs: Jobs) -> OfferRow:
    answer = lasted(row, jobs.lasts_months, clock.today())
    return OfferRow(
        id=row.pk,
        work=row.work,
        offered_on=row.offered_on,
        checked_on=row.checked_on,
        doubts=[_title(jobs.checks, point) for point in row.doubts.split()],
        person_says=row.person_says,
        answer=row.answer,
        answer_label=str(OfferAnswer(row.answer).label),
        answered_on=row.answered_on,
        refusal_label=_title(jobs.refusal_reasons, row.refusal_reason) if row.refusal_reason else "",
        started_on=row.started_on,
        confirmed_on=row.confirmed_on,
        ended_on=row.ended_on,
        lasts_until=months_later(row.started_on, jobs.lasts_months) if row.started_on else None,
        lasted=answer or "",
        lasted_label=str(answer.label) if answer else "",
        next=_next(row),
    )


def _next(row: JobOffer) -> str:
    if row.answer == OfferAnswer.ACCEPTED:
        return "" if row.ended_on else "job"
    if row.answer == OfferAnswer.REFUSED:
        return ""
    return "check" if row.checked_on is None else "answer"


def _passage(row: Passage, operation: Operation) -> PassageRow:
    return PassageRow(
        row.pk, _title(operation.passages, row.passage), row.referred_on, row.taken_up_on, row.finished_on
    )


def _title(entries: tuple[Named, ...], wanted: str) -> str:
    return next((str(Translated(entry.title)) for entry in entries if entry.id == wanted), wanted)
