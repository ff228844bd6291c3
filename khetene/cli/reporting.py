"""Indicators, the yearly overview and the report to the Commission: figures about the country, which name nobody."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError, NotForYou
from khetene.monitoring import reads, reports
from khetene.monitoring.enums import Objective
from khetene.monitoring.period import period_of
from khetene.monitoring.reads import IndicatorRow
from khetene.projects import reads as projects
from khetene.projects import reports as phase_reports


def add_commands(commands: Any) -> None:
    indicators = commands.add_parser("indicators", help="what is known about the situation, and what is not and why")
    indicators.add_argument("--objective", choices=Objective.values, default="")
    indicators.add_argument("--year", type=int, default=None, help="year of the computed figures; this one without it")
    indicators.add_argument("--json", action="store_true")
    indicators.set_defaults(run=_indicators)
    overview = commands.add_parser("overview", help="the overview of a year as a file")
    overview.add_argument("--year", type=int, required=True)
    overview.add_argument("--format", choices=["docx", "pdf", "json"], required=True)
    overview.add_argument("--out", metavar="FILE", required=True)
    overview.set_defaults(run=_overview)
    commission = commands.add_parser("eu-report", help="the two-yearly report to the European Commission as a file")
    commission.add_argument("--years", type=str, required=True, metavar="YEAR-YEAR", help="such as 2025-2026")
    commission.add_argument("--format", choices=["docx", "pdf", "json"], required=True)
    commission.add_argument("--out", metavar="FILE", required=True)
    commission.set_defaults(run=_eu_report)
    project = commands.add_parser("project", help="phases of the platform").add_subparsers(
        dest="question", required=True
    )
    report = project.add_parser("report", help="the draft report of a phase as a file, without money")
    report.add_argument("ordinal", type=int, metavar="PHASE", help="for example 4")
    report.add_argument("--format", choices=["docx", "pdf", "json"], required=True)
    report.add_argument("--out", metavar="FILE", required=True)
    report.set_defaults(run=_report_of_a_phase)


def _indicators(given: argparse.Namespace) -> None:
    found = reads.indicators_of_country(objective=given.objective, year=given.year)
    if given.json:
        rows = [row.as_dict() for part in found for row in part.indicators]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for part in found:
        print(part.name)
        for row in part.indicators:
            print(f"  {row.name}: {_in_words(row)}")


def _in_words(row: IndicatorRow) -> str:
    if row.is_gap:
        return row.why_none
    if row.figure is not None:
        return row.counted
    return "; ".join(f"{one.said} ({one.source}, {one.year})" for one in row.values)


def _overview(given: argparse.Namespace) -> None:
    shown = reads.overview(given.year)
    out = Path(given.out)
    if given.format == "json":
        out.write_text(reports.as_json(shown), encoding="utf-8")
    else:
        write = {"docx": reports.as_docx, "pdf": reports.as_pdf}[given.format]
        out.write_bytes(write(reports.report_of(shown)))


def _eu_report(given: argparse.Namespace) -> None:
    shown = reads.eu_report(period_of(given.years).last)
    out = Path(given.out)
    if given.format == "json":
        out.write_text(reports.eu_as_json(shown), encoding="utf-8")
    else:
        write = {"docx": reports.eu_as_docx, "pdf": reports.eu_as_pdf}[given.format]
        out.write_bytes(write(reports.eu_report_of(shown)))


def _report_of_a_phase(given: argparse.Namespace) -> None:
    try:
        page = projects.public_phase(given.ordinal)
    except NotForYou as refusal:
        raise DomainError(_("There is no phase %(number)s.") % {"number": given.ordinal}) from refusal
    draft, out = phase_reports.draft_of(page), Path(given.out)
    if given.format == "json":
        out.write_text(phase_reports.as_json(draft), encoding="utf-8")
        return
    is_pdf = given.format == "pdf"
    out.write_bytes(phase_reports.as_pdf(draft, issuer=page.beneficiary_id) if is_pdf else phase_reports.as_docx(draft))
