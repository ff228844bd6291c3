"""Documents as files."""

from __future__ import annotations

from khetene.kernel import documents
from khetene.layouts import writing
from khetene.proposals.reports.document import Document

WORD = "project.docx"
TYPST = "project.typ"


def as_pdf(document: Document) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst. Raises DomainError for a broken template."""
    return documents.pdf(TYPST, documents.for_typst(document))


def as_docx(document: Document) -> bytes:
    """An editable Word document."""
    return writing.word(
        WORD, documents.for_word(document), title=document.title, author=document.author, language=document.language
    )
