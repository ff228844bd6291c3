"""From a Vega-Lite specification to a picture. The same rows give the same picture, letter by letter."""

from __future__ import annotations

import functools
import html
import json
import logging
import re

import vl_convert

from khetene.charts.chart import Chart
from khetene.charts.theme import MEASURED_IN, PATTERNED, SHOWN_IN

_log = logging.getLogger(__name__)
# A few hundred kilobytes: all charts of the house many times over.
KEPT = 256
VEGA_LITE = "5.20"
_INNER_ROLES = re.compile(r' (?:role|aria-roledescription|aria-hidden|pointer-events)="[^"]*"')
_OPENING = re.compile(r"<svg [^>]*viewBox=\"(?P<box>[^\"]+)\"[^>]*>")


def picture(chart: Chart, *, language: str = "lv", font: str = SHOWN_IN) -> str:
    """The chart as one SVG element with title and description; empty where it cannot be drawn: the table stays.

    `font` must not be wider than the one the renderer measures with.
    """
    if chart.spec is None:
        return ""
    try:
        drawn = _drawn(json.dumps(chart.spec, sort_keys=True, ensure_ascii=False))
    except Exception:  # noqa: BLE001  whatever goes wrong inside the renderer, the page goes on without the picture
        _log.exception("a chart could not be drawn: %s", chart.name)
        return ""
    return _told(drawn, chart, language, font)


@functools.lru_cache(maxsize=KEPT)
def _drawn(spec: str) -> str:
    """Kept by its content: whoever has the same rows gets the same picture without drawing it again."""
    # No address may be fetched: everything that a chart shows is in its rows.
    return vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])


def _told(svg: str, chart: Chart, language: str, font: str) -> str:
    opening = _OPENING.search(svg)
    if opening is None:
        return ""
    body = _INNER_ROLES.sub("", svg[opening.end() :])
    body = body.replace(f'font-family="{MEASURED_IN}"', f'font-family="{font}"')
    for place, ink in enumerate(PATTERNED):
        body = body.replace(f'fill="{ink.fill}"', f'fill="url(#{chart.name}-{place})"')
    _left, _top, width, _height = opening["box"].split()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kh-chart__picture" viewBox="{opening["box"]}" width="{width}" '
        f'role="img" lang="{language}" aria-labelledby="{chart.name}-title {chart.name}-desc">'
        f'<title id="{chart.name}-title">{html.escape(chart.question)}</title>'
        f'<desc id="{chart.name}-desc">{html.escape(chart.finding)}</desc>'
        f"<defs>{_patterns(chart.name)}</defs>{body}"
    )


def _patterns(name: str) -> str:
    return "".join(
        f'<pattern id="{name}-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{ink.fill}"/>'
        f'<path d="{ink.lines}" stroke="{ink.pattern}" stroke-width="1.5" fill="none"/></pattern>'
        for place, ink in enumerate(PATTERNED)
    )
