"""Dashboards: the country, where a programme is, a municipality, a programme, a network."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khetene.accounts.rules import at_work, sees_national_totals
from khetene.dashboards import reads
from khetene.kernel import clock
from khetene.web.desk.dashboards.drawing import as_file, drawn
from khetene.web.desk.dashboards.forms import CoverageForm, OnDayForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def national(request: ActorRequest) -> HttpResponse:
    """A handful of questions about the whole country."""
    charts = reads.national(actor=request.actor)
    if file := as_file(request, charts):
        return file
    context = {
        "charts": drawn(request, charts),
        "sees_totals": sees_national_totals(request.actor),
        "programmes": reads.programme_choices(),
        "year": clock.today().year,
    }
    return render(request, "desk/dashboards/national.html", context)


@page(allowed_to=at_work)
def coverage(request: ActorRequest) -> HttpResponse:
    """Where a programme is there on any day, as a map of equal squares and as a table."""
    choices = reads.programme_choices()
    if not choices:
        return render(request, "desk/dashboards/coverage.html", {"nothing": True})
    asked = request.GET if "programme" in request.GET else None
    form = CoverageForm(asked, programmes=choices, initial={"programme": choices[0][0]})
    if form.is_bound and not form.is_valid():
        return render(request, "desk/dashboards/coverage.html", {"form": form})
    chosen = form.cleaned_data["programme"] if form.is_bound else choices[0][0]
    on: date = (form.cleaned_data["on"] if form.is_bound else None) or clock.today()
    found = reads.coverage(chosen, on=on)
    charts = [reads.coverage_chart(found)]
    if file := as_file(request, charts):
        return file
    context = {"form": form, "found": found, "charts": drawn(request, charts, urls=_municipalities(found))}
    return render(request, "desk/dashboards/coverage.html", context)


def _municipalities(found: reads.Coverage) -> dict[str, str]:
    return {one.place.name: reverse("dashboards:municipality", args=[one.place.pk]) for one in found.places}


@page(allowed_to=at_work)
def municipality(request: ActorRequest, territory_id: uuid.UUID) -> HttpResponse:
    """What is recorded in a municipality on a day, and what it was before a reform."""
    form = OnDayForm(request.GET if "on_day" in request.GET else None)
    on = form.cleaned_data["on"] if form.is_valid() else None
    shown = attempt(form, lambda: reads.municipality(territory_id, on=on, actor=request.actor)) if on else None
    shown = shown or reads.municipality(territory_id, actor=request.actor)
    return render(request, "desk/dashboards/municipality.html", {"shown": shown, "form": form})


@page(allowed_to=at_work)
def programme(request: ActorRequest, programme_id: str) -> HttpResponse:
    """One programme: where it is there, and how many organisations took part over the years."""
    shown = reads.programme(programme_id, actor=request.actor)
    if file := as_file(request, shown.charts):
        return file
    urls = _municipalities(shown.coverage)
    context = {"shown": shown, "programme": shown.coverage, "charts": drawn(request, shown.charts, urls=urls)}
    return render(request, "desk/dashboards/programme.html", context)


@page(allowed_to=at_work)
def network(request: ActorRequest, body: str) -> HttpResponse:
    """One body over its gatherings, without names and without a ranking."""
    shown = reads.network(body, actor=request.actor)
    if file := as_file(request, shown.charts):
        return file
    context = {"body": shown.body, "charts": drawn(request, shown.charts), "away": shown.away}
    return render(request, "desk/dashboards/network.html", context)
