"""Repeats as copies: each copy is a group of its own, and from the second on it opens when somebody ticks "one more".

Nothing else needs to know of repeats: conditions, answers, paper and the page without a script stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from khetene.instruments.cells import Cell, Row

COUNT = "repeat_count"
MOST_COPIES, USUAL_COPIES = 10, 5
# Words of the questionnaire itself, in its languages; in any other one the label stands alone with a sign.
ONE_MORE = {"lv": "Pievienot vēl vienu: {label}", "en": "Add another: {label}"}
_LOOK = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


def unrolled(rows: list[Row]) -> list[Row]:
    """The rows with every repeat written out. Raises BadInstrument with the cell of what cannot be repeated."""
    found: list[Row] = []
    begun: Row | None = None
    inside: list[Row] = []
    for cells in rows:
        words = _words(cells)
        if words == ["begin", "repeat"]:
            if begun is not None:
                cells["type"].refuse(_("a repeat inside a repeat is not supported"))
            begun, inside = cells, []
        elif words == ["end", "repeat"]:
            if begun is None:
                cells["type"].refuse(_("no repeat has begun here"))
            found += _copies(begun, inside, cells)
            begun = None
        else:
            if COUNT in cells:
                cells[COUNT].refuse(_("only a repeat has a number of copies"))
            (found if begun is None else inside).append(cells)
    if begun is not None:
        begun["type"].refuse(_("this repeat does not end"))
    return found


def _words(cells: Row) -> list[str]:
    return cells["type"].text.lower().replace("_", " ").split() if "type" in cells else []


def _copies(begun: Row, inside: list[Row], ended: Row) -> Iterator[Row]:
    if "name" not in begun:
        begun["type"].refuse(_("a question needs a name of letters, digits, _ and -"))
    names = {cells["name"].text for cells in inside if "name" in cells}
    end = {"type": replace(ended["type"], text="end group")}
    yield _written(begun, {"type": "begin group"})
    for copy in range(1, _how_many(begun) + 1):
        if copy > 1:
            yield _one_more(begun, copy)
        yield _heading(begun, copy)
        yield from (_copied(cells, names, copy) for cells in inside)
        yield end
    yield end


def _how_many(begun: Row) -> int:
    cell = begun.get(COUNT)
    if cell is None:
        return USUAL_COPIES
    if not cell.text.isdecimal() or not 1 <= int(cell.text) <= MOST_COPIES:
        cell.refuse(_("only a number from 1 to %(number)s is supported here") % {"number": MOST_COPIES})
    return int(cell.text)


def _one_more(begun: Row, copy: int) -> Row:
    """Asked after each copy but the last."""
    labels = {
        key: replace(cell, text=ONE_MORE.get(key.partition("::")[2], "+ {label}").format(label=cell.text))
        for key, cell in begun.items()
        if key.startswith("label::")
    }
    asked = labels | {
        "type": replace(begun["type"], text="acknowledge"),
        "name": replace(begun["name"], text=_more(begun, copy)),
    }
    return asked | _if_more(begun, copy - 1)


def _heading(begun: Row, copy: int) -> Row:
    kept = {key: cell for key, cell in begun.items() if key.startswith("label::")}
    written = _numbered(kept, copy) | {
        "type": replace(begun["type"], text="begin group"),
        "name": replace(begun["name"], text=f"{begun['name'].text}__{copy}"),
    }
    return written | _if_more(begun, copy)


def _if_more(begun: Row, copy: int) -> Row:
    """The first copy is always asked."""
    if copy == 1:
        return {}
    return {"relevant": Cell(f"${{{_more(begun, copy)}}} != ''", begun["type"].sheet, begun["type"].row, 1)}


def _more(begun: Row, copy: int) -> str:
    return f"{begun['name'].text}__more{copy}"


def _copied(cells: Row, names: set[str], copy: int) -> Row:
    """A question of the repeat in one of its copies: it looks at the others of the same copy."""

    def same_copy(match: re.Match[str]) -> str:
        return f"${{{match[1]}__{copy}}}" if match[1] in names else match[0]

    looking = {
        key: replace(cells[key], text=_LOOK.sub(same_copy, cells[key].text))
        for key in ("relevant", "constraint")
        if key in cells
    }
    named = {"name": replace(cells["name"], text=f"{cells['name'].text}__{copy}")} if "name" in cells else {}
    return _numbered(cells, copy) | looking | named


def _numbered(cells: Row, copy: int) -> Row:
    """From the second copy on the number stands behind the words, so that joined answers can be told apart."""
    if copy == 1:
        return dict(cells)
    return {
        key: replace(cell, text=f"{cell.text} ({copy})") if key.startswith("label::") else cell
        for key, cell in cells.items()
    }


def _written(begun: Row, changed: dict[str, str]) -> Row:
    kept = {key: cell for key, cell in begun.items() if key != COUNT}
    return kept | {key: replace(begun[key], text=text) for key, text in changed.items()}
