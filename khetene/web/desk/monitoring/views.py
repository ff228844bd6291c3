"""Indicators by objective, one of them with all that sources say, and entering what a source says."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.period import newest
from khetene.monitoring.rules import at_work, keeps_indicators
from khetene.web.desk.monitoring.forms import FilterForm, ValueForm
from khetene.web.http import ActorRequest, attempt, page

KEPT = ("year", "number", "qualifier", "gap", "denominator", "as_of", "period", "geography", "source", "source_kind")


@page(allowed_to=at_work)
def indicators(request: ActorRequest) -> HttpResponse:
    """All indicators with their newest figures, or why there is none."""
    form = FilterForm(request.GET or None, objectives=reads.choices_of_objectives())
    objective = form.cleaned_data["objective"] if form.is_valid() else ""
    found = reads.indicators(actor=request.actor, objective=objective)
    context = {
        "objectives": found,
        "form": form,
        "year": clock.today().year,
        "years": reads.years(),
        "period": newest(),
    }
    return render(request, "desk/monitoring/indicators.html", context)


@page(allowed_to=at_work)
def indicator(request: ActorRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """One indicator: definition, every source, how far they differ, and what was corrected."""
    shown = reads.indicator(indicator_id, actor=request.actor)
    context = {"shown": shown, "row": shown.row, "difference": reports.difference_words(shown.row)}
    return render(request, "desk/monitoring/indicator.html", context)


@page(allowed_to=keeps_indicators, writes=("POST",))
def enter(request: ActorRequest, indicator_id: uuid.UUID) -> HttpResponse:
    """Enter what a source says."""
    shown = reads.indicator(indicator_id, actor=request.actor)
    if not shown.keeps:
        raise Http404
    form = _form(request, shown.row, {"year": clock.today().year - 1})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.enter_value(indicator_id, form.said(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("monitoring:indicator", indicator_id)
    context = {"row": shown.row, "form": form, "title": _("Enter what a source says"), "submit": _("Save")}
    return render(request, "desk/monitoring/form.html", context)


@page(allowed_to=keeps_indicators, writes=("POST",))
def correct(request: ActorRequest, value_id: uuid.UUID) -> HttpResponse:
    """A new row that names the old one, which stays."""
    indicator_id, old = reads.value(value_id, actor=request.actor)
    shown = reads.indicator(indicator_id, actor=request.actor)
    initial = {name: getattr(old, name) for name in (*KEPT, "document", "note")}
    initial["number"] = None if old.number is None else Decimal(f"{old.number.normalize():f}")
    form = _form(request, shown.row, initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_value(value_id, form.said(), actor=request.actor)):
            messages.success(request, _("Corrected. The old row stays and says so."))
            return redirect("monitoring:indicator", indicator_id)
    context = {"row": shown.row, "form": form, "title": _("Correct a figure"), "submit": _("Save"), "corrects": True}
    return render(request, "desk/monitoring/form.html", context)


def _form(request: ActorRequest, row: reads.IndicatorRow, initial: dict[str, Any]) -> ValueForm:
    return ValueForm(request.POST or None, unit=row.unit, unit_label=row.unit_label, initial=initial)
