"""Why a cell shows no number: short in the table, whole below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khetene.publishing.reads import TableShown

SHORT = {
    "too_small": pgettext_lazy("hidden number", "small"),
    "too_few_organisations": pgettext_lazy("hidden number", "few offices"),
    "dominated": pgettext_lazy("hidden number", "one office"),
    "protects_another": pgettext_lazy("hidden number", "protects"),
    "withheld": pgettext_lazy("hidden number", "hidden"),
    "not_measured": pgettext_lazy("hidden number", "not counted"),
}
WHOLE = {
    "too_small": _("The number is small, or it is zero."),
    "too_few_organisations": _("The number comes from too few organisations."),
    "dominated": _("Nearly all of the number comes from one or two organisations."),
    "protects_another": _("The number is not small. It would give away another one."),
    "withheld": _("Here the reason itself would tell too much."),
    "not_measured": _("Nobody counted this. It is neither zero nor hidden."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    short: Any
    whole: Any
    number: int


def reasons(table: TableShown) -> list[Reason]:
    """The reasons that stand in the table, each with how often."""
    return [Reason(SHORT[why], WHOLE[why], table.hidden[why]) for why in SHORT if why in table.hidden]


def rows(table: TableShown) -> list[dict[str, Any]]:
    """Lines with words instead of codes."""
    return [
        {
            "title": line.title,
            "depth": line.depth,
            "cells": [{"number": number, "why": SHORT.get(why, "")} for number, why in line.cells],
        }
        for line in table.lines
    ]


def table_context(table: TableShown) -> dict[str, Any]:
    return {
        "first_column": table.first_column,
        "columns": table.columns,
        "rows": rows(table),
        "reasons": reasons(table),
        "shown_cells": table.shown,
    }
