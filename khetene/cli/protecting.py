"""`khetene protect`: a table from a file, as it may be published, with the proof; `protect audit` tries what others protected."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from khetene.cli.auditing import audit, between
from khetene.cli.protected_file import write_safe
from khetene.cli.reading import parsed, text_of
from khetene.disclosure.building import table_of_leaves
from khetene.disclosure.enums import Attacker, Why
from khetene.disclosure.errors import CannotBeProtected, NotAPolicy, NotATable, NotProved
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Hidden, NotMeasured, Outcome, Protected, Shown, for_readers, protect
from khetene.disclosure.tables import Cell, Dimension, Key, Table
from khetene.kernel.errors import DomainError

NOT_MEASURED = ("", "-")
MOST_CELLS = 20_000


def add_commands(commands: Any) -> None:
    command = commands.add_parser(
        "protect",
        help="a table of counts as it may be published, with the proof",
        usage="khetene protect TABLE.csv (--policy FILE | --dimensions A,B) [--hierarchy FILE] [--threshold N] [--out SAFE.csv] "
        "[--json]\n       khetene protect audit TABLE.csv SAFE.csv (the same options)",
        epilog="audit: what a reader of SAFE.csv can still work out; exit code 1 if that is more than the rules allow.",
    )
    command.add_argument(
        "files",
        nargs="+",
        metavar="TABLE.csv",
        help="columns of codes and a column of persons, or - for standard input; after the word audit also the protected file",
    )
    command.add_argument("--policy", metavar="FILE", help="a YAML or JSON file with all rules")
    command.add_argument("--dimensions", metavar="A,B", help="the columns of codes, without a policy file")
    command.add_argument("--hierarchy", metavar="FILE", help="YAML or JSON: {place: {Talsi: Kurzeme}}")
    command.add_argument("--threshold", metavar="N", type=int, help="the smallest number that is shown; 10 without it")
    command.add_argument("--out", metavar="SAFE.csv", help="write the protected table; - is standard output")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=lambda given: _run(given, command))


def _run(given: argparse.Namespace, command: argparse.ArgumentParser) -> int:
    """Exit codes: 0 safe, 1 refused or not safe, 2 wrong usage."""
    audits = given.files[0] == "audit" and len(given.files) > 1
    if len(given.files) != (3 if audits else 1):
        command.error("one table, or the word audit with a table and its protected file")
    if bool(given.policy) == bool(given.dimensions):
        command.error("either --policy or --dimensions")
    if given.policy and (given.hierarchy or given.threshold is not None):
        command.error("--hierarchy and --threshold stand in the policy file")
    if audits and given.out:
        command.error("audit writes no file")
    table, policy, columns = _given(given, given.files[1] if audits else given.files[0])
    if audits:
        return audit(table, given.files[2], policy, columns.count, as_json=given.json)
    _protect(given, table, policy, columns)
    return 0


@dataclass(frozen=True, slots=True)
class Columns:
    """How the CSV is read: `table` in the policy's file."""

    measure: str = "persons"
    count: str = "count"
    contributors: str = "contributors"
    total: str = "total"
    trees: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dimensions: tuple[str, ...] = ()


def _given(given: argparse.Namespace, name: str) -> tuple[Table, Policy, Columns]:
    """The table and the rules, from a policy file or from what was typed."""
    try:
        if given.policy:
            rules = parsed(given.policy)
            if not isinstance(rules, dict):
                raise DomainError(f"{given.policy}: expected rules such as minimum: 10")
            columns = _columns(rules.pop("table", {}), given.policy)
        else:
            columns, rules = _typed(given, name)
        policy = Policy.from_mapping(rules)
    except NotAPolicy as problem:
        raise DomainError(f"{given.policy or 'protect'}: {problem}") from problem
    try:
        return _table(name, columns), policy, columns
    except NotATable as problem:
        raise DomainError(f"{name}: {problem}") from problem


def _typed(given: argparse.Namespace, name: str) -> tuple[Columns, dict[str, Any]]:
    """Without a column of contributors nobody asks from how many organisations a number comes."""
    columns = Columns(dimensions=tuple(one.strip() for one in given.dimensions.split(",")))
    if given.hierarchy:
        trees = parsed(given.hierarchy)
        if not _is_trees(trees) or set(trees) - set(columns.dimensions):
            raise DomainError(
                f"{given.hierarchy}: expected trees of these dimensions such as place: {{Talsi: Kurzeme}}"
            )
        columns = replace(columns, trees=trees)
    header = next(csv.reader(io.StringIO(text_of(name))), [])
    rules: dict[str, Any] = {} if columns.contributors in header else {"organisations": 1}
    return columns, rules | ({} if given.threshold is None else {"minimum": given.threshold})


def _protect(given: argparse.Namespace, table: Table, policy: Policy, columns: Columns) -> None:
    try:
        protected = protect([table], policy)
    except (NotATable, CannotBeProtected, NotProved) as problem:
        raise DomainError(f"{given.files[0]}: {problem}") from problem
    if given.out:
        write_safe(given.out, protected.tables[0], columns.count)
    if given.json and given.out != "-":
        print(json.dumps(_as_json(protected, policy), ensure_ascii=False, indent=2))
    elif given.out != "-":
        _tell(protected)
    for excuse in protected.audit.excused:
        # Not beside the table: it says of a hidden cell that somebody is in it.
        print(_("%(who)s knows by itself: %(cell)s") % {"who": excuse.attacker, "cell": excuse.cell}, file=sys.stderr)


def _columns(given: Any, name: str) -> Columns:
    known = [each.name for each in fields(Columns) if each.name != "dimensions"]
    if not isinstance(given, dict) or set(given) - set(known):
        raise DomainError(f"{name}: table may hold {', '.join(known)}")
    columns = Columns(**given)
    names: list[Any] = [columns.measure, columns.count, columns.contributors, columns.total]
    if not all(isinstance(text, str) and text for text in names) or not _is_trees(columns.trees):
        raise DomainError(f"{name}: table holds names, and trees of the kind place: {{Talsi: Kurzeme}}")
    return columns


def _is_trees(given: Any) -> bool:
    return isinstance(given, dict) and all(
        isinstance(tree, dict) and all(isinstance(text, str) for pair in tree.items() for text in pair)
        for tree in given.values()
    )


def _table(name: str, columns: Columns) -> Table:
    """Rows of leaves make the table; rows of sums are compared with it, and their contributors are taken over."""
    names, rows = _rows(name, columns)
    dimensions = [_dimension(each, [key[at] for key in rows], columns) for at, each in enumerate(names)]
    size = 1
    for dimension in dimensions:
        size *= len(dimension.codes)
    if size > MOST_CELLS:
        raise DomainError(f"{name}: {size} combinations of codes are too many; at most {MOST_CELLS}")
    leaves = {key: cell for key, cell in rows.items() if _is_leaf(key, dimensions)}
    table = table_of_leaves(columns.measure, dimensions, leaves)
    cells = dict(table.cells)
    for key, said in rows.items():
        found = cells[key]
        if said is None or found is None or said.value != found.value:
            if (said is None) != (found is None) or (said and found and said.value != found.value):
                raise DomainError(f"{name}: {', '.join(key)} is not the sum of its parts")
            continue
        cells[key] = replace(found, organisations=said.organisations)
    return replace(table, cells=cells)


def _is_leaf(key: Key, dimensions: list[Dimension]) -> bool:
    return not any(dimension.children(code) for dimension, code in zip(dimensions, key, strict=True))


def _rows(name: str, columns: Columns) -> tuple[list[str], dict[Key, Cell | None]]:
    reader = csv.DictReader(io.StringIO(text_of(name)), strict=True)
    header = list(reader.fieldnames or ())
    if columns.count not in header or len(set(header)) != len(header):
        raise DomainError(f"{name}: expected a column {columns.count}, and every column once")
    names = [each for each in header if each not in (columns.count, columns.contributors)]
    if not names:
        raise DomainError(f"{name}: there is no column of codes")
    if columns.dimensions:
        names = _named(names, columns.dimensions, name)
    rows: dict[Key, Cell | None] = {}
    try:
        for row in reader:
            at = f"{name}, line {reader.line_num}"
            if None in row or None in row.values():
                raise DomainError(f"{at}: it has another number of columns than the header")
            key = tuple(row[each].strip() for each in names)
            if not all(key) or key in rows:
                raise DomainError(f"{at}: a code is empty, or the same codes were there before")
            rows[key] = _cell(row[columns.count].strip(), row.get(columns.contributors, "").strip(), at)
    except csv.Error as problem:
        raise DomainError(f"{name}: {problem}") from problem
    if not rows:
        raise DomainError(f"{name}: there are no rows")
    return names, rows


def _named(found: list[str], wanted: tuple[str, ...], name: str) -> list[str]:
    """The dimensions in the order that was typed; nothing is added up behind anybody's back."""
    if missing := [one for one in wanted if one not in found]:
        raise DomainError(f"{name}: there is no column {missing[0]}")
    if further := [one for one in found if one not in wanted]:
        raise DomainError(f"{name}: {further[0]} is neither a dimension nor a count; take the column out or name it")
    return list(wanted)


def _cell(count: str, contributors: str, at: str) -> Cell | None:
    if count in NOT_MEASURED:
        return None
    if not (count.isascii() and count.isdecimal() and (not contributors or contributors.isdecimal())):
        raise DomainError(f"{at}: expected whole numbers, or nothing where it was not measured")
    return Cell(int(count), persons=int(count), organisations=int(contributors) if contributors else None)


def _dimension(name: str, codes: list[str], columns: Columns) -> Dimension:
    """Codes in the order of the file under one total, or along the tree that the policy's file gives."""
    tree = columns.trees.get(name, {})
    found = [code for code in dict.fromkeys([*tree.values(), *codes]) if code != columns.total]
    try:
        return Dimension(name, ((columns.total, None), *((code, tree.get(code, columns.total)) for code in found)))
    except NotATable as problem:
        raise DomainError(str(problem)) from problem


def _as_json(protected: Protected, policy: Policy) -> dict[str, Any]:
    """Nothing here may depend on what is hidden: how many insiders there are would tell how many hidden cells are not zero."""
    (shown,) = protected.tables
    names = [dimension.name for dimension in shown.table.dimensions]
    audit, loss = protected.audit, shown.loss()
    return {
        "measure": shown.table.measure,
        "cells": [{"at": dict(zip(names, key, strict=True)), **_outcome(cell)} for key, cell in shown.cells.items()],
        "audit": {
            "intervals": [each.told() for each in for_readers(audit.intervals)],
            "attackers": [Attacker.OUTSIDER, *([Attacker.ACQUAINTANCE] if policy.against_acquaintances else [])],
        },
        "loss": {
            "cells": loss.cells,
            "primary": loss.primary,
            "complementary": loss.complementary,
        },
    }


def _outcome(cell: Outcome) -> dict[str, Any]:
    if isinstance(cell, Shown):
        return {"value": int(cell.value)}
    return {"value": None, "hidden": cell.why} if isinstance(cell, Hidden) else {"value": None, "measured": False}


def _tell(protected: Protected) -> None:
    (shown,) = protected.tables
    lines = [(*key, _words(cell)) for key, cell in shown.cells.items()]
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]) - 1)]
    for line in lines:
        print("  ".join([*(text.ljust(width) for text, width in zip(line, widths, strict=False)), line[-1]]))
    audit, loss = protected.audit, shown.loss()
    print()
    print(
        _("Hidden: %(hidden)s of %(cells)s cells, %(primary)s of them for their own sake.")
        % {"hidden": loss.primary + loss.complementary, "cells": loss.cells, "primary": loss.primary}
    )
    for each in for_readers(audit.intervals):
        print(f"  {each.cell}: {between(each)}")


def _words(cell: Outcome) -> str:
    if isinstance(cell, Shown):
        return f"{cell.value:g}"
    if isinstance(cell, NotMeasured):
        return _("not measured")
    return {
        Why.TOO_SMALL: _("hidden: the number is small"),
        Why.TOO_FEW_ORGANISATIONS: _("hidden: it comes from few organisations"),
        Why.DOMINATED: _("hidden: a few organisations make up most of it"),
        Why.PROTECTS_ANOTHER: _("hidden: it would give away a small number"),
        Why.WITHHELD: _("hidden: the reason would tell too much"),
    }[cell.why]
