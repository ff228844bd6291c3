"""The profile card and the mid-term evaluation of a participation: filling in, reading, printing, and blank on paper."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.enrolments import actions, reads
from khetene.instruments import reads as instruments
from khetene.instruments.paper import paper_pdf
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.web.components.files import to_be_saved
from khetene.web.desk.enrolments.forms_ways import FilledFormForm
from khetene.web.desk.enrolments.views_steps import shown_page
from khetene.web.http import ActorRequest, attempt, page


@dataclass(frozen=True, slots=True)
class Face:
    """What a card and an evaluation say differently on the same pages."""

    read: Callable[..., reads.FilledFormShown | None]
    keep: Callable[..., Any]
    page: str
    again: str
    anew: str | Promise
    kept: str | Promise


CARD = Face(
    reads.card_of,
    actions.fill_card,
    "enrolments:profile_card",
    "enrolments:fill_card",
    _("Fill in a newer card"),
    _("The card is kept."),
)
MIDTERM = Face(
    reads.midterm_of,
    actions.evaluate_midterm,
    "enrolments:midterm",
    "enrolments:evaluate_midterm",
    _("Evaluate anew"),
    _("The evaluation is kept. What changes now stands in the plan."),
)


@page(allowed_to=works_with_cases)
def card(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """What the newest card says; made to be printed."""
    return _read(request, enrolment_id, CARD)


@page(allowed_to=works_with_cases, writes=("POST",))
def fill_card(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """A new card begins with what the last one said."""
    shown = shown_page(enrolment_id, request)
    before = reads.card_answers(reads.visible_enrolment(enrolment_id, actor=request.actor))
    return _fill(request, shown, CARD, _card_of(shown), before, clock.today())


@page(allowed_to=works_with_cases)
def midterm(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """What the newest evaluation says; made to be printed."""
    return _read(request, enrolment_id, MIDTERM)


@page(allowed_to=works_with_cases, writes=("POST",))
def evaluate_midterm(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The person and the mentor look at the plan; every evaluation begins empty, because it is about now."""
    shown = shown_page(enrolment_id, request)
    return _fill(request, shown, MIDTERM, _midterm_of(shown), {}, shown.line.exited_on or clock.today())


@page(allowed_to=works_with_cases)
def blank_card(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The questions of the card for paper, with nothing of anybody in it."""
    return _blank(_card_of(shown_page(enrolment_id, request)), "profila-karte.pdf")


@page(allowed_to=works_with_cases)
def blank_midterm(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The questions of the evaluation for paper."""
    return _blank(_midterm_of(shown_page(enrolment_id, request)), "vidusposms.pdf")


def _card_of(shown: reads.EnrolmentPage) -> instruments.AskedVersion:
    return _newest(programmes.operation(shown.programme).card)


def _midterm_of(shown: reads.EnrolmentPage) -> instruments.AskedVersion:
    asked = programmes.operation(shown.programme).midterm
    return _newest(asked.form if asked and shown.midterm else "")


def _newest(form_id: str) -> instruments.AskedVersion:
    version = instruments.newest_version(form_id) if form_id else None
    if version is None:
        raise Http404
    return version


def _blank(version: instruments.AskedVersion, name: str) -> HttpResponse:
    return to_be_saved(HttpResponse(paper_pdf(version.questions), content_type="application/pdf"), name)


def _read(request: ActorRequest, enrolment_id: uuid.UUID, face: Face) -> HttpResponse:
    shown = shown_page(enrolment_id, request)
    case_actions.record_opening(cases.case_head(shown.line.case_id, actor=request.actor), actor=request.actor)
    found = face.read(reads.visible_enrolment(enrolment_id, actor=request.actor))
    if found is None:
        raise Http404
    return render(request, "desk/enrolments/filled_form.html", {"line": shown.line, "filled": found, "face": face})


def _fill(
    request: ActorRequest,
    shown: reads.EnrolmentPage,
    face: Face,
    version: instruments.AskedVersion,
    before: Mapping[str, str],
    filled_on: date,
) -> HttpResponse:
    form = FilledFormForm(
        request.POST if request.method == "POST" else None,
        asked=version.questions,
        before=before,
        initial={"filled_on": filled_on},
    )
    if request.method == "POST" and form.is_valid():
        given = {"answers": form.answers, "filled_on": form.cleaned_data["filled_on"]}
        if attempt(form, lambda: face.keep(shown.line.id, **given, actor=request.actor)):
            messages.success(request, str(face.kept))
            return redirect(face.page, shown.line.id)
    context = {"line": shown.line, "form": form, "title": str(version.questions.title)}
    return render(request, "desk/enrolments/fill_form.html", context)
