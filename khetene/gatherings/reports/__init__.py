"""The report of a gathering in the shape of the report of 27.05.2021: Word, PDF and JSON from one content."""

from khetene.gatherings.reports.content import Report, Said, SurveyPart, SurveyQuestion, report_of
from khetene.gatherings.reports.files import as_docx, as_json, as_pdf

__all__ = ["Report", "Said", "SurveyPart", "SurveyQuestion", "as_docx", "as_json", "as_pdf", "report_of"]
