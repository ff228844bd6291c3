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
    typed_paper,
    versions,
)
from khetene.surveys.reads.paper import NamedAnswer, Sheet, named_answers, sheet
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
    "NamedAnswer",
    "QuestionResult",
    "Results",
    "Sheet",
    "SurveyPage",
    "SurveyRow",
    "Words",
    "asked",
    "door",
    "gatherings_to_ask",
    "named_answers",
    "of_gathering",
    "results",
    "results_of_gathering",
    "running",
    "sheet",
    "survey",
    "surveys",
    "typed_paper",
    "versions",
]
