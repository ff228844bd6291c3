"""A survey on paper: the sheet to be printed, and a sheet that is typed in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.instruments.paper import paper_pdf
from khetene.surveys import actions, reads
from khetene.surveys.rules import keeps_surveys
from khetene.web.components.files import to_be_saved
from khetene.web.desk.surveys.forms import SheetForm, TakeBackForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_surveys)
def sheet(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """The questions to be printed, with what becomes of an answer above them."""
    shown = reads.sheet(survey_id, actor=request.actor)
    content = paper_pdf(shown.asked, before=shown.told, after=shown.more)
    return to_be_saved(HttpResponse(content, content_type="application/pdf"), "aptaujas-lapa.pdf")


@page(allowed_to=keeps_surveys, writes=("POST",))
def enter(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """One sheet; the next one waits on the same page."""
    shown = reads.sheet(survey_id, actor=request.actor)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        asked=shown.asked,
        people=shown.people,
        groups=shown.groups,
        is_anonymous=shown.row.is_anonymous,
    )
    if request.method == "POST" and form.is_valid():
        entered = attempt(form, lambda: actions.enter_paper(survey_id, **form.sheet(), actor=request.actor))
        if entered:
            messages.success(request, _("The sheet is entered. Here is room for the next one."))
            return redirect("surveys:enter_sheet", survey_id)
    return render(request, "desk/surveys/sheet.html", {"shown": shown, "row": shown.row, "form": form})


@page(allowed_to=keeps_surveys, writes=("POST",))
def take_back(request: ActorRequest, paper_id: uuid.UUID) -> HttpResponse:
    """An answer under a name that somebody typed from paper: it goes, and the person counts as silent again."""
    row, name = reads.typed_paper(paper_id, actor=request.actor)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_taken_back"]
        if attempt(form, lambda: actions.take_back_paper(paper_id, why=why, actor=request.actor)):
            messages.success(request, _("The answer is taken back. Nothing of it is kept."))
            return redirect("surveys:survey", row.id)
    after = (
        _("The survey is closed, so it cannot be typed in again.")
        if row.is_over
        else _("The sheet can be typed in again.")
    )
    intro = _("The answer on paper by %(name)s is deleted with all its words.") % {"name": name}
    context = {"form": form, "title": _("Take back an answer on paper"), "submit": _("Take back"), "row": row}
    return render(request, "desk/surveys/form.html", context | {"intro": f"{intro} {after}"})
