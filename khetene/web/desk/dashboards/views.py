"""Dashboards: the country, where a programme is, a municipality, a programme, a network."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from khetene.accounts.rules import at_work, sees_national_totals
from khetene.dashboards import reads
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.web.desk.dashboards.drawing import as_file, asks_for_file, drawn
from khetene.web.desk.dashboards.forms import CoverageForm, NeedsForm, OnDayForm
from khetene.web.desk.dashboards.kept import COUNTRY, NEEDS, PLACES, Page, body_of
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def national(request: ActorRequest) -> HttpResponse:
    """A handful of questions about the whole country."""
    reader = reads.reader_of(request.actor)
    if asks_for_file(request):
        return as_file(request, reads.national(actor=reader))
    body = body_of(COUNTRY, (reader, "national"), lambda: _national(reader))
    return render(request, "desk/dashboards/national.html", {"shown": body})


def _national(reader: Actor) -> Page:
    context = {
        "sees_totals": sees_national_totals(reader),
        "programmes": reads.programme_choices(),
        "year": clock.today().year,
    }
    return Page("desk/dashboards/_national.html", drawn(reads.national(actor=reader)), context)


@page(allowed_to=at_work)
def coverage(request: ActorRequest) -> HttpResponse:
    """Where a programme is there on any day, as a map of equal squares and as a table."""
    if not request.GET:
        body = body_of(PLACES, ("coverage",), _first_coverage)
        return render(request, "desk/dashboards/coverage.html", {"shown": body})
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
    if asks_for_file(request):
        return as_file(request, charts)
    shown = drawn(charts, urls=_municipalities(found), asked=request.GET)
    return render(request, "desk/dashboards/coverage.html", {"form": form, "found": found, "charts": shown})


def _first_coverage() -> Page:
    """The first programme today, before anything was chosen."""
    choices = reads.programme_choices()
    if not choices:
        return Page("desk/dashboards/_coverage.html", context={"nothing": True})
    found = reads.coverage(choices[0][0], on=clock.today())
    form = CoverageForm(None, programmes=choices, initial={"programme": choices[0][0]})
    charts = drawn([reads.coverage_chart(found)], urls=_municipalities(found))
    return Page("desk/dashboards/_coverage.html", charts, {"form": form, "found": found})


def _municipalities(found: reads.Coverage) -> dict[str, str]:
    return {one.place.name: reverse("dashboards:municipality", args=[one.place.pk]) for one in found.places}


@page(allowed_to=sees_national_totals)
def needs(request: ActorRequest) -> HttpResponse:
    """What people need, by columns that the reader chooses."""
    years = reads.years_of_needs()
    form = NeedsForm(request.GET if "year" in request.GET else None, years=years)
    if form.is_bound and not form.is_valid():
        return render(request, "desk/dashboards/needs.html", {"form": form})
    year: int = form.cleaned_data["year"] if form.is_bound else years[0]
    by: str = form.cleaned_data["by"] if form.is_bound else reads.NeedsBy.STATE
    if asks_for_file(request):
        return as_file(request, [reads.needs(year, by, actor=request.actor)])
    reader = reads.reader_of(request.actor)
    body = body_of(NEEDS, (reader, "needs", year, by), lambda: _needs(year, by, reader))
    return render(request, "desk/dashboards/needs.html", {"form": form, "shown": body})


def _needs(year: int, by: str, reader: Actor) -> Page:
    asked = QueryDict(f"year={year}&by={by}")
    return Page("desk/dashboards/_needs.html", drawn([reads.needs(year, by, actor=reader)], asked=asked))


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
    reader = reads.reader_of(request.actor)
    if asks_for_file(request):
        return as_file(request, reads.programme(programme_id, actor=reader).charts)
    body = body_of(PLACES, (reader, "programme", programme_id), lambda: _programme(programme_id, reader))
    return render(request, "desk/dashboards/programme.html", {"shown": body})


def _programme(programme_id: str, reader: Actor) -> Page:
    shown = reads.programme(programme_id, actor=reader)
    charts = drawn(shown.charts, urls=_municipalities(shown.coverage))
    context = {"shown": shown, "programme": shown.coverage}
    return Page("desk/dashboards/_programme.html", charts, context, title=shown.coverage.title)


@page(allowed_to=at_work)
def network(request: ActorRequest, body: str) -> HttpResponse:
    """One body over its gatherings, without names and without a ranking."""
    shown = reads.network(body, actor=request.actor)
    if asks_for_file(request):
        return as_file(request, shown.charts)
    context = {"body": shown.body, "charts": drawn(shown.charts), "away": shown.away}
    return render(request, "desk/dashboards/network.html", context)
