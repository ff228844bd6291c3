"""The overview as files. The templates lie in the country pack and are replaced there without code."""

from __future__ import annotations

import json
import uuid

from khetene.kernel import documents
from khetene.layouts import writing
from khetene.monitoring.reads import Overview
from khetene.monitoring.reports.content import Report

WORD = "yearly-overview.docx"
TYPST = "yearly-overview.typ"
AUTHOR = "Khetene"


def as_json(shown: Overview) -> str:
    """Figures as data, not as sentences: numbers stay numbers and a gap has a code."""
    content = {
        "year": shown.year,
        "as_of": shown.as_of.isoformat(),
        "objectives": [
            {
                "code": part.code,
                "name": part.name,
                "text": part.chapter.text or None,
                "text_kept_from": part.chapter.kept_from,
                "municipalities": [one.as_dict() for one in part.contributed],
                "indicators": [row.as_dict() for row in (*part.computed, *part.entered, *part.gaps)],
                "sources": part.sources,
            }
            for part in shown.parts
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def as_pdf(report: Report, *, issuer: uuid.UUID | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1). Raises DomainError for a broken template."""
    return writing.pdf(TYPST, documents.for_typst(report), issuer=issuer)


def as_docx(report: Report) -> bytes:
    """An editable Word document; running text takes the styles of the template."""
    return writing.word(WORD, documents.for_word(report), title=report.title, author=AUTHOR, language=report.language)
