"""`khetene protect audit`: what a reader of a protected table can still work out about what it hides."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.cli.protected_file import hidden_in
from khetene.disclosure.enums import Zeros
from khetene.disclosure.errors import NotATable, NotProved
from khetene.disclosure.examine import examined
from khetene.disclosure.policy import Policy
from khetene.disclosure.protect import Interval, for_readers
from khetene.disclosure.tables import Cell, Table
from khetene.kernel.errors import DomainError


def audit(table: Table, safe: str, policy: Policy, count: str, *, as_json: bool) -> int:
    """Tell it; 1 if the file shows a small number or a hidden one can be bounded more tightly than the rules allow."""
    hidden = hidden_in(safe, table, count)
    try:
        found, too_near = examined([table], hidden, policy)
    except (NotATable, NotProved) as problem:
        raise DomainError(f"{safe}: {problem}") from problem
    small = [
        str(table.cell_id(key))
        for key, cell in table.cells.items()
        if cell is not None and table.cell_id(key) not in hidden and _is_small(cell, policy)
    ]
    intervals = for_readers(found, too_near)
    if as_json:
        told = [one.told() for one in intervals]
        print(json.dumps({"intervals": told, "too_near": too_near, "small": small}, ensure_ascii=False, indent=2))
    else:
        for one in intervals:
            print(f"{one.cell}: {between(one)}{' !' if one.cell in too_near else ''}")
        for cell in small:
            print(_("%(cell)s: shown, although the rules hide it") % {"cell": cell} + " !")
        print(_verdict(len(too_near) + len(small)))
    return 1 if too_near or small else 0


def _is_small(cell: Cell, policy: Policy) -> bool:
    """A zero that may be shown, or cannot be anything else, is not small."""
    if cell.value == 0:
        return cell.possible and policy.zeros == Zeros.HIDDEN
    return cell.value < policy.minimum


def _verdict(unsafe: int) -> str:
    if not unsafe:
        return _("Nobody who reads it comes closer than the rules allow.")
    said = ngettext(
        "%(number)s cell is not safe; marked with !", "%(number)s cells are not safe; marked with !", unsafe
    )
    return said % {"number": unsafe}


def between(found: Interval) -> str:
    """What a reader can tell; of a large table only that it is no more than the rules allow (`Interval.told`)."""
    if found.at_least:
        return _("a reader cannot bound it more tightly than the rules ask")
    ends = {"low": f"{found.low:g}", "high": f"{found.high:g}" if found.high is not None else ""}
    if found.high is None:
        return _("a reader can only tell that it is at least %(low)s") % ends
    return _("a reader can only tell that it lies from %(low)s to %(high)s") % ends
