"""The individual support plan on paper, in the shape of D 3.2: Word and tagged PDF from one content, filled in or blank."""

from khetene.earlyleaving.reports.blank import blank_form
from khetene.earlyleaving.reports.confirmation import confirmation_form
from khetene.earlyleaving.reports.content import form_of
from khetene.earlyleaving.reports.files import as_docx, as_pdf
from khetene.earlyleaving.reports.form import Form, Item, Part, Table
from khetene.earlyleaving.reports.reduction import reduction_form

__all__ = [
    "Form",
    "Item",
    "Part",
    "Table",
    "as_docx",
    "as_pdf",
    "blank_form",
    "confirmation_form",
    "form_of",
    "reduction_form",
]
