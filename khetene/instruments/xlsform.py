"""Reading an XLSForm workbook. What cannot be asked here is refused with its sheet and cell, never left out in silence."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from khetene.instruments.cells import Cell, Row
from khetene.instruments.enums import Domain, Kind
from khetene.instruments.errors import BadInstrument
from khetene.instruments.expressions import BadExpression, names_in, parse
from khetene.instruments.questionnaire import Choice, Item, Questionnaire
from khetene.instruments.repeats import COUNT, unrolled
from khetene.kernel.translated import FIRST_LANGUAGE, Translated
from khetene.kernel.workbooks import BadWorkbook, sheets

DOMAIN = "bind::khetene:domain"
TEXTS = ("label", "hint", "required_message", "constraint_message")
COLUMNS = {
    "survey": ("type", "name", "required", "relevant", "constraint", "appearance", COUNT, DOMAIN, *TEXTS),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id", "version", "default_language", "namespaces"),
}
OTHER_NAMES = {"list name": "list_name", "relevance": "relevant", "caption": "label", "title": "form_title"}
LOOKS = frozenset({"", "multiline", "minimal", "field-list"})
TRUTHS = {"": False, "no": False, "false": False, "false()": False, "yes": True, "true": True, "true()": True}
_LANGUAGE = re.compile(r"\(([a-z]{2,3})\)\s*$")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,62}")
MOST_QUESTIONS = 300


@dataclass(slots=True)
class _Open:
    """A group that has begun and has not ended."""

    cells: Row
    domain: str
    items: list[Item] = field(default_factory=list)


def read_xlsform(content: bytes) -> Questionnaire:
    """The questionnaire of a workbook. Raises BadInstrument with sheet and cell."""
    try:
        book = sheets(content)
    except BadWorkbook as problem:
        raise BadInstrument(str(problem.message)) from problem
    tables = {name.strip().lower(): _rows(name.strip().lower(), rows) for name, rows in book.items() if _filled(rows)}
    if not tables.get("survey"):
        raise BadInstrument(_("The sheet “survey” is missing or empty."))
    settings = (tables.get("settings") or [{}])[0]
    form_id = settings.get("form_id", Cell("", "settings", 2, 1))
    if not _NAME.fullmatch(form_id.text):
        form_id.refuse(_("the form needs a form_id of letters, digits, _ and -"))
    reader = _Reader(_choices(tables.get("choices", [])))
    items = reader.items(unrolled(tables["survey"]))
    _ask_pyxform(content)
    title = Translated({FIRST_LANGUAGE: settings["form_title"].text if "form_title" in settings else form_id.text})
    version = settings["version"].text if "version" in settings else ""
    return Questionnaire(form_id.text, version, title, items)


def _ask_pyxform(content: bytes) -> None:
    """The reference implementation has the last word on what an XLSForm is."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415  half a second that only a load needs
    from pyxform.xls2xform import convert  # noqa: PLC0415  the same

    try:
        convert(xlsform=io.BytesIO(content), file_type=".xlsx", warnings=[])
    except (PyXFormError, AttributeError, IndexError, KeyError, TypeError, ValueError) as problem:
        # some of what it does not support it does not refuse, but breaks on
        raise BadInstrument(f"pyxform: {str(problem)[:300]}") from problem


def _filled(rows: list[list[Any]]) -> bool:
    return any(_plain(value) for row in rows for value in row)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str("" if value is None else value).strip()


def _rows(sheet: str, rows: list[list[Any]]) -> list[Row]:
    """Filled cells by column, row by row. A filled column that is not known here is refused."""
    if sheet not in COLUMNS:
        Cell("", sheet, 1, 1).refuse(_("this sheet is not supported; only survey, choices and settings are"))
    heads = [_head(_plain(value)) for value in rows[0]]
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {}
        for column, (head, value) in enumerate(zip(heads, row, strict=False), start=1):
            if text := _plain(value):
                cell = Cell(text, sheet, number, column)
                if head.partition("::")[0] not in COLUMNS[sheet] and head not in COLUMNS[sheet]:
                    cell.refuse(_("the column “%(name)s” is not supported") % {"name": head or "?"})
                if head in cells:
                    cell.refuse(_("the column “%(name)s” stands here twice") % {"name": head})
                cells[head] = cell
        if cells:
            found.append(cells)
    return found


def _head(words: str) -> str:
    """`Label :: Latviešu (lv)` → `label::lv`; without a language it is the first one."""
    first, colons, rest = (part.strip() for part in words.partition("::"))
    name = OTHER_NAMES.get(first.lower(), first.lower())
    if name not in TEXTS:
        return f"{name}{colons}{rest}" if colons else name
    language = _LANGUAGE.search(rest)
    return f"{name}::{language[1] if language else rest.lower() or FIRST_LANGUAGE}"


def _text(cells: Row, name: str) -> Translated:
    start = f"{name}::"
    for key, cell in cells.items():
        if key.startswith(start) and "${" in cell.text:
            cell.refuse(_("an answer inside a text is not supported"))
    return Translated({key.removeprefix(start): cell.text for key, cell in cells.items() if key.startswith(start)})


def _label(cells: Row, at: Cell) -> Translated:
    label = _text(cells, "label")
    if not label.get(FIRST_LANGUAGE):
        at.refuse(_("the text in Latvian is missing"))
    return label


def _choices(rows: Iterable[Row]) -> dict[str, tuple[Choice, ...]]:
    lists: dict[str, list[Choice]] = {}
    for cells in rows:
        first = next(iter(cells.values()))
        if "list_name" not in cells or "name" not in cells:
            first.refuse(_("an answer needs list_name and name"))
        if " " in cells["name"].text:
            cells["name"].refuse(_("the name of an answer cannot hold a space"))
        known = lists.setdefault(cells["list_name"].text, [])
        if any(choice.name == cells["name"].text for choice in known):
            cells["name"].refuse(_("this name stands here twice"))
        known.append(Choice(cells["name"].text, _label(cells, cells["name"])))
    return {name: tuple(choices) for name, choices in lists.items()}


class _Reader:
    """Goes down the sheet once; a condition may look only at what it has passed."""

    def __init__(self, choices: dict[str, tuple[Choice, ...]]) -> None:
        self.choices = choices
        self.passed: dict[str, str] = {}  # question → field
        self.names: set[str] = set()

    def items(self, rows: list[Row]) -> tuple[Item, ...]:
        open_groups = [_Open({}, "")]
        for cells in rows:
            kind = cells.get("type")
            if kind is None:
                next(iter(cells.values())).refuse(_("the type of the question is missing"))
            words = kind.text.lower().replace("_", " ").split()
            if words == ["begin", "group"]:
                open_groups.append(_Open(cells, self._domain(cells, open_groups[-1].domain)))
            elif words == ["end", "group"]:
                if len(open_groups) == 1:
                    kind.refuse(_("no group has begun here"))
                ended = open_groups.pop()
                open_groups[-1].items.append(self._group(ended))
            else:
                open_groups[-1].items.append(self._question(cells, kind, open_groups[-1].domain))
        if len(open_groups) > 1:
            open_groups[-1].cells["type"].refuse(_("this group does not end"))
        if len(self.names) > MOST_QUESTIONS:
            rows[-1]["type"].refuse(_("a questionnaire has at most %(number)s questions") % {"number": MOST_QUESTIONS})
        return tuple(open_groups[0].items)

    def _group(self, group: _Open) -> Item:
        cells = group.cells
        for name in ("required", "constraint"):
            if name in cells:
                cells[name].refuse(_("this is not supported for a group"))
        return Item(
            kind=Kind.GROUP.value,
            name=self._name(cells),
            label=_label(cells, cells["type"]),
            hint=_text(cells, "hint"),
            domain=group.domain,
            relevant=self._condition(cells, "relevant", group.domain),
            items=tuple(group.items),
        )

    def _question(self, cells: Row, kind: Cell, around: str) -> Item:
        word, _space, list_name = kind.text.partition(" ")
        domain = self._domain(cells, around)
        if word not in Kind.values or word == Kind.GROUP or (list_name and not word.startswith("select_")):
            kind.refuse(_("the type “%(type)s” is not supported") % {"type": kind.text[:60]})
        choices = self._list(kind, list_name.strip()) if word.startswith("select_") else ()
        relevant = self._condition(cells, "relevant", domain)
        name = self._name(cells)
        if word != Kind.NOTE:
            self.passed[name] = domain
        item = Item(
            kind=word,
            name=name,
            label=_label(cells, kind),
            hint=_text(cells, "hint"),
            domain=domain,
            required=self._required(cells),
            required_message=_text(cells, "required_message"),
            relevant=relevant,
            constraint=self._condition(cells, "constraint", domain),
            constraint_message=_text(cells, "constraint_message"),
            choices=choices,
        )
        if "appearance" in cells and cells["appearance"].text not in LOOKS:
            cells["appearance"].refuse(_("this appearance is not supported"))
        return item

    def _list(self, kind: Cell, name: str) -> tuple[Choice, ...]:
        if name not in self.choices:
            kind.refuse(_("there is no list of answers “%(name)s”") % {"name": name[:60]})
        return self.choices[name]

    def _required(self, cells: Row) -> bool:
        cell = cells.get("required")
        if cell is None:
            return False
        if cell.text.lower() not in TRUTHS:
            cell.refuse(_("only yes or no is supported here"))
        return TRUTHS[cell.text.lower()]

    def _name(self, cells: Row) -> str:
        cell = cells.get("name", cells["type"])
        if "name" not in cells or not _NAME.fullmatch(cell.text):
            cell.refuse(_("a question needs a name of letters, digits, _ and -"))
        if cell.text in self.names:
            cell.refuse(_("this name stands here twice"))
        self.names.add(cell.text)
        return cell.text

    def _domain(self, cells: Row, around: str) -> str:
        cell = cells.get(DOMAIN)
        if cell is None:
            return around
        if cell.text not in Domain.values:
            cell.refuse(_("there is no field “%(name)s”") % {"name": cell.text[:60]})
        if around and cell.text != around:
            cell.refuse(_("the group around it belongs to another field"))
        return cell.text

    def _condition(self, cells: Row, name: str, domain: str) -> str:
        cell = cells.get(name)
        if cell is None:
            return ""
        try:
            looked_at = names_in(parse(cell.text))
        except BadExpression as problem:
            cell.refuse(str(problem.message))
        for other in sorted(looked_at):
            if other not in self.passed:
                cell.refuse(_("“%(name)s” is no question that stands before this one") % {"name": other})
            if self.passed[other] not in ("", domain):
                cell.refuse(_("“%(name)s” is asked of another field, who cannot be seen here") % {"name": other})
        return cell.text
