"""Work plans: the mediator writes and reviews them, supervisor and coordinator read and comment."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.mediation import actions, reads, reports
from khetene.mediation.rules import mediates, reads_work_plans
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.mediation.files import as_file
from khetene.web.desk.mediation.forms_plans import (
    CommentForm,
    MoveStepForm,
    PlanForm,
    ReviewPlanForm,
    SituationForm,
    TownGoalForm,
    TownNeedForm,
    TownStepForm,
)
from khetene.web.desk.mediation.views_posts import place_choices
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=reads_work_plans)
def work_plans(request: ActorRequest) -> HttpResponse:
    """Plans of all years: one's own, and those that were handed in."""
    context = {"lines": reads.work_plans(actor=request.actor), "may_begin": mediates(request.actor)}
    return render(request, "desk/mediation/work_plans.html", context)


@page(allowed_to=reads_work_plans)
def work_plan(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    """One plan; also as Word and PDF. That somebody else read it is written down where the mediator works."""
    shown = reads.work_plan(work_plan_id, actor=request.actor)
    kind = request.GET.get("format")
    if not shown.line.is_mine:
        actions.record_plan_opening(work_plan_id, silo=shown.silo, as_file=bool(kind), actor=request.actor)
    if kind:
        return as_file(reports.work_plan_document(shown), kind, f"darba-plans-{shown.line.year}")
    return render(request, "desk/mediation/work_plan.html", {"shown": shown, "line": shown.line})


@page(allowed_to=mediates, writes=("POST",))
def begin_plan(request: ActorRequest) -> HttpResponse:
    initial = {"year": clock.today().year}
    form = drafted(request, PlanForm, "work-plan", initial=initial, territories=place_choices(clock.today()))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.begin_plan(**form.plan(), actor=request.actor))
        if made:
            sent(request, "work-plan")
            messages.success(request, _("The plan is begun. Now write its needs, goals and measures."))
            return redirect("mediation:work_plan", made.pk)
    context = {"form": form, "title": _("New work plan"), "back_to": reverse("mediation:work_plans")}
    return _page(request, context | draft_attributes("work-plan"))


@page(allowed_to=mediates, writes=("POST",))
def situation(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    shown = _mine(work_plan_id, request)
    initial = {"situation": shown.situation, "offices": shown.offices}
    return write_into_plan(
        request,
        SituationForm,
        work_plan_id,
        _("What the town needs"),
        lambda data: actions.write_situation(work_plan_id, **data, actor=request.actor),
        initial=initial,
    )


@page(allowed_to=mediates, writes=("POST",))
def add_town_need(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    _mine(work_plan_id, request)
    return write_into_plan(
        request,
        TownNeedForm,
        work_plan_id,
        _("Add a need"),
        lambda data: actions.add_town_need(work_plan_id, **data, actor=request.actor),
    )


@page(allowed_to=mediates, writes=("POST",))
def add_town_goal(request: ActorRequest, town_need_id: uuid.UUID) -> HttpResponse:
    plan_id, row = reads.own_plan_of_need(town_need_id, actor=request.actor)
    return write_into_plan(
        request,
        TownGoalForm,
        plan_id,
        _("Add a goal"),
        lambda data: actions.add_town_goal(town_need_id, **data, actor=request.actor),
        words=row.words,
    )


@page(allowed_to=mediates, writes=("POST",))
def add_town_step(request: ActorRequest, town_goal_id: uuid.UUID) -> HttpResponse:
    plan_id, row = reads.own_plan_of_goal(town_goal_id, actor=request.actor)
    return write_into_plan(
        request,
        TownStepForm,
        plan_id,
        _("Add a measure"),
        lambda data: actions.add_town_step(town_goal_id, **data, actor=request.actor),
        words=row.words,
    )


@page(allowed_to=mediates, writes=("POST",))
def move_town_step(request: ActorRequest, town_step_id: uuid.UUID) -> HttpResponse:
    step = reads.own_step(town_step_id, actor=request.actor)
    return write_into_plan(
        request,
        MoveStepForm,
        step.plan_id,
        _("How far is the measure?"),
        lambda data: actions.move_town_step(town_step_id, **data, actor=request.actor),
        words=step.row.words,
        initial={"state": step.row.state, "outcome": step.row.outcome},
    )


@page(allowed_to=mediates, writes=("POST",))
def hand_plan_in(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    """Ask first: afterwards others read it."""
    _mine(work_plan_id, request)
    return write_into_plan(
        request,
        KheteneForm,
        work_plan_id,
        _("Hand the plan in?"),
        lambda _data: actions.hand_plan_in(work_plan_id, actor=request.actor),
        words=_("From then on your supervisor and the coordinator at the ministry read it. You can go on writing."),
        submit=_("Hand in"),
    )


@page(allowed_to=mediates, writes=("POST",))
def review_plan(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    """Looking back; afterwards the plan stays as it is."""
    _mine(work_plan_id, request)
    return write_into_plan(
        request,
        ReviewPlanForm,
        work_plan_id,
        _("Look back on the year"),
        lambda data: actions.review_plan(work_plan_id, **data, actor=request.actor),
        words=_("After this the plan stays as it is. What is open can go on in the next one."),
    )


@page(allowed_to=reads_work_plans, writes=("POST",))
def comment_on_plan(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    shown = reads.work_plan(work_plan_id, actor=request.actor)
    if not shown.may_comment:
        raise Http404
    return write_into_plan(
        request,
        CommentForm,
        work_plan_id,
        _("Comment on the plan"),
        lambda data: actions.comment_on_plan(work_plan_id, **data, actor=request.actor),
    )


def _mine(work_plan_id: uuid.UUID, request: ActorRequest) -> reads.PlanPage:
    shown = reads.work_plan(work_plan_id, actor=request.actor)
    if not shown.may_write:
        raise Http404
    return shown


def write_into_plan(
    request: ActorRequest,
    make: type[KheteneForm],
    plan_id: uuid.UUID,
    title: str,
    act: Callable[[dict[str, Any]], Any],
    *,
    initial: dict[str, Any] | None = None,
    words: str = "",
    submit: str = "",
) -> HttpResponse:
    """One form of a plan: show it, carry it out, come back to the plan."""
    form = make(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: act(form.cleaned_data)) is not None:
            messages.success(request, _("Saved."))
            return redirect("mediation:work_plan", plan_id)
    back = reverse("mediation:work_plan", args=[plan_id])
    return _page(request, {"form": form, "title": title, "back_to": back, "words": words, "submit": submit})


def _page(request: ActorRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "desk/mediation/form.html", {"caption": "", "words": "", "submit": ""} | context)
