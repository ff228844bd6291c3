"""Surveys: which there are, one of them, opening, closing, and what came back."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.network import reads as network
from khetene.surveys import actions, reads
from khetene.surveys.rules import keeps_surveys
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.surveys import files
from khetene.web.desk.surveys.forms import OpenSurveyForm
from khetene.web.http import ActorRequest, attempt, page

USUAL_TIME = timedelta(days=10)


@page(allowed_to=keeps_surveys)
def surveys(request: ActorRequest) -> HttpResponse:
    return render(request, "desk/surveys/list.html", {"rows": reads.surveys(actor=request.actor)})


@page(allowed_to=keeps_surveys)
def survey(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Who is asked, what was promised to them, and what became of the letters."""
    shown = reads.survey(survey_id, actor=request.actor)
    return render(request, "desk/surveys/survey.html", {"shown": shown, "row": shown.row})


@page(allowed_to=keeps_surveys)
def results(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    shown = reads.results(survey_id, actor=request.actor)
    writers = {"xlsx": files.as_xlsx, "csv": files.as_csv}
    if shown.questions and (write := writers.get(request.GET.get("format", ""))):
        return write(_tables(shown, request))
    return render(request, "desk/surveys/results.html", {"shown": shown, "row": shown.row})


def _tables(shown: reads.Results, request: ActorRequest) -> dict[str, list[files.Row]]:
    """Without names what the page shows, and not a row more."""
    if not shown.row.is_anonymous:
        return {_("Answers"): files.answers_table(*reads.named_answers(shown.row.id, actor=request.actor))}
    return {_("Counts"): files.counts_table(shown), _("What people wrote"): files.words_table(shown)}


@page(allowed_to=keeps_surveys, writes=("POST",))
def open_survey(request: ActorRequest) -> HttpResponse:
    """`?gathering=` names the one from whose page somebody comes."""
    initial = {"whom": f"gathering:{request.GET.get('gathering', '')}", "closes_on": clock.today() + USUAL_TIME}
    form = OpenSurveyForm(
        request.POST or None,
        gatherings=reads.gatherings_to_ask(actor=request.actor),
        bodies=network.body_choices(actor=request.actor),
        versions=reads.versions(),
        initial=initial | {"names": "no", "grouped_by": ""},
    )
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.open_survey(**form.survey(), actor=request.actor))
        if opened:
            messages.success(request, _("The survey is open. Look through who is asked, then send the letters."))
            return redirect("surveys:survey", opened.pk)
    context = {"form": form, "title": _("Open a survey"), "submit": _("Open")}
    return render(request, "desk/surveys/form.html", context)


@page(allowed_to=keeps_surveys, writes=("POST",))
def discard(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Opened by mistake: it goes with its list, as long as nobody was reached."""
    shown = reads.survey(survey_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: [actions.discard(survey_id, actor=request.actor)]):
            messages.success(request, _("The survey is deleted. Nobody was written to."))
            return redirect("surveys:surveys")
    intro = _("Nobody was written to yet. The survey is deleted with the list of those who were to be asked.")
    title = _("Delete the survey")
    context = {"form": form, "title": title, "submit": _("Delete"), "intro": intro, "row": shown.row}
    return render(request, "desk/surveys/form.html", context)


@page(allowed_to=keeps_surveys, writes=("POST",))
def close(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    shown = reads.survey(survey_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.close(survey_id, actor=request.actor)):
            messages.success(request, _("The survey is closed."))
            return redirect("surveys:survey", survey_id)
    intro = _(
        "Links stop working, for good. Whoever has not answered is counted as silent; nothing is filled in for them."
    )
    context = {"form": form, "title": _("Close the survey"), "submit": _("Close it"), "intro": intro, "row": shown.row}
    return render(request, "desk/surveys/form.html", context)
