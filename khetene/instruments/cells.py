"""A value of a workbook and where it stands, so that a refusal can name its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from khetene.instruments.errors import BadInstrument
from khetene.kernel.workbooks import cell_name


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it stands."""

    text: str
    sheet: str
    row: int
    column: int

    def refuse(self, words: str) -> NoReturn:
        raise BadInstrument(f"{self.sheet}!{cell_name(self.row, self.column)}: {words}")


Row = dict[str, Cell]
