"""Gatherings on the command line: the report without names, and the calendar entry."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from khetene.gatherings import reads, reports
from khetene.gatherings.calendar import calendar_of
from khetene.guidance import reads as guidance
from khetene.kernel.errors import DomainError, NotForYou
from khetene.surveys.reporting import parts_of_the_report

STANDARD_OUTPUT = Path("-")


def add_commands(commands: Any) -> None:
    gathering = commands.add_parser("gathering", help="the report of a gathering, or its calendar entry")
    wanted = gathering.add_subparsers(dest="question", required=True)
    report = wanted.add_parser("report", help="the report, without names that nobody agreed to show")
    report.add_argument("gathering", metavar="ID", help="key or short name, for example ev-2021-05-27")
    report.add_argument("--format", choices=["docx", "pdf", "json"], required=True)
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help="or - for standard output")
    report.set_defaults(run=_report)
    calendar = wanted.add_parser("calendar", help="an entry for a calendar (iCalendar)")
    calendar.add_argument("gathering", metavar="ID", help="key or short name, for example ev-2021-05-27")
    calendar.add_argument("--out", type=Path, required=True, metavar="FILE.ics", help="or - for standard output")
    calendar.set_defaults(run=_calendar)


def _page(key: str) -> reads.GatheringPage:
    try:
        return reads.page_of(reads.named(key), holder=False, actor=None)
    except NotForYou as missing:
        raise DomainError(_("There is no gathering %(name)s.") % {"name": key}) from missing


def _report(given: argparse.Namespace) -> None:
    page = _page(given.gathering)
    said = [reports.Said(heading, words) for heading, words in guidance.said_and_reviewed(page)]
    surveys = parts_of_the_report(page.row.id, words=False)
    report = reports.report_of(page, reads.figures(page.row.id), said, names=False, surveys=surveys)
    if given.format == "pdf":
        _write(given.out, reports.as_pdf(report, issuer=page.organiser_id))
    else:
        _write(given.out, _json(report) if given.format == "json" else reports.as_docx(report))


def _calendar(given: argparse.Namespace) -> None:
    page = _page(given.gathering)
    if page.row.starts is None:
        raise DomainError(_("It is not known when this gathering is."))
    _write(given.out, calendar_of(page))


def _json(report: reports.Report) -> bytes:
    return reports.as_json(report).encode()


def _write(out: Path, content: bytes) -> None:
    """Into the file, or to standard output where it is `-`."""
    if out == STANDARD_OUTPUT:
        sys.stdout.buffer.write(content)
    else:
        out.write_bytes(content)
