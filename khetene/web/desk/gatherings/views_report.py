"""The report: its parts in the author's words, and the files that come out of it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.gatherings import actions, reads, reports
from khetene.gatherings.rules import plans_gatherings
from khetene.guidance import reads as guidance
from khetene.surveys.reporting import parts_of_the_report
from khetene.web.components.files import to_be_saved
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.gatherings.forms import SectionForm
from khetene.web.desk.gatherings.views_plan import held_by_me
from khetene.web.desk.network.files import WORKBOOK
from khetene.web.http import ActorRequest, attempt, page

WORD = WORKBOOK.replace("spreadsheetml.sheet", "wordprocessingml.document")


@page(allowed_to=at_work)
def report(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """The report on the screen, and as Word, PDF and JSON. Names stand in it only for whoever holds the gathering and asks."""
    shown = reads.gathering(gathering_id, actor=request.actor)
    names = shown.holds and request.GET.get("names") == "yes"
    said = [reports.Said(heading, words) for heading, words in guidance.said_and_reviewed(shown)]
    surveys = parts_of_the_report(gathering_id, words=shown.holds)
    content = reports.report_of(shown, reads.figures(gathering_id), said, names=names, surveys=surveys)
    kind = request.GET.get("format", "")
    if kind in ("docx", "pdf", "json"):
        return _file(content, kind, shown.organiser_id)
    return render(request, "desk/gatherings/report.html", {"shown": shown, "row": shown.row, "report": content})


def _file(content: reports.Report, kind: str, issuer: uuid.UUID) -> HttpResponse:
    if kind == "json":
        answer = HttpResponse(reports.as_json(content), content_type="application/json; charset=utf-8")
    elif kind == "pdf":
        answer = HttpResponse(reports.as_pdf(content, issuer=issuer), content_type="application/pdf")
    else:
        answer = HttpResponse(reports.as_docx(content), content_type=WORD)
    return to_be_saved(answer, f"zinojums.{kind}")


@page(allowed_to=plans_gatherings, writes=("POST",))
def section(request: ActorRequest, gathering_id: uuid.UUID, section_id: uuid.UUID | None = None) -> HttpResponse:
    """Write a part of the report."""
    shown = held_by_me(request, gathering_id)
    part = next((one for one in shown.sections if one.id == section_id), None)
    if section_id and part is None:
        raise Http404
    key = f"section-{section_id or gathering_id}"
    initial = {"heading": part.heading, "text": part.text} if part else {}
    form = drafted(request, SectionForm, key, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(
            form, lambda: actions.write_section(gathering_id, section_id=section_id, **data, actor=request.actor)
        ):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect("gatherings:report", gathering_id)
    context = {
        "shown": shown,
        "form": form,
        "title": _("A part of the report"),
        "submit": _("Save"),
        "of_the_report": True,
    }
    return render(request, "desk/gatherings/form.html", context | draft_attributes(key))
