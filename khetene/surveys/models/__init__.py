"""Surveys, who is asked, and what they answered."""

from khetene.surveys.models.answering import Answer, Box
from khetene.surveys.models.asking import Asked, Letter, Link
from khetene.surveys.models.paper import FromPaper, PaperCount
from khetene.surveys.models.survey import MINIMUM, Survey

__all__ = ["MINIMUM", "Answer", "Asked", "Box", "FromPaper", "Letter", "Link", "PaperCount", "Survey"]
