"""Yearly evaluations: which there are, one of them (or a municipality's) by field, opening, the blank form, and the end."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.instruments import actions, reads
from khetene.instruments.paper import paper_lines, paper_pdf
from khetene.instruments.rules import keeps_evaluations
from khetene.kernel import clock
from khetene.monitoring.reads import suggestions
from khetene.territory import reads as territory
from khetene.web.components.files import to_be_saved
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.instruments.forms import OpenForm
from khetene.web.http import ActorRequest, attempt, page

USUAL_WEEKS = timedelta(weeks=4)


@page(allowed_to=keeps_evaluations)
def evaluations(request: ActorRequest) -> HttpResponse:
    context = {"rows": reads.evaluations(actor=request.actor), "year": clock.today().year}
    return render(request, "desk/instruments/list.html", context)


@page(allowed_to=keeps_evaluations)
def evaluation(request: ActorRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Who answered, who passed on, who is silent, and the answers as they were given."""
    shown = reads.evaluation(evaluation_id, actor=request.actor)
    known = suggestions(shown.row, actor=request.actor)
    return render(request, "desk/instruments/evaluation.html", {"shown": shown, "row": shown.row, "known": known})


@page(allowed_to=keeps_evaluations, writes=("POST",))
def open_evaluation(request: ActorRequest) -> HttpResponse:
    today = clock.today()
    posts = accounts.mediators_between(date(today.year - 1, 1, 1), today)
    form = OpenForm(
        request.POST or None,
        posts=[(str(post.membership_id), f"{post.name} – {post.organisation}") for post in posts],
        territories=territory.municipality_choices(on=today),
        versions=reads.newest_versions(),
        initial={"year": today.year, "closes_on": today + USUAL_WEEKS},
    )
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.open_evaluation(**form.evaluation(), actor=request.actor))
        if opened:
            messages.success(request, _("The evaluation is open. Now ask somebody for each field."))
            return redirect("instruments:evaluation", opened.pk)
    context = {"form": form, "title": _("Open an evaluation"), "submit": _("Open")}
    return render(request, "desk/instruments/form.html", context)


@page(allowed_to=keeps_evaluations)
def blank(request: ActorRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """The blank form for paper: all fields, or the one that is named in the address."""
    field = request.GET.get("field", "")
    asked = reads.blank(evaluation_id, field, actor=request.actor)
    if request.GET.get("format") == "pdf":
        answer = HttpResponse(paper_pdf(asked), content_type="application/pdf")
        return to_be_saved(answer, "veidlapa.pdf")
    context = {
        "title": str(asked.title),
        "version": asked.version,
        "lines": paper_lines(asked),
        "field": field,
        "row_id": evaluation_id,
    }
    return render(request, "desk/instruments/blank.html", context)


@page(allowed_to=keeps_evaluations, writes=("POST",))
def close(request: ActorRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    shown = reads.evaluation(evaluation_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.close(evaluation_id, actor=request.actor)):
            said = _("No more answers are taken.") if shown.row.is_contribution else _("The evaluation is closed.")
            messages.success(request, said)
            return redirect("instruments:evaluation", evaluation_id)
    intro = _("Links stop working. Whoever has not answered is named as silent; nothing is filled in for them.")
    title = _("Take no more answers") if shown.row.is_contribution else _("Close the evaluation")
    context = {"form": form, "title": title, "submit": _("Close it"), "intro": intro}
    return render(request, "desk/instruments/form.html", {**context, "row": shown.row})
