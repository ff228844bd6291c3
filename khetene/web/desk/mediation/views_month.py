"""The mediator's month: what it adds up to, its signature, the supervisor's decision, and the country."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import coordinates_nationally, mediates, supervises
from khetene.directory import reads as directory
from khetene.disclosure.door import Shown, amount_behind, protect_sum
from khetene.kernel import clock
from khetene.mediation import actions, reads, reports
from khetene.mediation.words import KIND_HEADINGS, SINGLE_LABELS
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.mediation.files import as_file
from khetene.web.desk.mediation.forms_month import ActivityForm, NarrativeForm, ReturnForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=mediates)
def months(request: ActorRequest) -> HttpResponse:
    """My last twelve months and how each stands."""
    return render(request, "desk/mediation/months.html", {"months": reads.months(actor=request.actor)})


@page(allowed_to=mediates, writes=("POST",))
def month(request: ActorRequest, month: str) -> HttpResponse:
    """One month of mine: it adds itself up; I write what the numbers do not say, and sign. Also as Word and PDF."""
    first = _first(month)
    shown = reads.month_page(first, actor=request.actor)
    if kind := request.GET.get("format"):
        return _own_paper(shown, kind, request)
    key = f"month-{month}"
    form = drafted(request, NarrativeForm, key, initial=_narrative(shown))
    if request.method == "POST" and form.is_valid():
        act = actions.correct_month if shown.may_correct else actions.sign_month
        if attempt(form, lambda: act(first, narrative=form.cleaned_data["narrative"], actor=request.actor)):
            sent(request, key)
            messages.success(request, _("The month is signed. Your supervisor looks at it now."))
            return redirect("mediation:month", month)
    context = {
        "month": shown,
        "figures": _lines(shown.figures),
        "kinds": _kinds(shown.by_kind),
        "signed": [_signed(row) for row in shown.signed],
        "form": form if shown.may_sign or shown.may_correct else None,
        "submit": _("Sign the correction") if shown.may_correct else _("Sign the month"),
        **draft_attributes(key),
    }
    return render(request, "desk/mediation/month.html", context)


def _own_paper(shown: reads.MonthPage, kind: str, request: ActorRequest) -> HttpResponse:
    now = None if shown.signed else reads.own_figures(shown, actor=request.actor)
    return as_file(reports.month_document(shown.signed, now=now), kind, f"menesis-{shown.first:%Y-%m}")


def _narrative(shown: reads.MonthPage) -> dict[str, str]:
    """A month that was given back begins with the words that it had."""
    return {"narrative": shown.signed[0].narrative} if shown.signed and shown.may_sign else {}


def _first(month: str) -> date:
    first = reads.first_of(month)
    if first is None:
        raise Http404
    return first


def _lines(figures: dict[str, Any]) -> list[tuple[Any, int]]:
    return [(label, figures[name]) for name, label in SINGLE_LABELS.items()]


def _kinds(by_kind: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(heading, by_kind[name]) for name, heading in KIND_HEADINGS.items() if by_kind[name]]


def _signed(row: reads.MonthRow) -> dict[str, Any]:
    return {"row": row, "figures": _lines(row.figures), "kinds": _kinds(row.by_kind)}


@page(allowed_to=mediates, writes=("POST",))
def note_activity(request: ActorRequest) -> HttpResponse:
    """An event, work with an institution, or own time."""
    institutions = directory.organisation_choices(on=clock.today())
    form = drafted(request, ActivityForm, "activity", initial={"happened_on": clock.today()}, institutions=institutions)
    if request.method == "POST" and form.is_valid():
        noted = attempt(form, lambda: actions.note_activity(**form.activity(), actor=request.actor))
        if noted:
            sent(request, "activity")
            messages.success(request, _("It is noted."))
            return redirect("mediation:month", noted.happened_on.strftime("%Y-%m"))
    return render(request, "desk/mediation/activity.html", {"form": form, **draft_attributes("activity")})


@page(allowed_to=mediates, writes=("POST",))
def take_back_activity(request: ActorRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Ask first, then let it count no more."""
    row = reads.activity(activity_id, actor=request.actor)
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        attempt(form, lambda: actions.take_back_activity(activity_id, actor=request.actor))
        if not form.errors:
            messages.success(request, _("It counts no more."))
            return redirect("mediation:month", row.happened_on.strftime("%Y-%m"))
    return render(request, "desk/mediation/take_back_activity.html", {"row": row, "form": form})


@page(allowed_to=supervises)
def submitted(request: ActorRequest) -> HttpResponse:
    """Signed months of the mediators of my organisation, those that wait first."""
    return render(request, "desk/mediation/submitted.html", {"rows": reads.submitted(actor=request.actor)})


@page(allowed_to=supervises, writes=("POST",))
def submitted_month(request: ActorRequest, month_id: uuid.UUID) -> HttpResponse:
    """One signed month: accept it, or give it back with what should be mended. Also as Word and PDF."""
    row = reads.submitted_month(month_id, actor=request.actor)
    if kind := request.GET.get("format"):
        signed = reads.signings_of(month_id, actor=request.actor)
        return as_file(reports.month_document(signed), kind, f"menesis-{row.first:%Y-%m}")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: _decide(month_id, form.cleaned_data["mend"], request)):
            messages.success(request, _("Your decision is recorded."))
            return redirect("mediation:submitted")
    return render(request, "desk/mediation/submitted_month.html", {**_signed(row), "form": form})


def _decide(month_id: uuid.UUID, why: str, request: ActorRequest) -> Any:
    if request.POST.get("decision") == "accept":
        return actions.accept_month(month_id, actor=request.actor)
    return actions.return_month(month_id, why=why, actor=request.actor)


@page(allowed_to=coordinates_nationally)
def national_month(request: ActorRequest, month: str) -> HttpResponse:
    """The signed months of the country added up, protected; who has not signed is named as missing."""
    first = _first(month)
    if first > clock.today():
        raise Http404
    found = reads.national_month(first)
    context = {
        "first": first,
        "before": (first - date.resolution).strftime("%Y-%m"),
        "after": _after(first),
        "signed": found.signed,
        "counted": found.counted,
        "is_closed": found.is_closed,
        "shown_from": reads.closing_of(first) + date.resolution,
        "missing": found.missing,
        "lines": [(SINGLE_LABELS[name], number) for name, number in _national(found).items()],
        "minimum": reads.MONTH_RULE.minimum,
    }
    return render(request, "desk/mediation/national_month.html", context)


def _after(first: date) -> str:
    following = reads.month_after(first)
    return "" if following > clock.today() else following.strftime("%Y-%m")


def _national(found: reads.NationalMonth) -> dict[str, int | None]:
    """What counts people's contacts passes the door, and minutes are shown with the contacts that they belong to."""
    cells = {name: protect_sum(found.by_mediator[name], reads.MONTH_RULE) for name in ("contacts", "cases")}
    cells["contact_minutes"] = amount_behind(found.by_mediator["contact_minutes"], cells["contacts"])
    shown = {name: cell.number if isinstance(cell, Shown) else None for name, cell in cells.items()}
    return shown | found.open_figures
