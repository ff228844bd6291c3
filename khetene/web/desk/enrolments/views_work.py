"""The way to a job: plan, offers of work, whether a job lasted, and hand-overs to measures of the agency."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.enrolments import actions, reads
from khetene.kernel import clock
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.operations.named import Named
from khetene.programmes.operations.work import Jobs
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.enrolments.forms_work import (
    AnswerOfferForm,
    CheckOfferForm,
    FollowJobForm,
    FollowPassageForm,
    OfferForm,
    PassageForm,
    SearchStepForm,
)
from khetene.web.desk.enrolments.views_steps import shown_page
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases)
def work(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The plan, the offers and the hand-overs of one participation."""
    shown = shown_page(enrolment_id, request)
    case_actions.record_opening(cases.case_head(shown.line.case_id, actor=request.actor), actor=request.actor)
    enrolment = reads.visible_enrolment(enrolment_id, actor=request.actor)
    found = reads.work_page(enrolment, programmes.operation(shown.programme))
    context = {"line": shown.line, "shown": shown, "work": found}
    return render(request, "desk/enrolments/work.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def add_step(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """One more step of the plan."""
    _jobs(request, enrolment_id)
    form = SearchStepForm(request.POST or None)
    return _step(
        request,
        enrolment_id,
        form,
        _("A step of the job search plan"),
        lambda: actions.add_search_step(enrolment_id, **form.cleaned_data, actor=request.actor),
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def settle_step(request: ActorRequest, search_step_id: uuid.UUID, step_state: str) -> HttpResponse:
    """A step is done, or dropped."""
    enrolment = reads.search_step(search_step_id, actor=request.actor)
    if request.method == "POST":
        actions.settle_search_step(search_step_id, state=step_state, actor=request.actor)
    return redirect("enrolments:work", enrolment.pk)


@page(allowed_to=works_with_cases, writes=("POST",))
def offer_work(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """An offer of work is noted."""
    _jobs(request, enrolment_id)
    form = OfferForm(request.POST or None, initial={"offered_on": clock.today()})
    return _step(
        request,
        enrolment_id,
        form,
        _("An offer of work"),
        lambda: actions.offer_work(enrolment_id, **form.cleaned_data, actor=request.actor),
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def next_of_offer(request: ActorRequest, offer_id: uuid.UUID) -> HttpResponse:
    """What comes next with an offer: the talk, the answer, or how the job goes."""
    enrolment, row, jobs = reads.offer(offer_id, actor=request.actor)
    posted, today = request.POST or None, clock.today()
    action: Callable[..., Any]
    if row.next == "check":
        form: KheteneForm = CheckOfferForm(posted, points=_choices(jobs.checks), initial={"checked_on": today})
        title, action = _("Does the work suit?"), actions.talk_offer_through
    elif row.next == "answer":
        form = AnswerOfferForm(posted, reasons=_choices(jobs.refusal_reasons), initial={"answered_on": today})
        title, action = _("The answer to the offer"), actions.answer_offer
    elif row.next == "job":
        first = {"started_on": row.started_on, "confirmed_on": row.confirmed_on, "ended_on": row.ended_on}
        form = FollowJobForm(posted, initial=first)
        title, action = _("The job"), actions.follow_job
    else:
        raise Http404
    return _step(
        request,
        enrolment.pk,
        form,
        title,
        lambda: action(offer_id, **form.cleaned_data, actor=request.actor),
        intro=row.work,
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def refer(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The person is referred to a measure; which one, only the agency knows."""
    shown = shown_page(enrolment_id, request)
    passages = programmes.operation(shown.programme).passages
    if not passages or shown.line.phase == "ended":
        raise Http404
    form = PassageForm(request.POST or None, passages=_choices(passages), initial={"referred_on": clock.today()})
    return _step(
        request,
        enrolment_id,
        form,
        _("Referred to a measure of the agency"),
        lambda: actions.refer_to_agency(enrolment_id, **form.cleaned_data, actor=request.actor),
        intro=_("Write down only that the person was referred. What the measure is stays with the agency."),
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def follow_passage(request: ActorRequest, passage_id: uuid.UUID) -> HttpResponse:
    """Taken up, and finished."""
    enrolment, row = reads.passage(passage_id, actor=request.actor)
    first = {"taken_up_on": row.taken_up_on, "finished_on": row.finished_on}
    form = FollowPassageForm(request.POST or None, initial=first)
    return _step(
        request,
        enrolment.pk,
        form,
        row.label,
        lambda: actions.follow_passage(passage_id, **form.cleaned_data, actor=request.actor),
    )


def _jobs(request: ActorRequest, enrolment_id: uuid.UUID) -> Jobs:
    """How the programme of a participation leads to a job; without that there is no such page."""
    enrolment = reads.visible_enrolment(enrolment_id, actor=request.actor)
    jobs = programmes.operation(enrolment.programme).jobs
    if jobs is None:
        raise Http404
    return jobs


def _choices(entries: tuple[Named, ...]) -> list[tuple[str, str]]:
    return [(entry.id, str(Translated(entry.title))) for entry in entries]


def _step(
    request: ActorRequest,
    enrolment_id: uuid.UUID,
    form: KheteneForm,
    title: str,
    action: Callable[[], Any],
    intro: str = "",
) -> HttpResponse:
    """One form of the way to a job, and back to its page when it is kept."""
    shown = shown_page(enrolment_id, request)
    if request.method == "POST" and form.is_valid() and attempt(form, action):
        messages.success(request, _("It is kept."))
        return redirect("enrolments:work", enrolment_id)
    context = {"line": shown.line, "form": form, "title": title, "intro": intro, "back_to_work": True}
    return render(request, "desk/enrolments/form.html", context)
