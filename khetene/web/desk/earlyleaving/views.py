"""Pupils of my school: what was seen, who works with whom, and a new plan."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import leads_a_school, works_at_school, works_with_pupils
from khetene.kernel import clock
from khetene.kernel.translated import short_day
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms import ColleagueForm, FindPupilForm, ObservationForm, PlanForm
from khetene.web.http import ActorRequest, attempt, page

PUPILS = "desk/earlyleaving/pupils.html"


@page(allowed_to=works_at_school, writes=("POST",))
def pupils(request: ActorRequest) -> HttpResponse:
    """Those I work with and their plans; the head sees all. Those found by name are few: one page, no name in its address."""
    form = FindPupilForm(request.POST or None)
    context = {
        "form": form,
        "takes_part": reads.takes_part(actor=request.actor),
        "may_write": works_with_pupils(request.actor),
        "leads": leads_a_school(request.actor),
        "year": reads.school_year(),
    }
    if request.method == "POST" and form.is_valid():
        found = reads.pupils(actor=request.actor, called=form.cleaned_data["called"])
        return render(request, PUPILS, context | {"page": None, "lines": reads.pupil_lines(found)})
    shown = Paginator(reads.pupils(actor=request.actor), 25).get_page(request.GET.get("page"))
    return render(request, PUPILS, context | {"page": shown, "lines": reads.pupil_lines(shown.object_list)})


@page(allowed_to=works_at_school)
def pupil(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """What was seen, who works with the pupil, and the plans by semester."""
    shown = reads.pupil_page(pupil_id, actor=request.actor)
    actions.record_opening("pupil", shown.id, actor=request.actor, silo=shown.silo)
    return render(request, "desk/earlyleaving/pupil.html", {"pupil": shown})


def about_pupil(
    request: ActorRequest, shown: reads.PupilPage, form: KheteneForm, title: str, **more: Any
) -> HttpResponse:
    """A form about one pupil."""
    return render(request, "desk/earlyleaving/pupil_form.html", {"pupil": shown, "form": form, "title": title, **more})


def _observation_form(request: ActorRequest, *, known: bool) -> ObservationForm:
    return ObservationForm(
        request.POST or None,
        initial={"observed_on": clock.today()},
        criteria=reads.criterion_choices(reads.instrument(on=clock.today())),
        colleagues=_others(request),
        known=known,
    )


def _others(request: ActorRequest) -> list[tuple[str, str]]:
    mine = str(request.actor.membership_key)
    return [choice for choice in reads.colleagues(actor=request.actor) if choice[0] != mine]


@page(allowed_to=works_with_pupils, writes=("POST",))
def observe(request: ActorRequest) -> HttpResponse:
    """Note what was seen about a pupil who is not in the list yet."""
    form = _observation_form(request, known=False)
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, lambda: actions.observe(**form.observation(), actor=request.actor))
        if noted:
            messages.success(request, _("It is noted."))
            return redirect("early:pupil", noted.pupil_id)
    return render(request, "desk/earlyleaving/observe.html", {"form": form})


@page(allowed_to=works_with_pupils, writes=("POST",))
def observe_again(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """Note what was seen about a pupil who is known."""
    shown = reads.pupil_page(pupil_id, actor=request.actor)
    form = _observation_form(request, known=True)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.observe(pupil_id=pupil_id, **form.observation(), actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:pupil", pupil_id)
    return about_pupil(request, shown, form, _("Note what was seen"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def let_in(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """A colleague works with the pupil from now on."""
    shown = reads.pupil_page(pupil_id, actor=request.actor)
    form = ColleagueForm(request.POST or None, colleagues=_others(request))
    if request.method == "POST" and form.is_valid():
        colleague = uuid.UUID(form.cleaned_data["colleague"])
        attempt(form, lambda: actions.let_in(pupil_id, colleague_id=colleague, actor=request.actor))
        if not form.errors:
            messages.success(request, _("The colleague can open the record now."))
            return redirect("early:pupil", pupil_id)
    return about_pupil(request, shown, form, _("Let a colleague work with the pupil"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def draft_plan(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """A new plan for one semester."""
    shown = reads.pupil_page(pupil_id, actor=request.actor)
    semesters = [
        (each.id, f"{each.id} ({short_day(each.begins)}–{short_day(each.ends)})") for each in reads.semesters()
    ]
    form = PlanForm(
        request.POST or None,
        semesters=semesters,
        colleagues=reads.colleagues(actor=request.actor, also_heads=True),
        initial={"semester": semesters[0][0] if semesters else None, "overseer": str(request.actor.membership_key)},
    )
    if request.method == "POST" and form.is_valid():
        drafted = attempt(form, lambda: actions.draft_plan(pupil_id, **form.plan(), actor=request.actor))
        if drafted:
            messages.success(request, _("The plan %(number)s is begun.") % {"number": drafted.number})
            return redirect("early:support_plan", drafted.pk)
    return about_pupil(request, shown, form, _("Begin a support plan"))
