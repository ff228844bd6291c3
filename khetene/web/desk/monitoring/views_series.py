"""Series of municipalities through the reforms, on the boundaries that the reader chooses."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from khetene.kernel import clock
from khetene.monitoring import reads
from khetene.monitoring.rules import at_work
from khetene.web.desk.dashboards.drawing import as_file, asks_for_file, drawn
from khetene.web.desk.monitoring.forms import SeriesForm
from khetene.web.http import ActorRequest, page


@page(allowed_to=at_work)
def series(request: ActorRequest) -> HttpResponse:
    """One series as a picture and a table; what cannot be placed stands below with its reason."""
    days = reads.boundary_choices()
    form = SeriesForm(request.GET or None, series=reads.series_choices(), boundaries=days)
    given = form.cleaned_data if form.is_valid() else {}
    on = date.fromisoformat(given["on"]) if given.get("on") else clock.today()
    shown = reads.series(given.get("series") or reads.series_choices()[0][0], on=on, actor=request.actor)
    if asks_for_file(request):
        return as_file(request, [shown.chart])
    context = {"shown": shown, "form": form, "drawn": drawn([shown.chart], asked=request.GET)[0]}
    return render(request, "desk/monitoring/series.html", context)
