"""Programmes and support on the command line: a definition with its own tests, and deliveries from a spreadsheet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from khetene.accounts.models import Membership
from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions
from khetene.enrolments.errors import ImportRefused
from khetene.enrolments.sheets import Problem, parse
from khetene.facts.reads import raw_vocabulary
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError
from khetene.kernel.misfits import schema_names, schema_text
from khetene.kernel.workbooks import LARGEST_FILE, first_sheet
from khetene.programmes import rulebook
from khetene.programmes.operations import showing
from khetene.programmes.operations.definition import parse as parse_operation
from khetene.programmes.operations.reading import read_operation

MOST_SHOWN = 200
WHO = (
    "in whose name it is recorded; --check needs it too, because rows are compared with the participations that this person "
    "may open, and that other institutions were asked is written down under their name"
)


def add_commands(commands: Any) -> None:
    importer = commands.add_parser("import", help="bring in data from a file")
    kinds = importer.add_subparsers(dest="what", required=True)
    deliveries = kinds.add_parser("deliveries", help="support given, from an .xlsx workbook; all rows or none")
    deliveries.add_argument("file", type=Path)
    deliveries.add_argument("--as", dest="email", required=True, metavar="E-MAIL", help=WHO)
    deliveries.add_argument("--organisation", default="", metavar="SLUG", help="where that person works, if in several")
    deliveries.add_argument("--check", action="store_true", help="say every problem and write nothing")
    deliveries.set_defaults(run=_import_deliveries)
    programme = commands.add_parser("programme", help="a programme's definition")
    questions = programme.add_subparsers(dest="question", required=True)
    check = questions.add_parser("check", help="check a definition and run its own test cases")
    check.add_argument("file", type=Path, help="<id>.json (who can take part) or <id>.yaml (how it is run)")
    check.set_defaults(run=_check_programme)
    schema = questions.add_parser("schema", help="the JSON Schema of a kind of file in country/, for editors")
    schema.add_argument("kind", nargs="?", choices=schema_names(), help="without it, which there are")
    schema.set_defaults(run=_print_schema)


def _print_schema(given: argparse.Namespace) -> None:
    """The very files that the loader checks with."""
    print(schema_text(given.kind).rstrip() if given.kind else "\n".join(schema_names()))


def _check_programme(given: argparse.Namespace) -> None:
    path: Path = given.file
    if path.suffix == ".json":
        rules = rulebook.checked(raw_vocabulary(), [rulebook.read_programme(path)])
        print(f"{path.name}: {rules.programmes[0].id}, the rules and their test cases hold")
        return
    beside = path.with_suffix(".json")
    rules_beside = rulebook.checked(raw_vocabulary(), [rulebook.read_programme(beside)]) if beside.exists() else None
    raw = read_operation(path, rulebook.measures_of(rules_beside) if rules_beside else None)
    operation = parse_operation(raw)
    print(f"{path.name}: {operation.programme}, the definition and its {len(raw['tests'])} test cases hold")
    for part in showing.unknown(operation):
        print(f"  ? {part}")
    if rules_beside is None:
        print(f"  {beside.name} is not there, so measures were not compared")


def _import_deliveries(given: argparse.Namespace) -> int:
    if given.file.stat().st_size > LARGEST_FILE:
        raise DomainError(f"{given.file}: the file is too large")
    rows, problems = parse(first_sheet(given.file.read_bytes()))
    actor = _actor(given.email, given.organisation)
    if given.check or problems:
        problems += actions.check_deliveries(rows, actor=actor, watch=_watch)
        return _told(problems, len(rows))
    try:
        kept = actions.import_deliveries(rows, actor=actor, watch=_watch)
    except ImportRefused as refusal:
        return _told(refusal.problems, len(rows))
    print(f"{kept} deliveries are recorded")
    return 0


def _told(problems: list[Problem], rows: int) -> int:
    for problem in sorted(problems, key=lambda found: found.row)[:MOST_SHOWN]:
        print(f"{problem.cell}: {problem.sentence}")
    if len(problems) > MOST_SHOWN:
        print(f"… and {len(problems) - MOST_SHOWN} more")
    print(f"{rows} rows can be read, {len(problems)} problems; nothing is written")
    return 1 if problems else 0


def _watch(done: int, whole: int) -> None:
    """How far it is, on a terminal; Ctrl+C takes everything back."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done} / {whole} ")
        sys.stderr.flush()


def _actor(email: str, organisation: str) -> Actor:
    rows = Membership.objects.active_on(clock.today()).filter(user__email__iexact=email).select_related("organisation")
    if organisation:
        rows = rows.filter(organisation__slug=organisation)
    actors = [Actor(row.user_id, row.pk, row.organisation_id, row.role) for row in rows.order_by("id")]
    working = [actor for actor in actors if works_with_cases(actor)]
    if len(working) != 1:
        raise DomainError(f"{email}: expected one place of work with cases, found {len(working)}; say --organisation")
    return working[0]
