"""Support from a spreadsheet: every problem is shown by cell before anything is written; then all of it, or nothing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions
from khetene.enrolments.errors import ImportRefused
from khetene.enrolments.sheets import COLUMNS, Problem, SheetRow, parse
from khetene.kernel.workbooks import first_sheet
from khetene.web.desk.enrolments.forms import SheetForm
from khetene.web.http import ActorRequest, attempt, page

# The page answers within seconds; what is larger goes over the command line, which shows how far it is.
MOST_ROWS = 1000
MOST_SHOWN = 200
VALID_SECONDS = 3600


@page(allowed_to=works_with_cases, writes=("POST",))
def import_deliveries(request: ActorRequest) -> HttpResponse:
    """Choose a workbook and see what is in it; nothing is written before the second step."""
    if request.method == "POST" and "checked" in request.POST:
        return _write(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {
        "form": form,
        "rows": None,
        "checked": "",
        "columns": [names[0] for names in COLUMNS.values()],
    }
    if request.method == "POST" and form.is_valid():
        found = attempt(form, lambda: _read(form.cleaned_data["workbook"].read(), request))
        if found:
            rows, problems = found
            context |= _preview(rows, problems, request)
    return render(request, "desk/enrolments/import.html", context)


def _read(content: bytes, request: ActorRequest) -> tuple[list[SheetRow], list[Problem]]:
    """Rows and problems of the workbook. Raises kernel.workbooks.BadWorkbook."""
    rows, problems = parse(first_sheet(content))
    if len(rows) > MOST_ROWS:
        return rows, [Problem(1, "A1", _("On this page at most %(rows)s rows at once.") % {"rows": MOST_ROWS})]
    return rows, problems + actions.check_deliveries(rows, actor=request.actor)


def _preview(rows: list[SheetRow], problems: list[Problem], request: ActorRequest) -> dict[str, Any]:
    """What was found; where nothing is wrong, the rows travel on, signed for this person alone."""
    ordered = sorted(problems, key=lambda problem: problem.row)
    shown: dict[str, Any] = {"rows": rows, "problems": ordered[:MOST_SHOWN], "more": max(0, len(ordered) - MOST_SHOWN)}
    if rows and not problems:
        shown["checked"] = signing.dumps([_plain(row) for row in rows], salt=_salt(request), compress=True)
    return shown


def _write(request: ActorRequest) -> HttpResponse:
    try:
        plain = signing.loads(request.POST["checked"], salt=_salt(request), max_age=VALID_SECONDS)
        kept = actions.import_deliveries([_row(row) for row in plain], actor=request.actor)
    except signing.BadSignature:
        messages.error(request, _("The preview is too old. Choose the file again."))
        return redirect("enrolments:import")
    except ImportRefused as refusal:
        messages.error(request, " ".join(f"{found.cell}: {found.sentence}" for found in refusal.problems[:5]))
        return redirect("enrolments:import")
    sentence = ngettext("%(number)s row is recorded.", "%(number)s rows are recorded.", kept)
    messages.success(request, sentence % {"number": kept})
    return redirect("enrolments:list")


def _salt(request: ActorRequest) -> str:
    return f"deliveries of {request.actor.membership_key}"


def _plain(row: SheetRow) -> dict[str, Any]:
    return asdict(row) | {"on": row.on.isoformat(), "quantity": str(row.quantity)}


def _row(plain: dict[str, Any]) -> SheetRow:
    return SheetRow(**plain | {"on": date.fromisoformat(plain["on"]), "quantity": Decimal(plain["quantity"])})
