"""One support plan: what it holds, its next steps, and its end."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import works_at_school, works_with_pupils
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms import ApplicationForm, EvaluationForm, GoalForm, ReasonForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_at_school)
def support_plan(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """The whole plan, who has it now, and what can be done next."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    actions.record_opening("plan", shown.id, actor=request.actor, silo=shown.silo)
    return render(request, "desk/earlyleaving/plan.html", {"plan": shown})


def about_plan(
    request: ActorRequest, shown: reads.PlanPage, form: KheteneForm, title: str, **more: Any
) -> HttpResponse:
    """A form about one plan."""
    return render(request, "desk/earlyleaving/plan_form.html", {"plan": shown, "form": form, "title": title, **more})


@page(allowed_to=works_with_pupils, writes=("POST",))
def application(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """The signed application and the information about data."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    known = {"signed_on": shown.signed_on, "informed_on": shown.informed_on}
    form = ApplicationForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.sign_application(iap_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The application is noted."))
            return redirect("early:support_plan", iap_id)
    return about_plan(request, shown, form, _("The signed application"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def goal(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """What should change, and what each side does for it."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    names = ("goal", "pupil_promises", "family_promises", "preparing_hours", "overseeing_hours")
    form = GoalForm(request.POST or None, initial={name: getattr(shown, name) for name in names})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.write_goal(iap_id, **form.goals(), actor=request.actor)):
            messages.success(request, _("The goal is kept."))
            return redirect("early:support_plan", iap_id)
    return about_plan(request, shown, form, _("Goal and promises"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def no_overlap(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """The statement that nothing in the plan is paid from elsewhere."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        if attempt(form, lambda: actions.state_no_overlap(iap_id, actor=request.actor)):
            messages.success(request, _("The statement is kept. When the supports change, it has to be made again."))
            return redirect("early:support_plan", iap_id)
    intro = _(
        "I state: no support of this plan is paid for the same need by the municipality, the state or another project."
    )
    return about_plan(request, shown, form, _("Nothing is paid twice"), intro=intro, submit=_("I state this"))


@page(allowed_to=works_at_school, writes=("POST",))
def plan_step(request: ActorRequest, iap_id: uuid.UUID, verb: str) -> HttpResponse:
    """One step of the plan; what is missing is said before and refused after."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    step = next((each for each in shown.next if each.verb == verb), None)
    if step is None:
        raise Http404
    form = ReasonForm(request.POST if request.method == "POST" else None, asks_reason=step.asks_reason)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        taken = attempt(form, lambda: actions.take_step(iap_id, verb=verb, reason=reason, actor=request.actor))
        if taken:
            messages.success(request, _("Now: %(stage)s.") % {"stage": taken.get_state_display()})
            return (
                redirect("early:pupil", shown.pupil_id) if verb == "delete" else redirect("early:support_plan", iap_id)
            )
    return about_plan(request, shown, form, str(step.label), missing=step.missing, submit=step.label)


@page(allowed_to=works_with_pupils, writes=("POST",))
def evaluate_plan(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """What became of every risk, and how the semester ended."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    if not shown.may_evaluate:
        raise Http404
    named = {risk.criterion for risk in shown.risks}
    criteria = reads.criterion_choices(reads.instrument(on=shown.begins), without=named)
    form = EvaluationForm(request.POST or None, risks=shown.risks, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.evaluate(iap_id, **form.evaluation(), actor=request.actor)):
            messages.success(request, _("The plan is evaluated."))
            return redirect("early:support_plan", iap_id)
    return about_plan(request, shown, form, _("Evaluate and end the plan"), submit=_("Evaluate and end the plan"))
