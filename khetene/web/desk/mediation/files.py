"""Papers of the mediators as files to keep."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from khetene.mediation import reports
from khetene.web.components.files import to_be_saved
from khetene.web.desk.gatherings.views_report import WORD

PDF = "application/pdf"


def as_file(document: reports.Document, kind: str, name: str) -> HttpResponse:
    """The document as `docx` or `pdf`. The file's name says what it is, never of whom."""
    if kind == "pdf":
        answer = HttpResponse(reports.as_pdf(document), content_type=PDF)
    elif kind == "docx":
        answer = HttpResponse(reports.as_docx(document), content_type=WORD)
    else:
        raise Http404
    return to_be_saved(answer, f"{name}.{kind}")
