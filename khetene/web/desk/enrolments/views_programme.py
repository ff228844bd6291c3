"""A programme from above: its own totals, and which organisations have joined it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.directory import reads as directory
from khetene.disclosure.door import Cell, Shown, Why
from khetene.disclosure.remainder import KnownYear
from khetene.enrolments import actions, reads
from khetene.enrolments.rules import holds_programmes
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.programmes import reads as programmes
from khetene.publishing.known import participants_by_year
from khetene.territory.reads import municipality_choices
from khetene.web.desk.enrolments.forms import EndPartnerForm, PartnerForm, TerritoriesForm
from khetene.web.desk.publishing.words import WHOLE
from khetene.web.http import ActorRequest, attempt, page


def works_or_holds(actor: Actor) -> bool:
    """People who work with cases read their own organisation's totals, a programme holder the protected ones of all."""
    return works_with_cases(actor) or holds_programmes(actor)


@page(allowed_to=works_or_holds)
def totals(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Each number in its unit. The holder sees no small number and nothing newer than the last full quarter."""
    titles = dict(reads.enrolling(programmes.published()))
    if programme_id not in titles:
        raise Http404
    context: dict[str, Any] = {"title": titles[programme_id], "programme_id": programme_id}
    if works_with_cases(request.actor):
        on = clock.today()
        shown = reads.own_totals(programme_id, on=on, actor=request.actor)
        return render(request, "desk/enrolments/own_totals.html", context | {"totals": shown, "on": on})
    if not reads.is_holder(programme_id, actor=request.actor):
        raise Http404
    on = reads.quarter_before(clock.today())
    known = participants_by_year(programme_id)
    found = reads.whole_totals(programme_id, on=on, known=known)
    context |= {"on": on, "minimum": reads.RULE.minimum, "contributors": reads.RULE.contributors}
    context |= (_words(found) if found else {"not_yet": True}) | {"years": _years(known, clock.today().year)}
    return render(request, "desk/enrolments/whole_totals.html", context)


def _years(known: Mapping[int, KnownYear], this_year: int) -> list[dict[str, Any]]:
    """Every year since the first that an edition tells of. What no edition tells stands nowhere else either."""
    first = min(known, default=this_year - 1)
    return [{"year": year, **_year(known.get(year), year == this_year)} for year in range(first, this_year + 1)]


def _year(known: KnownYear | None, runs: bool) -> dict[str, Any]:
    if known is None:
        return {"number": None, "why": _("the year is not over") if runs else _("not published yet")}
    return {"number": known.number, "why": "" if known.number is not None else str(WHOLE[known.why])}


def _programme(programme_id: str) -> str:
    titles = dict(reads.programme_choices(programmes.published()))
    if programme_id not in titles:
        raise Http404
    return titles[programme_id]


def _words(found: reads.ProtectedTotals) -> dict[str, Any]:
    return {
        "people": shown_cell(found.people),
        "people_stand_on": found.stands_on,
        "supports": [{"total": support, "people": shown_cell(support.people)} for support in found.supports],
        "rates": [{"rate": rate, "why": _reason(rate.why) if rate.why else ""} for rate in found.rates],
    }


def shown_cell(cell: Cell) -> dict[str, Any]:
    """A number to show, or the words for why it is hidden."""
    if isinstance(cell, Shown):
        return {"number": cell.number, "why": ""}
    return {"number": None, "why": _reason(cell.why)}


def _reason(why: Why) -> str:
    reasons = {
        Why.TOO_SMALL: _("hidden: the number is small"),
        Why.TOO_FEW_CONTRIBUTORS: _("hidden: it comes from few organisations"),
        Why.PROTECTS_ANOTHER: _("hidden: it would give away a small number"),
    }
    return reasons[why]


@page(allowed_to=holds_programmes, writes=("POST",))
def partners(request: ActorRequest, programme_id: str) -> HttpResponse:
    """Who has joined the own programme, and a new agreement."""
    title = _programme(programme_id)
    rows = reads.partners_of(programme_id, actor=request.actor)
    form = PartnerForm(request.POST or None, organisations=directory.organisation_choices(on=clock.today()))
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        organisation = uuid.UUID(data.pop("organisation"))
        joined = attempt(
            form,
            lambda: actions.join_programme(programme_id, organisation_id=organisation, **data, actor=request.actor),
        )
        if joined:
            messages.success(request, _("The agreement is recorded."))
            return redirect("enrolments:partners", programme_id)
    context = {"title": title, "programme_id": programme_id, "rows": rows, "form": form}
    return render(request, "desk/enrolments/partners.html", context)


@page(allowed_to=holds_programmes, writes=("POST",))
def end_partnership(request: ActorRequest, partner_id: uuid.UUID) -> HttpResponse:
    programme_id, row = reads.partner(partner_id, actor=request.actor)
    form = EndPartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        left_on = form.cleaned_data["left_on"]
        if attempt(form, lambda: actions.end_partnership(partner_id, left_on=left_on, actor=request.actor)):
            return redirect("enrolments:partners", programme_id)
    context = {"row": row, "form": form, "programme_id": programme_id}
    return render(request, "desk/enrolments/end_partner.html", context)


@page(allowed_to=holds_programmes, writes=("POST",))
def partner_territories(request: ActorRequest, partner_id: uuid.UUID) -> HttpResponse:
    """In which municipalities the organisation works for the programme."""
    programme_id, row = reads.partner(partner_id, actor=request.actor)
    places = municipality_choices(on=clock.today())
    chosen = [str(key) for key in row.territory_ids]
    form = TerritoriesForm(request.POST or None, territories=places, initial={"territories": chosen})
    if request.method == "POST" and form.is_valid():
        keys = [uuid.UUID(key) for key in form.cleaned_data["territories"]]
        if attempt(form, lambda: actions.set_territories(partner_id, territory_ids=keys, actor=request.actor)):
            return redirect("enrolments:partners", programme_id)
    context = {"row": row, "form": form, "programme_id": programme_id}
    return render(request, "desk/enrolments/partner_territories.html", context)
