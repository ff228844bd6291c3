"""What municipalities add to the overview of a year: who answered, who did not, and asking further ones."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.instruments import actions, reads
from khetene.instruments.rules import is_asked_about, keeps_evaluations
from khetene.kernel import clock
from khetene.web.desk.instruments.forms import MunicipalitiesForm
from khetene.web.http import ActorRequest, attempt, page

USUAL_WEEKS = timedelta(weeks=4)


@page(allowed_to=keeps_evaluations)
def contributions(request: ActorRequest, year: int) -> HttpResponse:
    """Municipalities that were asked about a year, field by field."""
    rows = reads.towns(_asked_about(year), actor=request.actor)
    answered = sum(bool(row.answered) for row in rows)
    asked = sum(row.is_asked for row in rows)
    context = {"rows": rows, "year": year, "asked": asked, "answered": answered, "years": _years(year)}
    return render(request, "desk/instruments/contributions.html", context)


@page(allowed_to=keeps_evaluations, writes=("POST",))
def ask_municipalities(request: ActorRequest, year: int) -> HttpResponse:
    places = reads.not_yet_asked(_asked_about(year), actor=request.actor)
    form = MunicipalitiesForm(
        request.POST if request.method == "POST" else None,
        municipalities=[(str(key), name) for key, name in places],
        initial={"closes_on": clock.today() + USUAL_WEEKS},
    )
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.ask_municipalities(year, **form.asked(), actor=request.actor))
        if opened is not None:
            messages.success(request, _("Now ask somebody for each field."))
            return redirect("instruments:contributions", year)
    return render(request, "desk/instruments/ask_municipalities.html", {"form": form, "year": year, "places": places})


def _asked_about(year: int) -> int:
    if not is_asked_about(year):
        raise Http404
    return year


def _years(year: int) -> list[int]:
    today = clock.today().year
    return [one for one in (today, today - 1, today - 2) if one != year]
