"""Checking and recording spreadsheets of support: at once when they are small, otherwise as tasks that people watch."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from khetene.accounts import reads as accounts
from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions
from khetene.enrolments.models import DeliverySheet
from khetene.enrolments.sheets import parse
from khetene.files import storing
from khetene.kernel import clock, jobs
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError
from khetene.kernel.workbooks import first_sheet

SMALL_FILE = 100 * 1024
SMALL_ROWS = 2000


def _what_was_found(result: jobs.Result) -> str:
    rows, problems = int(result["rows"]), int(result["problems"])
    read = ngettext("%(number)s row was checked.", "%(number)s rows were checked.", rows) % {"number": rows}
    wrong = ngettext("%(number)s problem was found.", "%(number)s problems were found.", problems)
    found = wrong % {"number": problems} if problems else _("Nothing is wrong.")
    return f"{read} {found}"


def _what_was_recorded(result: jobs.Result) -> str:
    rows = int(result["recorded"])
    return ngettext("%(number)s row is recorded.", "%(number)s rows are recorded.", rows) % {"number": rows}


@jobs.job(gettext_lazy("Checking support from a spreadsheet"), outcome=_what_was_found, repeatable=True)
def check_sheet(progress: jobs.Progress, *, sheet: str, membership: str) -> jobs.Result:
    """Every problem by row and cell."""
    return actions.check_sheet(uuid.UUID(sheet), progress, actor=_at_work(membership))


@jobs.job(gettext_lazy("Recording support from a spreadsheet"), outcome=_what_was_recorded, repeatable=True)
def record_sheet(progress: jobs.Progress, *, sheet: str, membership: str) -> jobs.Result:
    """All rows or none."""
    return actions.record_sheet(uuid.UUID(sheet), progress, actor=_at_work(membership))


def bring_sheet(given: storing.Given, *, actor: Actor) -> DeliverySheet:
    """Keep a workbook and begin its check. A small one that cannot be read is refused and not kept.

    Raises files.errors.FileRefused, BadWorkbook.
    """
    small = len(given.content) <= SMALL_FILE and _is_small(given.content)
    return actions.bring_sheet(given, check=check_sheet, at_once=small, actor=actor)


def begin_recording(sheet_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """Record what was checked; the key of the task. Two who press at once get the same. Raises NotForYou, SheetNotReady."""
    return actions.begin_recording(sheet_id, record=record_sheet, most_at_once=SMALL_ROWS, actor=actor)


def _is_small(content: bytes) -> bool:
    rows, _problems = parse(first_sheet(content))
    return len(rows) <= SMALL_ROWS


def _at_work(membership: str) -> Actor:
    actor = accounts.at_work(uuid.UUID(membership), on=clock.today())
    if actor is None or not works_with_cases(actor):
        raise DomainError(_("The access of the person who began this has ended."))
    return actor
