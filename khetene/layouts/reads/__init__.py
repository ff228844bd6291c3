"""How documents look, as their keepers see it."""

from khetene.layouts.reads.letterheads import LetterheadRow, letterhead, letterhead_file, letterheads
from khetene.layouts.reads.templates import (
    LayoutPage,
    LayoutRow,
    Moment,
    VersionRow,
    current,
    layout,
    layouts,
    trial,
    version,
)

__all__ = [
    "LayoutPage",
    "LayoutRow",
    "LetterheadRow",
    "Moment",
    "VersionRow",
    "current",
    "layout",
    "layouts",
    "letterhead",
    "letterhead_file",
    "letterheads",
    "trial",
    "version",
]
