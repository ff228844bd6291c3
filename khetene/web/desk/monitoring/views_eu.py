"""The two-yearly report to the European Commission on one page, its files, and writing its blocks of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel.actor import Actor
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.errors import NoSuchPeriod
from khetene.monitoring.period import Period, periods
from khetene.monitoring.rules import at_work, issuer, keeps_indicators
from khetene.web.components.files import to_be_saved
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.gatherings.views_report import WORD
from khetene.web.desk.monitoring.forms import ChapterForm
from khetene.web.desk.seen import changed_meanwhile
from khetene.web.http import ActorRequest, attempt, page

FILES: dict[str, tuple[str, Callable[[reads.EuReport, Actor], bytes]]] = {
    "docx": (WORD, lambda shown, _actor: reports.eu_as_docx(reports.eu_report_of(shown))),
    "pdf": (
        "application/pdf",
        lambda shown, actor: reports.eu_as_pdf(reports.eu_report_of(shown), issuer=issuer(actor)),
    ),
    "json": ("application/json; charset=utf-8", lambda shown, _actor: reports.eu_as_json(shown).encode()),
}


@page(allowed_to=at_work)
def report(request: ActorRequest, year: int) -> HttpResponse:
    """All of a report, objective by objective, and its files."""
    try:
        shown = reads.eu_report(year, actor=request.actor)
    except NoSuchPeriod as problem:
        raise Http404 from problem
    kind = request.GET.get("format", "")
    if kind in FILES:
        return _file(shown, kind, request.actor)
    found = reports.eu_report_of(shown, with_pictures=False)
    context = {
        "shown": shown,
        "report": found,
        "periods": periods(),
        "general": _told(shown.general),
        "parts": [
            (part, words, _told(part.answers), _said(part, words))
            for part, words in zip(shown.parts, found.parts, strict=True)
        ],
    }
    return render(request, "desk/monitoring/eu_report.html", context)


def _told(answers: list[reads.AnswerRow]) -> list[tuple[reads.AnswerRow, str, str]]:
    return [(one, reports.kept_answer(one), reports.changed_answer(one)) for one in answers]


def _said(part: reads.EuPart, words: Any) -> list[tuple[str, list[Any]]]:
    """What municipalities say, each year under its heading, each field as row and as words."""
    years = zip(part.contributed, words.contributed, strict=True)
    return [(said.heading, list(zip(fields, said.fields, strict=True))) for (_year, fields), said in years]


def _file(shown: reads.EuReport, kind: str, actor: Actor) -> HttpResponse:
    content_type, write = FILES[kind]
    answer = HttpResponse(write(shown, actor), content_type=content_type)
    years = f"{shown.period.first}-{shown.period.last}"
    return to_be_saved(answer, f"zinojums-eiropas-komisijai-{years}.{kind}")


@page(allowed_to=keeps_indicators, writes=("POST",))
def answer(request: ActorRequest, year: int, question: str) -> HttpResponse:
    """Write one block. Who saves over a text that they have not seen gets both, side by side."""
    try:
        found = reads.eu_answer(year, question, actor=request.actor)
    except NoSuchPeriod as problem:
        raise Http404 from problem
    key = f"eu-{year}-{question}"
    form = drafted(request, ChapterForm, key, initial={"text": found.text, "seen": found.number})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        write = {"text": given["text"], "seen": given["seen"] or 0, "actor": request.actor}
        if attempt(form, lambda: actions.write_answer(year, question, **write)):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect("monitoring:eu_report", year)
        found = reads.eu_answer(year, question, actor=request.actor)
    context = {
        "form": form,
        "found": found,
        "year": year,
        "years": Period(year).words,
        "kept": reports.kept_answer(found),
        "theirs": found if changed_meanwhile(form, found.number) else None,
        "submit": _("Save"),
    }
    return render(request, "desk/monitoring/eu_answer.html", context | draft_attributes(key))
