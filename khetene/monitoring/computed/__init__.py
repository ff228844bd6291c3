"""Figures that the product counts by itself: each with its rule in words, the read that counts, and the day it holds for."""

from khetene.monitoring.computed.figure import Figure
from khetene.monitoring.computed.figures import FIGURES
from khetene.monitoring.computed.year import Year

__all__ = ["FIGURES", "Figure", "Year", "figure", "figures"]


def figures(year: int) -> dict[str, Figure]:
    """Every computed figure of a year; what several need is read once."""
    counted = Year(year)
    return {slug: compute(counted) for slug, compute in FIGURES.items()}


def figure(slug: str, year: int) -> Figure:
    """One computed figure of a year."""
    return FIGURES[slug](Year(year))
