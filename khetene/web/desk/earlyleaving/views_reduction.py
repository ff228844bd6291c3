"""Plans for reducing early leaving: the page of a school or a municipality, and all of a municipality side by side."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import coordinates_in_a_municipality, plans_reduction, reads_reduction
from khetene.web.desk.earlyleaving.forms_reduction import CorrectMeasureForm, MeasureForm, ProgressForm
from khetene.web.desk.earlyleaving.views_register import FIRST_YEAR, checked_year
from khetene.web.desk.wiping import wipe_after_a_question
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
    newest = reads.school_years()[-1]
    return {
        "next_year": year + 1,
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < newest else None,
        "coordinates": coordinates_in_a_municipality(request.actor),
    }


@page(allowed_to=plans_reduction, writes=("POST",))
def plan_measure(request: ActorRequest) -> HttpResponse:
    """A new measure of this school year; from July on also of the coming one."""
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planned = attempt(form, lambda: actions.plan_measure(**form.cleaned_data, actor=request.actor))
        if planned:
            messages.success(request, _("The measure is planned."))
            return redirect("early:reduction", planned.school_year)
    context = {"form": form, "title": _("Plan a measure"), "year": reads.school_years()[-1]}
    return render(request, "desk/earlyleaving/reduction_form.html", context)


@page(allowed_to=plans_reduction, writes=("POST",))
def move_measure(request: ActorRequest, reduction_id: uuid.UUID) -> HttpResponse:
    """Where a measure stands, how it went, and at its end what came of it."""
    shown = reads.reduction_measure(reduction_id, actor=request.actor)
    form = ProgressForm(request.POST or None, initial={"progress": shown.progress})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.move_measure(reduction_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:reduction", shown.year)
    context = {"form": form, "title": _("Where a measure stands"), "measure": shown, "year": shown.year}
    return render(request, "desk/earlyleaving/reduction_form.html", context)


@page(allowed_to=plans_reduction, writes=("POST",))
def correct_measure(request: ActorRequest, reduction_id: uuid.UUID) -> HttpResponse:
    """What was mistyped, and what stood there before; those words can be deleted for good."""
    shown = reads.measure_history(reduction_id, actor=request.actor)
    row = shown.row
    first = {name: getattr(row, name) for name in ("words", "responsible", "due_on", "outcome")}
    form = CorrectMeasureForm(request.POST or None, has_ended=row.has_ended, initial=first | {"aim": row.aim_key})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_measure(reduction_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is corrected."))
            return redirect("early:reduction", row.year)
    context = {"form": form, "shown": shown, "year": row.year, "next_year": row.year + 1}
    return render(request, "desk/earlyleaving/correct_reduction.html", context)


@page(allowed_to=plans_reduction, writes=("POST",))
def wipe_words(request: ActorRequest, reduction_id: uuid.UUID, written_id: uuid.UUID) -> HttpResponse:
    """Delete words of the history for good, after a question."""
    shown = reads.measure_history(reduction_id, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_reduction_words(reduction_id, written_id, actor=request.actor),
        caption=_("Plan for reducing early leaving"),
        facts=_words_of(shown, written_id),
        back=reverse("early:correct_reduction", args=[reduction_id]),
    )


def _words_of(shown: reads.MeasureHistory, written_id: uuid.UUID) -> list[tuple[str, str]]:
    """What would be deleted, with its labels; what is deleted already or has no words is not found."""
    said: dict[uuid.UUID, list[tuple[str, str]]] = {
        step.id: [(str(step.label), step.words)] for step in shown.row.went if step.words
    }
    said |= {one.id: one.what for one in shown.earlier if not one.is_wiped}
    if written_id not in said:
        raise Http404
    return said[written_id]
