"""The yearly overview as a document: content once, then Word, PDF and JSON."""

from khetene.monitoring.reports.content import Report, difference_words, kept_words, report_of
from khetene.monitoring.reports.files import as_docx, as_json, as_pdf

__all__ = ["Report", "as_docx", "as_json", "as_pdf", "difference_words", "kept_words", "report_of"]
