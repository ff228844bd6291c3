"""The yearly overview on the screen and as Word, PDF and JSON, and its words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.instruments.rules import is_asked_about
from khetene.kernel.actor import Actor
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.enums import Objective
from khetene.monitoring.errors import NoSuchYear, NothingToTake, TakenMeanwhile
from khetene.monitoring.rules import at_work, issuer, keeps_indicators
from khetene.web.components.files import to_be_saved
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.gatherings.views_report import WORD
from khetene.web.desk.monitoring.forms import ChapterForm
from khetene.web.desk.seen import changed_meanwhile
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def overview(request: ActorRequest, year: int) -> HttpResponse:
    """All of a year, objective by objective."""
    try:
        shown = reads.overview(year, actor=request.actor)
    except NoSuchYear as problem:
        raise Http404 from problem
    kind = request.GET.get("format", "")
    if kind in ("docx", "pdf", "json"):
        return _file(shown, kind, request.actor)
    report = reports.report_of(shown, with_pictures=False)
    parts = [
        (part, words, list(zip(part.contributed, words.contributed, strict=True)))
        for part, words in zip(shown.parts, report.parts, strict=True)
    ]
    context = {"shown": shown, "report": report, "parts": parts, "years": reads.years()}
    return render(request, "desk/monitoring/overview.html", context)


def _file(shown: reads.Overview, kind: str, actor: Actor) -> HttpResponse:
    if kind == "json":
        answer = HttpResponse(reports.as_json(shown), content_type="application/json; charset=utf-8")
    elif kind == "pdf":
        made = reports.as_pdf(reports.report_of(shown), issuer=issuer(actor))
        answer = HttpResponse(made, content_type="application/pdf")
    else:
        answer = HttpResponse(reports.as_docx(reports.report_of(shown)), content_type=WORD)
    return to_be_saved(answer, f"gada-parskats-{shown.year}.{kind}")


@page(allowed_to=keeps_indicators, writes=("POST",))
def take_contributions(request: ActorRequest, year: int) -> HttpResponse:
    """Answers of municipalities come into the overview, with who gave none; on a look alone nothing happens."""
    if not is_asked_about(year):
        raise Http404
    if request.method != "POST":
        return redirect("instruments:contributions", year)
    try:
        actions.take_contributions(year, actor=request.actor)
    except (NothingToTake, TakenMeanwhile) as problem:
        messages.error(request, str(problem.message))
        return redirect("instruments:contributions", year)
    messages.success(request, _("The answers stand in the overview."))
    return redirect("monitoring:overview", year)


@page(allowed_to=keeps_indicators, writes=("POST",))
def chapter(request: ActorRequest, year: int, objective: str) -> HttpResponse:
    """Write about an objective; last year's words stand there to begin with. Who saves over what they have not seen gets both."""
    try:
        found = reads.chapter(year, objective, actor=request.actor)
    except NoSuchYear as problem:
        raise Http404 from problem
    key = f"overview-{year}-{objective}"
    form = drafted(request, ChapterForm, key, initial={"text": found.text, "seen": found.number})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        write = {"text": given["text"], "seen": given["seen"] or 0, "actor": request.actor}
        if attempt(form, lambda: actions.write_chapter(year, objective, **write)):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect("monitoring:overview", year)
        found = reads.chapter(year, objective, actor=request.actor)
    context = {
        "form": form,
        "year": year,
        "found": found,
        "kept": reports.kept_words(found),
        "theirs": found if changed_meanwhile(form, found.number) else None,
        "title": Objective(objective).label,
        "submit": _("Save"),
    }
    return render(request, "desk/monitoring/chapter.html", context | draft_attributes(key))
