"""Few kinds of chart, each a Vega-Lite specification. Numbers stand at the marks, so there are no scales to read."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from khetene.charts.theme import HIDDEN, INK, NOTHING, PAPER, SAND, SERIES, SIZE, STRONG, Ink, config

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.20.1.json"
Spec = dict[str, Any]
WIDTH = 220
LINE = 20
LABEL = 24
LETTER = 9
NO_LEGEND: dict[str, Any] = {"legend": None}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. Without a number it is hatched where a number is hidden, and only words where nothing is known."""

    label: str
    number: float | None
    shown: str
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar of parts, in the order of the series."""

    label: str
    numbers: Sequence[int]
    shown: Sequence[str]


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    ink: Ink


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell of a grid: a number, or a sign."""

    row: str
    column: str
    number: float
    shown: str


@dataclass(frozen=True, slots=True)
class Tile:
    column: int
    row: int
    label: str
    below: str
    ink: Ink


def wrapped(label: str) -> str:
    """A label over several lines, none of them longer than fits beside the bars."""
    return "\n".join(textwrap.wrap(label, LABEL, break_long_words=False)) or label


def _axis(**more: Any) -> Spec:
    return {"labelExpr": "split(datum.value, '\\n')", "labelLineHeight": LINE, "labelBaseline": "middle", **more}


def _step(labels: Sequence[str]) -> Spec:
    """Room for the label with most lines."""
    return {"step": 16 + LINE * max((wrapped(label).count("\n") + 1 for label in labels), default=1)}


def _whole(rows: Sequence[Spec], **more: Any) -> Spec:
    return {"$schema": SCHEMA, "config": config(), "data": {"values": list(rows)}, "padding": 4, **more}


def bars(found: Sequence[Bar]) -> Spec:
    """Bars that lie, one below the other, in the order given."""
    most = max((bar.number for bar in found if bar.number is not None), default=0) or 1
    rows = [
        {
            "label": wrapped(bar.label),
            "number": most * 0.12 if bar.is_hidden else bar.number or 0,
            "shown": bar.shown,
            "fill": HIDDEN.fill if bar.is_hidden else STRONG.fill,
        }
        for bar in found
    ]
    y = {"field": "label", "type": "nominal", "sort": None, "axis": _axis()}
    x = {"field": "number", "type": "quantitative", "axis": None, "scale": {"domain": [0, most * 1.35]}}
    fill = {"field": "fill", "type": "nominal", "scale": None, **NO_LEGEND}
    return _whole(
        rows,
        width=WIDTH,
        height=_step([bar.label for bar in found]),
        encoding={"y": y, "x": x},
        layer=[
            {"mark": {"type": "bar", "height": 22}, "encoding": {"fill": fill}},
            {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": {"text": {"field": "shown"}}},
        ],
    )


def paired(left: tuple[str, Sequence[Bar]], right: tuple[str, Sequence[Bar]]) -> Spec:
    """Two measures of the same things in two columns, each under its name and with a scale of its own."""
    panels = []
    for place, (title, found) in enumerate((left, right)):
        whole = bars(found)
        panel = {name: whole[name] for name in ("data", "height", "layer")}
        y = {**whole["encoding"]["y"], "axis": None} if place else whole["encoding"]["y"]
        heading = {"text": wrapped(title).split("\n"), "anchor": "start", "fontSize": SIZE, "fontWeight": "normal"}
        panels.append({**panel, "width": 110, "title": heading, "encoding": {**whole["encoding"], "y": y}})
    return {"$schema": SCHEMA, "config": config(), "padding": 4, "spacing": 16, "hconcat": panels}


def stacked(found: Sequence[Stack], series: Sequence[Series]) -> Spec:
    """Bars of parts. A part has its colour, its pattern and its number."""
    most = max((sum(one.numbers) for one in found), default=0) or 1
    rows, labels = [], []
    for one in found:
        reached = 0
        for place, (number, shown) in enumerate(zip(one.numbers, one.shown, strict=True)):
            row = {"label": wrapped(one.label), "part": series[place].label, "from": reached, "to": reached + number}
            rows.append(row)
            # A number that is wider than its part would run out of it; it stands in the table.
            if number * WIDTH / most >= LETTER * len(shown) + LETTER:
                labels.append({**row, "middle": reached + number / 2, "shown": shown, "ink": series[place].ink.letters})
            reached += number
    y = {"field": "label", "type": "nominal", "sort": [wrapped(one.label) for one in found], "axis": _axis()}
    scale = {"domain": [0, most]}
    fill = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": [one.label for one in series], "range": [one.ink.fill for one in series]},
        "legend": {"orient": "bottom", "columns": 2, "symbolStrokeColor": INK},
    }
    x = {"field": "from", "type": "quantitative", "axis": None, "scale": scale}
    bar = {"type": "bar", "height": 24, "stroke": PAPER, "strokeWidth": 1.5}
    colour = {"field": "ink", "type": "nominal", "scale": None, **NO_LEGEND}
    middle = {"field": "middle", "type": "quantitative", "axis": None, "scale": scale}
    return _whole(
        rows,
        width=WIDTH,
        height=_step([one.label for one in found]),
        layer=[
            {"mark": bar, "encoding": {"y": y, "x": x, "x2": {"field": "to"}, "fill": fill}},
            {
                "data": {"values": labels},
                "mark": {"type": "text"},
                "encoding": {"y": y, "x": middle, "text": {"field": "shown"}, "fill": colour},
            },
        ],
    )


def _grid(rows: Sequence[str], columns: Sequence[str], slant: bool) -> tuple[Spec, Spec]:
    # As a domain, and not only as an order: a column without a mark keeps its place.
    y = {"field": "row", "type": "nominal", "scale": {"domain": [wrapped(row) for row in rows]}, "axis": _axis()}
    turned = {"labelAngle": -60, "labelAlign": "left"} if slant else {"labelAngle": 0}
    x = {"field": "column", "type": "nominal", "scale": {"domain": list(columns)}, "axis": {"orient": "top", **turned}}
    return y, x


def matrix(found: Sequence[Mark], rows: Sequence[str], columns: Sequence[str], breaks: Sequence[str] = ()) -> Spec:
    """Numbers in squares: the more, the darker. An empty square has no mark at all.

    A dashed line stands before each column of `breaks`: what is left of it was counted otherwise.
    """
    most = max((mark.number for mark in found), default=0) or 1
    y, x = _grid(rows, columns, slant=False)
    shades = [SERIES[5], SERIES[1], STRONG]
    inks = [shades[min(2, int(3 * (mark.number - 1) / most))] for mark in found]
    values = [
        {
            "row": wrapped(mark.row),
            "column": mark.column,
            "shown": mark.shown,
            "fill": ink.fill if ink is not SERIES[1] else "#a9cbc0",
            "ink": ink.letters,
        }
        for mark, ink in zip(found, inks, strict=True)
    ]
    fill = {"field": "fill", "type": "nominal", "scale": None, **NO_LEGEND}
    ink = {"field": "ink", "type": "nominal", "scale": None, **NO_LEGEND}
    return _whole(
        values,
        width={"step": 42},
        height=_step(rows),
        encoding={"y": y, "x": x},
        layer=[
            {"mark": {"type": "rect", "stroke": PAPER, "strokeWidth": 3}, "encoding": {"fill": fill}},
            {"mark": {"type": "text"}, "encoding": {"text": {"field": "shown"}, "fill": ink}},
            *([_line_before(breaks, x)] if breaks else []),
        ],
    )


def _line_before(columns: Sequence[str], x: Spec) -> Spec:
    return {
        "data": {"values": [{"column": column} for column in columns]},
        "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 2, "stroke": INK},
        "encoding": {"x": {**x, "bandPosition": 0}, "y": {"value": 0}, "y2": {"value": {"expr": "height"}}},
    }


def dots(found: Sequence[Mark], rows: Sequence[str], columns: Sequence[str]) -> Spec:
    """A full dot for 1, a ring for 0, and nothing where nothing was expected."""
    y, x = _grid(rows, columns, slant=len(columns) > 1)
    values = [
        {
            "row": wrapped(mark.row),
            "column": mark.column,
            "fill": STRONG.fill if mark.number else NOTHING.fill,
        }
        for mark in found
    ]
    fill = {"field": "fill", "type": "nominal", "scale": None, **NO_LEGEND}
    mark = {"type": "circle", "size": 200, "opacity": 1, "stroke": STRONG.fill, "strokeWidth": 2}
    return _whole(values, width={"step": 44}, height=_step(rows), mark=mark, encoding={"y": y, "x": x, "fill": fill})


def tiles(found: Sequence[Tile], series: Sequence[Series]) -> Spec:
    """A map of equal squares, so that a large empty district weighs no more than a town."""
    side, gap = 74, 4
    lines = {tile: tile.label.count("\n") for tile in found}
    values = [
        {
            "x": tile.column * side,
            "x2": (tile.column + 1) * side - gap,
            "y": tile.row * side,
            "y2": (tile.row + 1) * side - gap,
            "middle": tile.column * side + (side - gap) / 2,
            "line": tile.row * side + (side - gap) / 2 - 7.5 * lines[tile] - (10 if tile.below else 0),
            "low": tile.row * side + side - gap - 14,
            "part": next(one.label for one in series if one.ink is tile.ink),
            "label": tile.label,
            "below": tile.below,
            "ink": tile.ink.letters,
        }
        for tile in found
    ]
    width = side * (1 + max((tile.column for tile in found), default=0))
    height = side * (1 + max((tile.row for tile in found), default=0))

    def at(field: str, size: int) -> Spec:
        return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [0, size], "nice": False}}

    def down(field: str) -> Spec:
        return {**at(field, height), "scale": {"domain": [0, height], "nice": False, "reverse": True}}

    fill = {
        "field": "part",
        "type": "nominal",
        "scale": {"domain": [one.label for one in series], "range": [one.ink.fill for one in series]},
        "legend": {"orient": "bottom", "columns": 1, "symbolStrokeColor": INK},
    }
    ink = {"field": "ink", "type": "nominal", "scale": None, **NO_LEGEND}
    letters = {"type": "text", "baseline": "middle", "lineBreak": "\n", "lineHeight": 15, "fontSize": 13}
    return _whole(
        values,
        width=width,
        height=height,
        layer=[
            {
                "mark": {"type": "rect", "stroke": SAND, "strokeWidth": 1, "cornerRadius": 4},
                "encoding": {
                    "x": at("x", width),
                    "x2": {"field": "x2"},
                    "y": down("y"),
                    "y2": {"field": "y2"},
                    "fill": fill,
                },
            },
            {
                "mark": letters,
                "encoding": {
                    "x": at("middle", width),
                    "y": down("line"),
                    "text": {"field": "label"},
                    "fill": ink,
                },
            },
            {
                "mark": {**letters, "fontSize": 14, "fontWeight": "bold"},
                "encoding": {"x": at("middle", width), "y": down("low"), "text": {"field": "below"}, "fill": ink},
            },
        ],
    )
