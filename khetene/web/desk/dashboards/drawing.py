"""Charts on a page and as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from khetene.charts import Cell, Chart, Gap, as_csv, as_spec, picture, written
from khetene.kernel.numbers import euros
from khetene.monitoring import reads as monitoring
from khetene.web.components.files import to_be_saved
from khetene.web.components.parts import Link
from khetene.web.http import ActorRequest

FILES = {
    "svg": "image/svg+xml",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it is read; `url` where it leads somewhere."""

    text: str
    is_number: bool
    is_gap: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart with everything that stands around it."""

    chart: Chart
    picture: SafeString
    rows: list[list[Shown]]
    definitions: list[Link]
    query: str


def drawn(
    charts: Sequence[Chart], *, urls: dict[str, str] | None = None, asked: QueryDict | None = None
) -> list[Drawn]:
    """`urls` lead from the first cell of a row further, `asked` stays in the addresses of files. One query, for definitions."""
    names = monitoring.by_codes(code for chart in charts for code in chart.indicators)
    return [
        Drawn(
            chart=chart,
            picture=mark_safe(picture(chart, language=_language())),  # noqa: S308  escaped by the renderer and `charts.render`
            rows=[_row(row, urls or {}) for row in chart.rows],
            definitions=[
                Link(names[code][1], reverse("monitoring:indicator", args=[names[code][0]]))
                for code in chart.indicators
                if code in names
            ],
            query=_query(asked, chart.name),
        )
        for chart in charts
    ]


def _language() -> str:
    return (get_language() or "lv").split("-")[0]


def _row(row: Sequence[Cell], urls: dict[str, str]) -> list[Shown]:
    cells = [_cell(cell) for cell in row]
    first = cells[0]
    return [Shown(first.text, first.is_number, first.is_gap, urls.get(first.text, "")), *cells[1:]]


def _cell(cell: Cell) -> Shown:
    if isinstance(cell, Gap):
        return Shown(cell.words, is_number=False, is_gap=True)
    if isinstance(cell, str):
        return Shown(cell, is_number=False, is_gap=False)
    text = euros(cell) if isinstance(cell, Decimal) else written(cell, _language())
    return Shown(text, is_number=True, is_gap=False)


def _query(asked: QueryDict | None, name: str) -> str:
    kept = QueryDict(mutable=True) if asked is None else asked.copy()
    kept.pop("format", None)
    kept["figure"] = name
    return kept.urlencode()


def asks_for_file(request: ActorRequest) -> bool:
    """Whether a chart is to be taken away as a file."""
    return bool(request.GET.get("format") or request.GET.get("figure"))


def as_file(request: ActorRequest, charts: Sequence[Chart]) -> HttpResponse:
    """The chart that `?figure=` names as a file. Raises Http404 for an unknown one."""
    kind, name = request.GET.get("format", ""), request.GET.get("figure", "")
    chart = next((one for one in charts if one.name == name), None)
    if chart is None or kind not in FILES:
        raise Http404
    answer = HttpResponse(_content(chart, kind), content_type=FILES[kind])
    return to_be_saved(answer, f"{chart.name}.{kind}")


def _content(chart: Chart, kind: str) -> Any:
    if kind == "csv":
        return as_csv(chart)
    content: Any = as_spec(chart) if kind == "json" else picture(chart, language=_language())
    if chart.spec is None or not content:
        raise Http404
    return content
