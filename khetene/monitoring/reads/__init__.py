"""Indicators with their figures, and the yearly overview."""

from khetene.monitoring.reads.eu import AnswerRow, CountedRow, EuPart, EuReport, eu_answer, eu_report
from khetene.monitoring.reads.indicators import (
    by_codes,
    choices_of_objectives,
    indicator,
    indicators,
    indicators_of_country,
    value,
)
from khetene.monitoring.reads.overview import chapter, overview, years
from khetene.monitoring.reads.rows import (
    ChapterRow,
    Comparison,
    FieldContributed,
    IndicatorPage,
    IndicatorRow,
    ObjectiveRow,
    Overview,
    OverviewPart,
    TownCount,
    ValueRow,
)
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
    "SeriesPage",
    "SeriesRow",
    "TownCount",
    "UnplacedRow",
    "ValueRow",
    "boundary_choices",
    "by_codes",
    "chapter",
    "choices_of_objectives",
    "eu_answer",
    "eu_report",
    "indicator",
    "indicators",
    "indicators_of_country",
    "overview",
    "series",
    "series_choices",
    "value",
    "years",
]
