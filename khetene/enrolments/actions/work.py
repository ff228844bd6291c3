"""The job search plan, offers of work, and hand-overs to measures of which only the agency knows."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.enrolments.actions._steps import locked
from khetene.enrolments.enums import OfferAnswer, Phase, StepState
from khetene.enrolments.errors import DayNotPossible, OfferNotPossible
from khetene.enrolments.models import Enrolment, JobOffer, Passage, SearchStep
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.programmes.operations.definition import Operation
from khetene.programmes.operations.work import Jobs


@transaction.atomic
def add_search_step(enrolment_id: uuid.UUID, *, words: str, due_on: date | None = None, actor: Actor) -> SearchStep:
    """Write one step of the plan. Raises NotForYou where the programme leads to no job."""
    enrolment, _jobs = _working(enrolment_id, actor)
    step = SearchStep(
        enrolment=enrolment, words=words, due_on=due_on, written_by_id=actor.membership_key, written_at=clock.now()
    )
    step.full_clean()
    step.save(force_insert=True)
    audit.record("search_step.written", step, actor=actor, case=enrolment.case_id)
    return step


@transaction.atomic
def settle_search_step(step_id: uuid.UUID, *, state: str, actor: Actor) -> SearchStep:
    """Say that a step is done or dropped; the same answer again changes nothing. Raises NotForYou."""
    row = SearchStep.objects.filter(pk=step_id).first()
    if row is None or state not in (StepState.DONE, StepState.DROPPED):
        raise NotForYou
    enrolment, _operation = locked(row.enrolment_id, actor)
    row.refresh_from_db()
    if row.state != state:
        row.state, row.settled_on = StepState(state), clock.today()
        row.save(update_fields=["state", "settled_on"])
        audit.record("search_step.settled", row, actor=actor, case=enrolment.case_id)
    return row


@transaction.atomic
def offer_work(enrolment_id: uuid.UUID, *, work: str, offered_on: date, actor: Actor) -> JobOffer:
    """Note an offer of work. Raises NotForYou, DayNotPossible, OfferNotPossible before the plan is under way."""
    enrolment, _jobs = _working(enrolment_id, actor)
    _refuse_future(offered_on, "offered_on")
    if enrolment.started_on is None or offered_on < enrolment.started_on:
        raise OfferNotPossible(_("Work is offered once the job search plan is under way."), field="offered_on")
    offer = JobOffer(
        enrolment=enrolment,
        work=work,
        offered_on=offered_on,
        noted_by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    return _kept(offer, "offer.made", enrolment, actor)


@transaction.atomic
def talk_offer_through(
    offer_id: uuid.UUID, *, doubts: Sequence[str], person_says: str = "", checked_on: date, actor: Actor
) -> JobOffer:
    """Whether the work suits, point by point, asked of the person. Raises DayNotPossible, OfferNotPossible."""
    offer, enrolment, jobs = _offer(offer_id, actor)
    if offer.answer != OfferAnswer.OPEN:
        raise OfferNotPossible(_("This offer is answered already."))
    _refuse_before(checked_on, offer.offered_on, "checked_on")
    if not set(doubts) <= {point.id for point in jobs.checks}:
        raise NotForYou
    offer.doubts, offer.person_says, offer.checked_on = " ".join(doubts), person_says, checked_on
    return _kept(offer, "offer.talked_through", enrolment, actor)


@transaction.atomic
def answer_offer(
    offer_id: uuid.UUID, *, answer: str, answered_on: date, refusal_reason: str = "", actor: Actor
) -> JobOffer:
    """What the person answered. Raises OfferNotPossible without the talk before it or without a reason of a refusal."""
    offer, enrolment, jobs = _offer(offer_id, actor)
    if offer.answer != OfferAnswer.OPEN:
        raise OfferNotPossible(_("This offer is answered already."))
    if offer.checked_on is None:
        raise OfferNotPossible(_("Talk through with the person whether the work suits before an answer is noted."))
    _refuse_before(answered_on, offer.checked_on, "answered_on")
    refused = answer == OfferAnswer.REFUSED
    if refused and refusal_reason not in {reason.id for reason in jobs.refusal_reasons}:
        raise OfferNotPossible(_("Choose why the offer was refused."), field="refusal_reason")
    offer.answer, offer.answered_on = OfferAnswer(answer), answered_on
    offer.refusal_reason = refusal_reason if refused else ""
    return _kept(offer, "offer.answered", enrolment, actor)


@transaction.atomic
def follow_job(
    offer_id: uuid.UUID,
    *,
    started_on: date,
    confirmed_on: date | None = None,
    ended_on: date | None = None,
    actor: Actor,
) -> JobOffer:
    """When the job began, until when the person is known to have worked there, and when it ended."""
    offer, enrolment, _jobs = _offer(offer_id, actor)
    if offer.answer != OfferAnswer.ACCEPTED or offer.answered_on is None:
        raise OfferNotPossible(_("Only an offer that was accepted becomes a job."))
    _refuse_before(started_on, offer.answered_on, "started_on")
    for field, day in (("confirmed_on", confirmed_on), ("ended_on", ended_on)):
        if day is not None:
            _refuse_future(day, field)
    if confirmed_on and ended_on and confirmed_on > ended_on:
        raise DayNotPossible(_("The job had ended before this day."), field="confirmed_on")
    offer.started_on, offer.confirmed_on, offer.ended_on = started_on, confirmed_on, ended_on
    return _kept(offer, "job.followed", enrolment, actor)


@transaction.atomic
def refer_to_agency(enrolment_id: uuid.UUID, *, passage: str, referred_on: date, actor: Actor) -> Passage:
    """Note that the person was referred; what the measure is, only the agency knows. Raises NotForYou, DayNotPossible."""
    enrolment, operation = locked(enrolment_id, actor)
    if passage not in {entry.id for entry in operation.passages} or enrolment.phase == Phase.ENDED:
        raise NotForYou
    _refuse_future(referred_on, "referred_on")
    row = Passage(
        enrolment=enrolment,
        passage=passage,
        referred_on=referred_on,
        noted_by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    row.full_clean()
    row.save(force_insert=True)
    audit.record("passage.referred", row, actor=actor, case=enrolment.case_id)
    return row


@transaction.atomic
def follow_passage(passage_id: uuid.UUID, *, taken_up_on: date, finished_on: date | None, actor: Actor) -> Passage:
    """Note that the measure was taken up, and when it was finished. Raises NotForYou, DayNotPossible."""
    row = Passage.objects.filter(pk=passage_id).first()
    if row is None:
        raise NotForYou
    enrolment, _operation = locked(row.enrolment_id, actor)
    row.refresh_from_db()
    _refuse_before(taken_up_on, row.referred_on, "taken_up_on")
    if finished_on is not None:
        _refuse_before(finished_on, taken_up_on, "finished_on")
    row.taken_up_on, row.finished_on = taken_up_on, finished_on
    row.full_clean()
    row.save()
    audit.record("passage.followed", row, actor=actor, case=enrolment.case_id)
    return row


def _working(enrolment_id: uuid.UUID, actor: Actor) -> tuple[Enrolment, Jobs]:
    enrolment, operation = locked(enrolment_id, actor)
    return enrolment, _jobs_of(operation)


def _jobs_of(operation: Operation) -> Jobs:
    if operation.jobs is None:
        raise NotForYou
    return operation.jobs


def _offer(offer_id: uuid.UUID, actor: Actor) -> tuple[JobOffer, Enrolment, Jobs]:
    offer = JobOffer.objects.filter(pk=offer_id).first()
    if offer is None:
        raise NotForYou
    enrolment, jobs = _working(offer.enrolment_id, actor)
    offer.refresh_from_db()
    return offer, enrolment, jobs


def _kept(offer: JobOffer, verb: str, enrolment: Enrolment, actor: Actor) -> JobOffer:
    offer.full_clean()
    offer.save()
    audit.record(verb, offer, actor=actor, case=enrolment.case_id)
    return offer


def _refuse_future(day: date, field: str) -> None:
    if day > clock.today():
        raise DayNotPossible(_("This day has not come yet."), field=field)


def _refuse_before(day: date, first: date, field: str) -> None:
    _refuse_future(day, field)
    if day < first:
        raise DayNotPossible(_("This day lies before the step that came first."), field=field)
