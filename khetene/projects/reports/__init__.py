"""The draft of the report of a phase to the Commission: Word, PDF and JSON from one content, with its gaps as tasks."""

from khetene.projects.reports.content import Report, Said, figure_lines, places_sentence, report_of
from khetene.projects.reports.draft import draft_of, final_of
from khetene.projects.reports.files import as_docx, as_json, as_pdf
from khetene.projects.reports.gaps import Gap, can_be_explained, explained_remarks, gaps_of, in_words

__all__ = [
    "Gap",
    "Report",
    "Said",
    "as_docx",
    "as_json",
    "as_pdf",
    "can_be_explained",
    "draft_of",
    "explained_remarks",
    "figure_lines",
    "final_of",
    "gaps_of",
    "in_words",
    "places_sentence",
    "report_of",
]
