"""The profile card and the mid-term evaluation of a participation: filling in, reading, printing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.enrolments import actions, reads
from khetene.instruments import reads as instruments
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.web.desk.enrolments.forms_ways import CardForm
from khetene.web.desk.enrolments.views_steps import shown_page
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases)
def card(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """What the newest card says; made to be printed."""
    shown = shown_page(enrolment_id, request)
    case_actions.record_opening(cases.case_head(shown.line.case_id, actor=request.actor), actor=request.actor)
    found = reads.card_of(reads.visible_enrolment(enrolment_id, actor=request.actor))
    if found is None:
        raise Http404
    return render(request, "desk/enrolments/card.html", {"line": shown.line, "card": found})


@page(allowed_to=works_with_cases, writes=("POST",))
def fill_card(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """A new card begins with what the last one said."""
    shown = shown_page(enrolment_id, request)
    form_id = programmes.operation(shown.programme).card
    version = instruments.newest_version(form_id) if form_id else None
    if version is None:
        raise Http404
    enrolment = reads.visible_enrolment(enrolment_id, actor=request.actor)
    form = CardForm(
        request.POST if request.method == "POST" else None,
        asked=version.questions,
        before=reads.card_answers(enrolment),
        initial={"filled_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        filled_on = form.cleaned_data["filled_on"]
        kept = attempt(
            form,
            lambda: actions.fill_card(enrolment_id, answers=form.answers, filled_on=filled_on, actor=request.actor),
        )
        if kept:
            messages.success(request, _("The card is kept."))
            return redirect("enrolments:profile_card", enrolment_id)
    context = {"line": shown.line, "form": form, "title": str(version.questions.title)}
    return render(request, "desk/enrolments/fill_card.html", context)


@page(allowed_to=works_with_cases)
def midterm(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """What the newest evaluation says; made to be printed."""
    shown = shown_page(enrolment_id, request)
    case_actions.record_opening(cases.case_head(shown.line.case_id, actor=request.actor), actor=request.actor)
    found = reads.midterm_of(reads.visible_enrolment(enrolment_id, actor=request.actor))
    if found is None:
        raise Http404
    return render(request, "desk/enrolments/midterm.html", {"line": shown.line, "card": found})


@page(allowed_to=works_with_cases, writes=("POST",))
def evaluate_midterm(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The person and the mentor look at the plan; every evaluation begins empty, because it is about now."""
    shown = shown_page(enrolment_id, request)
    asked = programmes.operation(shown.programme).midterm
    version = instruments.newest_version(asked.form) if asked else None
    if version is None or shown.midterm is None:
        raise Http404
    form = CardForm(
        request.POST if request.method == "POST" else None,
        asked=version.questions,
        before={},
        initial={"filled_on": shown.line.exited_on or clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        filled_on = form.cleaned_data["filled_on"]
        kept = attempt(
            form,
            lambda: actions.evaluate_midterm(
                enrolment_id, answers=form.answers, filled_on=filled_on, actor=request.actor
            ),
        )
        if kept:
            messages.success(request, _("The evaluation is kept. What changes now stands in the plan."))
            return redirect("enrolments:midterm", enrolment_id)
    context = {"line": shown.line, "form": form, "title": str(version.questions.title)}
    return render(request, "desk/enrolments/fill_card.html", context)
