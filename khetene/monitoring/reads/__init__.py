"""Indicators with their figures, and the yearly overview."""

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
    IndicatorPage,
    IndicatorRow,
    ObjectiveRow,
    Overview,
    OverviewPart,
    ValueRow,
)

__all__ = [
    "ChapterRow",
    "Comparison",
    "IndicatorPage",
    "IndicatorRow",
    "ObjectiveRow",
    "Overview",
    "OverviewPart",
    "ValueRow",
    "by_codes",
    "chapter",
    "choices_of_objectives",
    "indicator",
    "indicators",
    "indicators_of_country",
    "overview",
    "value",
    "years",
]
