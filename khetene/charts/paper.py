"""Charts for documents, from the same rows always the same bytes: SVG for PDF, PNG for Word, which draws no patterns of SVG."""

from __future__ import annotations

import functools

import vl_convert

from khetene.charts.chart import Chart
from khetene.charts.render import KEPT, picture
from khetene.charts.theme import MEASURED_IN

# A font that Typst brings along: no font of the machine may change a document.
PDF_FONT = "'Libertinus Serif'"
SCALE = 2.5


def for_pdf(chart: Chart, *, language: str = "lv") -> str:
    """The picture as SVG with letters that stay letters; empty where it cannot be drawn."""
    return picture(chart, language=language, font=PDF_FONT)


def for_word(chart: Chart, *, language: str = "lv") -> bytes:
    """The picture as PNG, sharp on paper; empty where it cannot be drawn."""
    drawn = picture(chart, language=language, font=MEASURED_IN)
    return _png(drawn) if drawn else b""


@functools.lru_cache(maxsize=KEPT)
def _png(svg: str) -> bytes:
    return vl_convert.svg_to_png(svg, scale=SCALE)
