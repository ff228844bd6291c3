"""Dashboards: few questions, each with a chart, its rule and its source."""

from khetene.dashboards.reads.country import national
from khetene.dashboards.reads.needs import NeedsBy, needs, years_of_needs
from khetene.dashboards.reads.over_years import ProgrammeDashboard, programme
from khetene.dashboards.reads.place import Municipality, municipality
from khetene.dashboards.reads.presence import Network, network
from khetene.dashboards.reads.reach import Coverage, Covered, coverage, coverage_chart, programme_choices
from khetene.dashboards.reads.reader import reader_of

__all__ = [
    "Coverage",
    "Covered",
    "Municipality",
    "NeedsBy",
    "Network",
    "ProgrammeDashboard",
    "coverage",
    "coverage_chart",
    "municipality",
    "national",
    "needs",
    "network",
    "programme",
    "programme_choices",
    "reader_of",
    "years_of_needs",
]
