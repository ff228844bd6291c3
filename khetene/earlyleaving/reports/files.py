"""The plan as files. The templates lie in the country pack and are replaced there without code."""

from __future__ import annotations

from khetene.earlyleaving.reports.form import Form
from khetene.kernel import documents
from khetene.layouts import writing

WORD = "support-plan.docx"
TYPST = "support-plan.typ"


def as_pdf(form: Form) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst. Raises DomainError for a broken template."""
    return documents.pdf(TYPST, form.as_dict())


def as_docx(form: Form) -> bytes:
    """An editable Word document."""
    return writing.word(WORD, form.as_dict(), title=form.title, author=form.author, language=form.language)
