"""A chart to take away: its rows as CSV, its drawing rules as Vega-Lite."""

from __future__ import annotations

import csv
import io
import json

from khetene.charts.chart import Cell, Chart, Gap

# A spreadsheet takes a cell that begins so for a formula.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(chart: Chart) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet reads Latvian letters; a cell without a number says why."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(column) for column in chart.columns])
    writer.writerows([[_safe(cell) for cell in row] for row in chart.rows])
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: Cell) -> str:
    if isinstance(cell, Gap):
        return _safe(cell.words)
    if not isinstance(cell, str):
        return str(cell)
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def as_spec(chart: Chart) -> bytes:
    """The Vega-Lite specification with its rows, for whoever wants to draw it differently."""
    return json.dumps(chart.spec or {}, ensure_ascii=False, sort_keys=True, indent=1).encode()
