"""Plans for reducing early leaving: the page of a school or a municipality, and all of a municipality side by side."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import coordinates_in_a_municipality, plans_reduction, reads_reduction
from khetene.web.desk.earlyleaving.forms_reduction import MeasureForm, ProgressForm
from khetene.web.desk.earlyleaving.views_register import FIRST_YEAR, checked_year
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=reads_reduction)
def reduction(request: ActorRequest, year: int) -> HttpResponse:
    """The plan of the own school or municipality for one school year."""
    shown = reads.reduction_plan(checked_year(year), actor=request.actor)
    return render(request, "desk/earlyleaving/reduction.html", {"shown": shown, **_around(request, year)})


@page(allowed_to=coordinates_in_a_municipality)
def joined(request: ActorRequest, year: int) -> HttpResponse:
    """The municipality's own plan with those of its schools."""
    shown = reads.joined_reduction(checked_year(year), actor=request.actor)
    return render(request, "desk/earlyleaving/joined_reduction.html", {"shown": shown, **_around(request, year)})


def _around(request: ActorRequest, year: int) -> dict[str, object]:
    now = reads.school_year()
    return {
        "next_year": year + 1,
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < now else None,
        "coordinates": coordinates_in_a_municipality(request.actor),
    }


@page(allowed_to=plans_reduction, writes=("POST",))
def plan_measure(request: ActorRequest) -> HttpResponse:
    """A new measure of this school year."""
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.plan_measure(**form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The measure is planned."))
            return redirect("early:reduction", reads.school_year())
    context = {"form": form, "title": _("Plan a measure"), "year": reads.school_year()}
    return render(request, "desk/earlyleaving/reduction_form.html", context)


@page(allowed_to=plans_reduction, writes=("POST",))
def move_measure(request: ActorRequest, reduction_id: uuid.UUID) -> HttpResponse:
    """Where a measure stands, how it went, and at its end what came of it."""
    shown = reads.reduction_measure(reduction_id, actor=request.actor)
    form = ProgressForm(request.POST or None, initial={"progress": shown.progress})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.move_measure(reduction_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:reduction", reads.school_year())
    context = {"form": form, "title": _("Where a measure stands"), "measure": shown, "year": reads.school_year()}
    return render(request, "desk/earlyleaving/reduction_form.html", context)
