"""The yearly overview and the report to the Commission as documents: content once, then Word, PDF and JSON."""

from khetene.monitoring.reports.content import Report, difference_words, kept_words, report_of
from khetene.monitoring.reports.eu import (
    changed_answer,
    eu_as_docx,
    eu_as_json,
    eu_as_pdf,
    eu_report_of,
    kept_answer,
)
from khetene.monitoring.reports.files import as_docx, as_json, as_pdf

__all__ = [
    "Report",
    "as_docx",
    "as_json",
    "as_pdf",
    "changed_answer",
    "difference_words",
    "eu_as_docx",
    "eu_as_json",
    "eu_as_pdf",
    "eu_report_of",
    "kept_answer",
    "kept_words",
    "report_of",
]
