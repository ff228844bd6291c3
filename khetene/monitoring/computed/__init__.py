"""Figures that the product counts by itself: each with its rule in words, the read that counts, and the day it holds for."""

from collections.abc import Collection

from khetene.monitoring.computed.figure import Figure
from khetene.monitoring.computed.figures import FIGURES
from khetene.monitoring.computed.year import Year

__all__ = ["FIGURES", "Figure", "Year", "figure", "figures"]


def figures(year: int, wanted: Collection[str] | None = None) -> dict[str, Figure]:
    """The computed figures of a year, or those of them that are wanted; what several need is read once."""
    counted = Year(year)
    return {slug: compute(counted) for slug, compute in FIGURES.items() if wanted is None or slug in wanted}


def figure(slug: str, year: int) -> Figure:
    """One computed figure of a year."""
    return FIGURES[slug](Year(year))
