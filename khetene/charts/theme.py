"""Colours and letters of the house (`frontend/src/theme/_colours.scss`), and patterns that survive a grey printer.

Neighbouring colours differ in lightness, so that they are told apart without seeing colour and on paper; a pattern tells a
second time. The renderer knows no patterns: a fill of this table is drawn as a plain colour and replaced in the picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

INK = "#26221d"
SOFT = "#5c544a"
SAND = "#ddd2c1"
PAPER = "#fdfaf4"
GREEN = "#125549"
# The renderer brings this font along and measures with it; the picture then names the house's font, which is narrower.
MEASURED_IN = "Liberation Sans"
SHOWN_IN = "'Source Sans 3', Arial, 'Liberation Sans', sans-serif"
SIZE = 16


@dataclass(frozen=True, slots=True)
class Ink:
    """A fill, the colour of letters on it, and the lines of its pattern (an SVG path in a square of eight)."""

    fill: str
    letters: str
    lines: str = ""
    pattern: str = ""


STRONG = Ink(GREEN, "#ffffff")
MIDDLE = Ink("#8fb9ac", INK, "M0,8 L8,0 M-2,2 L2,-2 M6,10 L10,6", "#5f9a89")
LIGHT = Ink("#e1ede8", INK)
WARM = Ink("#f0cf94", INK, "M2,2 h1 M6,6 h1", "#8a5512")
DARK = Ink("#5d3a63", "#ffffff", "M0,4 h8", "#7d5a83")
QUIET = Ink("#e8e0d2", INK, "M4,0 v8", "#cabfae")
HIDDEN = Ink("#f4eee4", INK, "M0,0 L8,8 M-2,6 L2,10 M6,-2 L10,2", "#8a7d6b")
NOTHING = Ink("#fdfaf5", INK)
SERIES = (STRONG, MIDDLE, WARM, DARK, QUIET, LIGHT)
PATTERNED = tuple(ink for ink in (*SERIES, HIDDEN) if ink.lines)


def config() -> dict[str, Any]:
    """The look of every chart."""
    words = {"labelFontSize": SIZE, "labelColor": INK, "labelLimit": 400}
    return {
        "background": None,
        "font": MEASURED_IN,
        "aria": False,
        "view": {"stroke": None},
        "axis": {**words, "domain": False, "ticks": False, "grid": False, "title": None, "labelPadding": 8},
        "legend": {**words, "title": None, "symbolType": "square", "symbolSize": 220, "symbolStrokeWidth": 1},
        "text": {"fontSize": SIZE, "fill": INK},
    }
