"""The report as files. The templates lie in the country pack and are replaced there without code."""

from __future__ import annotations

import json
import uuid

from khetene.gatherings.reports.content import Report
from khetene.kernel import documents
from khetene.layouts import writing

WORD = "gathering-report.docx"
TYPST = "gathering-report.typ"


def as_json(report: Report) -> str:
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def as_pdf(report: Report, *, issuer: uuid.UUID | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst from `gathering-report.typ`. Raises DomainError for a broken template."""
    return writing.pdf(TYPST, report.as_dict(), issuer=issuer)


def as_docx(report: Report) -> bytes:
    """An editable Word document from `gathering-report.docx`; running text takes the styles of the template."""
    context = report.as_dict()
    for part, given in zip(context["parts"], report.parts, strict=True):
        part["blocks"] = [{"kind": block.kind, "words": documents.rich(block)} for block in given.blocks]
    return writing.word(WORD, context, title=report.title, author=report.organiser, language=report.language)
