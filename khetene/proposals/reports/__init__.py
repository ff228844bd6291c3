"""The application and the report as documents: Word to be edited, PDF, from one content."""

from khetene.proposals.reports.application import application_document
from khetene.proposals.reports.document import Document, Section, Table
from khetene.proposals.reports.files import as_docx, as_pdf
from khetene.proposals.reports.pictures import drawn
from khetene.proposals.reports.report import report_document

__all__ = ["Document", "Section", "Table", "application_document", "as_docx", "as_pdf", "drawn", "report_document"]
