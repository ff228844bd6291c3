"""Surveys as people look at them: lists, who is asked, the page behind a link, and what came back."""

from khetene.surveys.reads.doors import Door, door
from khetene.surveys.reads.lists import (
    AskedRow,
    SurveyPage,
    SurveyRow,
    asked,
    gatherings_to_ask,
    of_gathering,
    running,
    survey,
    surveys,
    versions,
)
from khetene.surveys.reads.results import (
    GroupResult,
    Line,
    QuestionResult,
    Results,
    Words,
    results,
    results_of_gathering,
)

__all__ = [
    "AskedRow",
    "Door",
    "GroupResult",
    "Line",
    "QuestionResult",
    "Results",
    "SurveyPage",
    "SurveyRow",
    "Words",
    "asked",
    "door",
    "gatherings_to_ask",
    "of_gathering",
    "results",
    "results_of_gathering",
    "running",
    "survey",
    "surveys",
    "versions",
]
