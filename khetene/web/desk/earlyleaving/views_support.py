"""Risks, the supports that are tied to them, and what was given."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import works_with_pupils
from khetene.kernel import clock
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms import RiskForm
from khetene.web.desk.earlyleaving.forms_support import GivenForm, SupportForm
from khetene.web.desk.earlyleaving.views_plan import about_plan
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_pupils, writes=("POST",))
def add_risk(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """Name a risk from the four families and justify it."""
    shown = reads.plan_page(iap_id, actor=request.actor)
    named = {risk.criterion for risk in shown.risks}
    criteria = reads.criterion_choices(reads.instrument(on=shown.begins), without=named)
    form = RiskForm(request.POST or None, criteria=criteria)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_risk(iap_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The risk stands in the plan."))
            return redirect("early:support_plan", iap_id)
    return about_plan(request, shown, form, _("Name a risk"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def remove_risk(request: ActorRequest, risk_id: uuid.UUID) -> HttpResponse:
    """Ask first, then the risk goes with its justification."""
    shown, risk = reads.plan_of_risk(risk_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        if attempt(form, lambda: actions.remove_risk(risk_id, actor=request.actor)):
            messages.success(request, _("The risk is out of the plan."))
            return redirect("early:support_plan", shown.id)
    return about_plan(request, shown, form, _("Remove the risk"), intro=risk.title, submit=_("Remove"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def add_support(request: ActorRequest, risk_id: uuid.UUID) -> HttpResponse:
    """Plan a support against one risk."""
    shown, risk = reads.plan_of_risk(risk_id, actor=request.actor)
    form = SupportForm(
        request.POST or None,
        kinds=reads.support_choices(reads.instrument(on=shown.begins)),
        initial={"begins": max(shown.begins, clock.today()), "ends": shown.ends},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_support(risk_id, **form.support(), actor=request.actor)):
            messages.success(request, _("The support is planned."))
            return redirect("early:support_plan", shown.id)
    return about_plan(request, shown, form, _("Plan a support"), intro=risk.title)


@page(allowed_to=works_with_pupils, writes=("POST",))
def remove_support(request: ActorRequest, support_id: uuid.UUID) -> HttpResponse:
    """Ask first, then the support goes out of the plan."""
    shown, support = reads.plan_of_support(support_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        if attempt(form, lambda: actions.remove_support(support_id, actor=request.actor)):
            messages.success(request, _("The support is out of the plan."))
            return redirect("early:support_plan", shown.id)
    return about_plan(request, shown, form, _("Remove the support"), intro=support.title, submit=_("Remove"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def give_support(request: ActorRequest, support_id: uuid.UUID) -> HttpResponse:
    """Note a consultation that the pupil confirmed, or an expense with its document."""
    shown, support = reads.plan_of_support(support_id, actor=request.actor)
    form = GivenForm(
        request.POST or None,
        is_consultation=support.is_consultation,
        unit=support.unit_label,
        initial={"given_on": clock.today(), "confirmed_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.note_delivery(support_id, **form.given(), actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:support_plan", shown.id)
    return about_plan(request, shown, form, _("Note what was given"), intro=support.title)


@page(allowed_to=works_with_pupils, writes=("POST",))
def take_back_given(request: ActorRequest, given_id: uuid.UUID) -> HttpResponse:
    """Ask first; what was noted by mistake counts no more and stays to be seen."""
    shown, support = reads.plan_of_delivery(given_id, actor=request.actor)
    if not shown.may_give:
        raise Http404
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        if attempt(form, lambda: actions.take_back_delivery(given_id, actor=request.actor)):
            messages.success(request, _("It counts no more."))
            return redirect("early:support_plan", shown.id)
    return about_plan(request, shown, form, _("Take back what was noted"), intro=support.title, submit=_("Take back"))
