"""The register of support plans against leaving school early: protected totals of the country."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.utils.translation import gettext as _

from khetene.earlyleaving import reads
from khetene.kernel.errors import DomainError

FIRST_YEAR, LAST_YEAR = 2016, 2100


def add_commands(commands: Any) -> None:
    register = commands.add_parser("register", help="support plans of pupils, as protected totals")
    questions = register.add_subparsers(dest="question", required=True)
    totals = questions.add_parser("totals", help="approved plans of a school year in the whole country")
    totals.add_argument("--school-year", type=int, required=True, metavar="YEAR", help="the year of its September")
    totals.add_argument("--json", action="store_true")
    totals.set_defaults(run=_totals)


def _totals(given: argparse.Namespace) -> None:
    year = given.school_year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DomainError(_("There is no school year %(year)s here.") % {"year": year})
    found = reads.national_totals(year)
    if given.json:
        print(json.dumps(_as_dict(year, found), ensure_ascii=False, indent=2))
        return
    print(_("School year %(year)s/%(next)s") % {"year": year, "next": year + 1})
    for label, number in _in_words(found):
        print(f"  {label}: {_('hidden') if number is None else number}")


def _as_dict(year: int, found: reads.Totals) -> dict[str, Any]:
    """A hidden number is null and never zero."""
    hours = {name: None if number is None else str(number) for name, number in found.hours.items()}
    return {
        "school_year": year,
        "rule": {"minimum": reads.RULE.minimum, "contributors": reads.RULE.contributors},
        "units": found.units,
        "hours": hours,
        "cents": found.cents,
        "risks_by_family": dict(found.families),
    }


def _in_words(found: reads.Totals) -> list[tuple[str, Any]]:
    units = {
        "pupils": _("Pupils (each once in a school year and school)"),
        "plans": _("Plans (a pupil has a new one each semester)"),
        "risks": _("Risks (a plan may name several)"),
        "supports": _("Planned supports"),
    }
    hours = {
        "planned_hours": _("Planned hours"),
        "given_hours": _("Hours given and confirmed"),
        "writing_hours": _("Hours of preparing and overseeing plans"),
    }
    euros = {"planned_cents": _("Planned money"), "given_cents": _("Money spent")}
    rows: list[tuple[str, Any]] = [(label, found.units[name]) for name, label in units.items()]
    rows += [(label, found.hours[name]) for name, label in hours.items()]
    rows += [(f"{label}, EUR", _euros(found.cents[name])) for name, label in euros.items()]
    return rows + [(f"– {title}", number) for title, number in found.families]


def _euros(cents: int | None) -> str | None:
    return None if cents is None else f"{cents // 100}.{cents % 100:02}"
