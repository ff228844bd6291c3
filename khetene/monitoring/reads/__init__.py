"""Indicators with their figures, and the yearly overview."""

from khetene.monitoring.reads.asking import Suggestion, suggestions
from khetene.monitoring.reads.contributions import TakenWords, taken_words
from khetene.monitoring.reads.eu import (
    AnswerRow,
    CountedRow,
    EuPart,
    EuReport,
    earlier_answer,
    eu_answer,
    eu_report,
)
from khetene.monitoring.reads.indicators import (
    by_codes,
    choices_of_objectives,
    indicator,
    indicators,
    indicators_of_country,
    value,
)
from khetene.monitoring.reads.overview import chapter, earlier_chapter, overview, years
from khetene.monitoring.reads.rows import (
    ChapterRow,
    Comparison,
    IndicatorPage,
    IndicatorRow,
    ObjectiveRow,
    Overview,
    OverviewPart,
    SavedText,
    ValueRow,
)
from khetene.monitoring.reads.said import FieldContributed, TownCount, TownSaid, Unanswered
from khetene.monitoring.reads.series import SeriesPage, SeriesRow, UnplacedRow, boundary_choices, series, series_choices

__all__ = [
    "AnswerRow",
    "ChapterRow",
    "Comparison",
    "CountedRow",
    "EuPart",
    "EuReport",
    "FieldContributed",
    "IndicatorPage",
    "IndicatorRow",
    "ObjectiveRow",
    "Overview",
    "OverviewPart",
    "SavedText",
    "SeriesPage",
    "SeriesRow",
    "Suggestion",
    "TakenWords",
    "TownCount",
    "TownSaid",
    "Unanswered",
    "UnplacedRow",
    "ValueRow",
    "boundary_choices",
    "by_codes",
    "chapter",
    "choices_of_objectives",
    "earlier_answer",
    "earlier_chapter",
    "eu_answer",
    "eu_report",
    "indicator",
    "indicators",
    "indicators_of_country",
    "overview",
    "series",
    "series_choices",
    "suggestions",
    "taken_words",
    "value",
    "years",
]
