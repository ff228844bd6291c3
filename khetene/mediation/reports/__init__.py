"""A mediator's papers, each from one content: on the screen, as Word to be edited, as a tagged PDF."""

from khetene.mediation.reports.document import Document, Section, Signature, Table
from khetene.mediation.reports.files import as_docx, as_pdf
from khetene.mediation.reports.month import month_document
from khetene.mediation.reports.portfolio import portfolio_document, portfolio_json
from khetene.mediation.reports.workplan import work_plan_document

__all__ = [
    "Document",
    "Section",
    "Signature",
    "Table",
    "as_docx",
    "as_pdf",
    "month_document",
    "portfolio_document",
    "portfolio_json",
    "work_plan_document",
]
