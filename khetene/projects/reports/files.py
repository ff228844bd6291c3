"""The draft as files."""

from __future__ import annotations

import json
import uuid

from khetene.layouts import writing
from khetene.projects.reports.content import Report

WORD = "phase-report.docx"
TYPST = "phase-report.typ"


def as_json(report: Report) -> str:
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def as_pdf(report: Report, *, issuer: uuid.UUID | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst from `phase-report.typ`. Raises DomainError for a broken template."""
    return writing.pdf(TYPST, report.as_dict(), issuer=issuer)


def as_docx(report: Report) -> bytes:
    """An editable Word document from `phase-report.docx`."""
    return writing.word(WORD, report.as_dict(), title=report.title, author=report.beneficiary, language=report.language)
