"""Charts that can be read without seeing them: a question, a finding, a table, and a picture drawn on the server."""

from khetene.charts.chart import Cell, Chart, Gap
from khetene.charts.files import as_csv, as_spec
from khetene.charts.numbers import written
from khetene.charts.paper import for_pdf, for_word
from khetene.charts.render import picture
from khetene.charts.specs import Bar, Mark, Series, Stack, Tile, bars, dots, matrix, paired, stacked, tiles

__all__ = [
    "Bar",
    "Cell",
    "Chart",
    "Gap",
    "Mark",
    "Series",
    "Stack",
    "Tile",
    "as_csv",
    "as_spec",
    "bars",
    "dots",
    "for_pdf",
    "for_word",
    "matrix",
    "paired",
    "picture",
    "stacked",
    "tiles",
    "written",
]
