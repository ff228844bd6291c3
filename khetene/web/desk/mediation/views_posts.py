"""Mediators' posts: the coordinator sees and writes all, the mediator reads their own."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.rules import coordinates_nationally, mediates
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.kernel.alphabet import in_alphabet
from khetene.mediation import actions, reads
from khetene.projects import reads as projects
from khetene.territory import reads as territory
from khetene.territory.enums import TerritoryKind
from khetene.territory.models import Territory
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.mediation.forms_posts import AreaDaysForm, AreaForm, ChangeContractForm, ContractForm, FundingForm
from khetene.web.http import ActorRequest, attempt, page

Choices = list[tuple[str, str]]
# People are written in before they begin, and contracts of earlier phases afterwards.
AROUND = timedelta(days=366 * 12)
PLACES = (
    TerritoryKind.STATE_CITY,
    TerritoryKind.CITY_INSIDE,
    TerritoryKind.MUNICIPALITY,
    TerritoryKind.TOWN,
    TerritoryKind.PARISH,
)


@page(allowed_to=coordinates_nationally)
def posts(request: ActorRequest) -> HttpResponse:
    """All posts by mediator, gaps between contracts, and places that have nobody now."""
    asked = request.GET.get("phase", "")
    phase = int(asked) if asked.isdecimal() and len(asked) < 4 else None
    context = {
        "posts": reads.posts(actor=request.actor, phase=phase),
        "phases": _phases(),
        "phase": phase,
        "month": f"{clock.today():%Y-%m}",
    }
    return render(request, "desk/mediation/posts.html", context)


@page(allowed_to=mediates)
def my_posts(request: ActorRequest) -> HttpResponse:
    """My contracts, who pays them, my places, and the days between contracts."""
    return render(request, "desk/mediation/my_posts.html", {"people": reads.own_posts(actor=request.actor)})


@page(allowed_to=coordinates_nationally)
def post(request: ActorRequest, contract_id: uuid.UUID) -> HttpResponse:
    return render(request, "desk/mediation/post.html", {"row": reads.contract(contract_id, actor=request.actor)})


@page(allowed_to=coordinates_nationally, writes=("POST",))
def add_post(request: ActorRequest) -> HttpResponse:
    form = ContractForm(request.POST or None, mediators=_mediators(), **_lists())
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.add_contract(**form.contract(), actor=request.actor))
        if made:
            messages.success(request, _("The contract is there. Now say who pays it and for which places it is."))
            return redirect("mediation:post", made.pk)
    return _form(request, form, _("New contract for a post"), reverse("mediation:posts"))


@page(allowed_to=coordinates_nationally, writes=("POST",))
def change_post(request: ActorRequest, contract_id: uuid.UUID) -> HttpResponse:
    row = reads.contract(contract_id, actor=request.actor)
    initial = {name: getattr(row, name) for name in ("phase", "percent_of_full_time", "begins", "ends")}
    form = ChangeContractForm(request.POST or None, initial=initial | {"employer": str(row.employer_id)}, **_lists())
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_contract(contract_id, **form.contract(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("mediation:post", contract_id)
    return _part_form(request, form, _("Change the contract"), row)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def remove_post(request: ActorRequest, contract_id: uuid.UUID) -> HttpResponse:
    """Ask first: only what was written by mistake goes."""
    row = reads.contract(contract_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        actions.remove_contract(contract_id, actor=request.actor)
        messages.success(request, _("The contract is removed."))
        return redirect("mediation:posts")
    words = _("Remove only what was written by mistake. A contract that is over stays: give it its last day.")
    return _part_form(request, form, _("Remove the contract?"), row, submit=_("Remove"), words=words)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def add_funding(request: ActorRequest, contract_id: uuid.UUID) -> HttpResponse:
    row = reads.contract(contract_id, actor=request.actor)
    form = FundingForm(request.POST or None, payers=_organisations())
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_funding(contract_id, **form.funding(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("mediation:post", contract_id)
    return _part_form(request, form, _("Who pays a part?"), row)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def remove_funding(request: ActorRequest, funding_id: uuid.UUID) -> HttpResponse:
    row, funding = reads.contract_of_funding(funding_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        actions.remove_funding(funding_id, actor=request.actor)
        messages.success(request, _("It is removed."))
        return redirect("mediation:post", row.id)
    words = " ".join(part for part in (str(funding.source_label), funding.payer) if part)
    return _part_form(request, form, _("Remove this part of the funding?"), row, submit=_("Remove"), words=words)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def add_area(request: ActorRequest, contract_id: uuid.UUID) -> HttpResponse:
    row = reads.contract(contract_id, actor=request.actor)
    places = place_choices(row.begins, row.ends or max(row.begins, clock.today()))
    form = AreaForm(request.POST or None, territories=places, initial={"begins": row.begins})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_area(contract_id, **form.area(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("mediation:post", contract_id)
    return _part_form(request, form, _("Add a town, parish or municipality"), row)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def change_area(request: ActorRequest, area_id: uuid.UUID) -> HttpResponse:
    row, area = reads.contract_of_area(area_id, actor=request.actor)
    form = AreaDaysForm(request.POST or None, initial={"begins": area.begins, "ends": area.ends})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_area(area_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("mediation:post", row.id)
    return _part_form(request, form, _("From when to when does this place belong to it?"), row, words=area.name)


@page(allowed_to=coordinates_nationally, writes=("POST",))
def remove_area(request: ActorRequest, area_id: uuid.UUID) -> HttpResponse:
    """Ask first: only what was written by mistake goes."""
    row, area = reads.contract_of_area(area_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        actions.remove_area(area_id, actor=request.actor)
        messages.success(request, _("The place is removed."))
        return redirect("mediation:post", row.id)
    words = _(
        "Remove only what was written by mistake. A place that has no mediator any more stays: give it its last day."
    )
    title = _("Remove %(place)s from this contract?") % {"place": area.name}
    return _part_form(request, form, title, row, submit=_("Remove"), words=words)


def _form(request: ActorRequest, form: KheteneForm, title: str, back: str, **more: Any) -> HttpResponse:
    context = {"form": form, "title": title, "back_to": back, "caption": "", "words": "", "submit": ""}
    return render(request, "desk/mediation/form.html", context | more)


def _part_form(
    request: ActorRequest, form: KheteneForm, title: str, row: reads.ContractRow, **more: Any
) -> HttpResponse:
    back = reverse("mediation:post", args=[row.id])
    return _form(request, form, title, back, **{"caption": f"{row.mediator}, {row.employer}"} | more)


def _lists() -> dict[str, Choices]:
    return {"employers": _organisations(), "phases": _phases()}


def _organisations() -> Choices:
    """Those of today, then those that ended: contracts of earlier phases name them."""
    today = clock.today()
    return directory.organisation_choices(on=today) + directory.ended_choices(on=today)


def _phases() -> Choices:
    return [(str(row.ordinal), _("Phase %(number)s") % {"number": row.roman}) for row in projects.phases()]


def _mediators() -> Choices:
    found = accounts.mediators_between(clock.today() - AROUND, clock.today() + AROUND)
    return [(str(post.membership_id), f"{post.name}, {post.organisation}") for post in found]


def place_choices(*days: date) -> Choices:
    """Municipalities, towns and parishes of Latvia on one of the days or more; one that is gone by the last says so."""
    found = territory.territories_on_any(*days).filter(country="LV", kind__in=PLACES)
    by_name = sorted(found, key=lambda place: in_alphabet(place.name))
    return [(str(place.pk), _place_words(place, max(days))) for place in by_name]


def _place_words(place: Territory, last: date) -> str:
    kind = place.get_kind_display()
    if place.valid_to is None or place.valid_to > last:
        return f"{place.name} ({kind})"
    until = date_format(place.valid_to - date.resolution, "SHORT_DATE_FORMAT")
    return _("%(place)s (%(kind)s, until %(day)s)") % {"place": place.name, "kind": kind, "day": until}
