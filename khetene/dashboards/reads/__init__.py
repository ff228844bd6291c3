"""Dashboards: few questions, each with a chart, its rule and its source."""

from khetene.dashboards.reads.coverage import Coverage, Covered, coverage, coverage_chart, programme_choices
from khetene.dashboards.reads.municipality import Municipality, municipality
from khetene.dashboards.reads.national import national
from khetene.dashboards.reads.network import Network, network
from khetene.dashboards.reads.programme import ProgrammeDashboard, programme

__all__ = [
    "Coverage",
    "Covered",
    "Municipality",
    "Network",
    "ProgrammeDashboard",
    "coverage",
    "coverage_chart",
    "municipality",
    "national",
    "network",
    "programme",
    "programme_choices",
]
