"""The individual support plan: goals, steps, agreement, paper."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions, reads
from khetene.web.desk.cases.forms_plan import AgreePlanForm, GoalForm, MeasureChangeForm, MeasureForm
from khetene.web.desk.cases.views import form_page
from khetene.web.desk.drafting import drafted, sent
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases, writes=("POST",))
def begin_plan(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    if request.method != "POST":
        return redirect("cases:case", case_id)
    plan = actions.draft_plan(case_id, actor=request.actor)
    return redirect("cases:plan", plan.pk)


@page(allowed_to=works_with_cases)
def plan(request: ActorRequest, plan_id: uuid.UUID) -> HttpResponse:
    case_id, row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    return render(request, "desk/cases/plan.html", {"case": head, "plan": row, "agree": AgreePlanForm()})


@page(allowed_to=works_with_cases)
def print_plan(request: ActorRequest, plan_id: uuid.UUID) -> HttpResponse:
    """The plan on paper, for signature."""
    case_id, row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    return render(request, "desk/cases/paper_plan.html", {"case": head, "plan": row})


@page(allowed_to=works_with_cases, writes=("POST",))
def add_goal(request: ActorRequest, plan_id: uuid.UUID) -> HttpResponse:
    case_id, _row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    needs = [(str(need.id), need.domain_label) for need in reads.needs_of(head)]
    key = f"goal-{plan_id}"
    form = drafted(request, GoalForm, key, needs=needs)
    if request.method == "POST" and form.is_valid():
        words, chosen = form.cleaned_data["words"], [uuid.UUID(need) for need in form.cleaned_data["needs"]]
        if attempt(form, lambda: actions.add_goal(plan_id, words=words, need_ids=chosen, actor=request.actor)):
            sent(request, key)
            return redirect("cases:plan", plan_id)
    return form_page(request, head, form, _("Add a goal"), draft=key)


@page(allowed_to=works_with_cases, writes=("POST",))
def add_measure(request: ActorRequest, plan_id: uuid.UUID, goal_id: uuid.UUID) -> HttpResponse:
    case_id, row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    goal = next((goal for goal in row.goals if goal.id == goal_id), None)
    if goal is None:
        raise Http404
    key = f"measure-{goal_id}"
    form = drafted(request, MeasureForm, key)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_measure(goal_id, **form.cleaned_data, actor=request.actor)):
            sent(request, key)
            return redirect("cases:plan", plan_id)
    return form_page(request, head, form, _("Add a step"), draft=key, intro=goal.words)


@page(allowed_to=works_with_cases, writes=("POST",))
def change_measure(request: ActorRequest, plan_id: uuid.UUID, measure_id: uuid.UUID) -> HttpResponse:
    case_id, row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    steps = [measure for goal in row.goals for measure in goal.measures if measure.id == measure_id]
    if not steps:
        raise Http404
    form = MeasureChangeForm(request.POST or None, states=steps[0].next_states)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_measure(measure_id, **form.cleaned_data, actor=request.actor)):
            return redirect("cases:plan", plan_id)
    return form_page(request, head, form, _("How does this step stand?"), intro=steps[0].words)


@page(allowed_to=works_with_cases, writes=("POST",))
def agree_plan(request: ActorRequest, plan_id: uuid.UUID) -> HttpResponse:
    case_id, row = reads.plan(plan_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    form = AgreePlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review_on = form.cleaned_data["review_on"]
        if attempt(form, lambda: actions.agree_plan(plan_id, review_on=review_on, actor=request.actor)):
            messages.success(request, _("The plan is agreed."))
            return redirect("cases:plan", plan_id)
    return render(request, "desk/cases/plan.html", {"case": head, "plan": row, "agree": form, "form": form})


@page(allowed_to=works_with_cases, writes=("POST",))
def complete_plan(request: ActorRequest, plan_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.complete_plan(plan_id, actor=request.actor)
        messages.success(request, _("The plan is carried out."))
    return redirect("cases:plan", plan_id)
