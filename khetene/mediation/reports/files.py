"""Documents as files. The templates lie in the country pack and are replaced there without code."""

from __future__ import annotations

from khetene.kernel import documents
from khetene.layouts import writing
from khetene.mediation.reports.document import Document

WORD = "mediation.docx"
TYPST = "mediation.typ"


def as_pdf(document: Document) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst. Raises DomainError for a broken template."""
    return documents.pdf(TYPST, document.as_dict())


def as_docx(document: Document) -> bytes:
    """An editable Word document."""
    shown = document.as_dict()
    return writing.word(WORD, shown, title=document.title, author=document.author, language=shown["language"])
