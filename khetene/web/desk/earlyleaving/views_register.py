"""Totals at every height, which schools take part, and what is already paid for all pupils."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khetene.accounts.rules import sees_national_totals
from khetene.directory import reads as directory
from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import (
    coordinates_in_a_municipality,
    holds_the_programme,
    knows_who_pays,
    leads_a_school,
    works_at_school,
)
from khetene.kernel import clock
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms_support import LeaveForm, PaidElsewhereForm, SchoolForm
from khetene.web.http import ActorRequest, attempt, page

UNITS = {
    "pupils": gettext_lazy("Pupils (each once in a school year and school)"),
    "plans": gettext_lazy("Plans (a pupil has a new one each semester)"),
    "risks": gettext_lazy("Risks (a plan may name several)"),
    "supports": gettext_lazy("Planned supports"),
}
HOURS = {
    "planned_hours": gettext_lazy("Planned hours"),
    "given_hours": gettext_lazy("Hours given and confirmed"),
    "writing_hours": gettext_lazy("Hours of preparing and overseeing plans"),
}
CENTS = {"planned_cents": gettext_lazy("Planned money"), "given_cents": gettext_lazy("Money spent")}
FIRST_YEAR, LAST_YEAR = 2016, 2100


@page(allowed_to=works_at_school)
def school_totals(request: ActorRequest, year: int) -> HttpResponse:
    """The own school: the head sees all of it, others the pupils that they work with."""
    return _totals(
        request, year, reads.school_totals(checked_year(year), actor=request.actor), _("Totals of our school"), "school"
    )


@page(allowed_to=coordinates_in_a_municipality)
def municipal_totals(request: ActorRequest, year: int) -> HttpResponse:
    """Approved plans of the municipality's schools, protected."""
    found = reads.municipal_totals(checked_year(year), actor=request.actor)
    return _totals(request, year, found, _("Totals of the municipality"), "municipality")


@page(allowed_to=sees_national_totals)
def national_totals(request: ActorRequest, year: int) -> HttpResponse:
    """Approved plans of the country, protected."""
    found = reads.national_totals(checked_year(year))
    more = {"part": reads.participation(clock.today()), "whole": reads.since_the_beginning()}
    return _totals(request, year, found, _("Totals of the country"), "country", **more)


def checked_year(year: int) -> int:
    """A school year that can be; any other is not found."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _totals(
    request: ActorRequest, year: int, found: reads.Totals, title: str, height: str, **more: Any
) -> HttpResponse:
    context = {
        "title": title,
        "height": height,
        "url": request.resolver_match.view_name if request.resolver_match else "",
        "year": year,
        "next_year": year + 1,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < reads.school_year() else None,
        "units": [(label, found.units[name]) for name, label in UNITS.items()],
        "hours": [(label, found.hours[name]) for name, label in HOURS.items()],
        "cents": [(label, found.cents[name]) for name, label in CENTS.items()],
        "families": [(*row, share) for row, share in zip(found.families, found.shares, strict=True)],
        **more,
        "minimum": reads.RULE.minimum,
        "contributors": reads.RULE.contributors,
    }
    return render(request, "desk/earlyleaving/totals.html", context)


@page(allowed_to=holds_the_programme, writes=("POST",))
def schools(request: ActorRequest) -> HttpResponse:
    """Which schools take part and which municipality approves; a school is added when it joins."""
    rows = reads.schools(actor=request.actor)
    organisations = directory.organisation_choices(on=clock.today())
    form = SchoolForm(request.POST or None, organisations=organisations, initial={"joined_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        school = uuid.UUID(form.cleaned_data["school"])
        if attempt(form, lambda: actions.join_school(school, **form.joining(), actor=request.actor)):
            messages.success(request, _("The school takes part."))
            return redirect("early:schools")
    return render(request, "desk/earlyleaving/schools.html", {"rows": rows, "form": form})


@page(allowed_to=holds_the_programme, writes=("POST",))
def end_school(request: ActorRequest, school_id: uuid.UUID) -> HttpResponse:
    """A school leaves, or another municipality approves from a day: then it is ended here and added anew."""
    row = next((row for row in reads.schools(actor=request.actor) if row.id == school_id and not row.left_on), None)
    if row is None:
        raise Http404
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left_on = form.cleaned_data["left_on"]
        if attempt(form, lambda: actions.leave_programme(school_id, left_on=left_on, actor=request.actor)):
            messages.success(request, _("The day is noted. Plans that the school has go on."))
            return redirect("early:schools")
    return render(request, "desk/earlyleaving/end_school.html", {"row": row, "form": form})


@page(allowed_to=knows_who_pays, writes=("POST",))
def paid_elsewhere(request: ActorRequest) -> HttpResponse:
    """What the own school or municipality already pays for all pupils: it cannot be planned a second time."""
    form = PaidElsewhereForm(request.POST or None, kinds=reads.support_choices(reads.instrument(on=clock.today())))
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.note_paid_elsewhere(**form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:paid_elsewhere")
    context: dict[str, Any] = {
        "rows": reads.paid_elsewhere(actor=request.actor),
        "form": form,
        "leads": leads_a_school(request.actor),
    }
    return render(request, "desk/earlyleaving/paid_elsewhere.html", context)


@page(allowed_to=knows_who_pays, writes=("POST",))
def paid_no_more(request: ActorRequest, paid_row_id: uuid.UUID) -> HttpResponse:
    """Ask first; then it can be planned again."""
    row = next((row for row in reads.paid_elsewhere(actor=request.actor) if row.id == paid_row_id), None)
    if row is None:
        raise Http404
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        attempt(form, lambda: actions.take_back_paid_elsewhere(paid_row_id, actor=request.actor))
        if not form.errors:
            messages.success(request, _("It counts no more."))
            return redirect("early:paid_elsewhere")
    return render(request, "desk/earlyleaving/paid_no_more.html", {"row": row, "form": form})
