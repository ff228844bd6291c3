"""Questions that hold no personal data, answered in words or as JSON."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from khetene.cli.reading import day, parsed
from khetene.directory import reads as directory
from khetene.guidance import reads as guidance
from khetene.guidance.enums import AddresseeGroup, Theme
from khetene.instruments.enums import Domain
from khetene.instruments.loading import read_file
from khetene.instruments.paper import paper_lines, paper_pdf
from khetene.kernel import clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.network import reads as network
from khetene.programmes import reads as programmes
from khetene.projects import reads as projects
from khetene.projects import reports
from khetene.territory import reads as territory
from khetene.territory.models import Territory


def add_commands(commands: Any) -> None:
    screen = commands.add_parser("screen", help="which programmes fit these facts, and why")
    screen.add_argument("facts", help="a JSON or YAML file with facts, or - for standard input")
    screen.add_argument("--on", type=day, default=None, metavar="DATE")
    screen.add_argument("--json", action="store_true")
    screen.set_defaults(run=_screen)
    place = commands.add_parser("territory", help="what a place was, and what it became")
    place.add_argument("name")
    place.add_argument("--on", type=day, default=None, metavar="DATE")
    place.add_argument("--json", action="store_true")
    place.set_defaults(run=_territory)
    said = commands.add_parser("recommendations", help="what was asked of institutions, and how they answered")
    said.add_argument("--addressee", metavar="ORGANISATION", default="", help="short name, for example nva, or a group")
    said.add_argument("--theme", default="", help=f"one of {', '.join(Theme.values)}")
    said.add_argument("--overdue", action="store_true", help="only what is past its day")
    said.add_argument("--json", action="store_true", help="the same for a program")
    said.set_defaults(run=_recommendations)
    rosters = commands.add_parser("network", help="who speaks for which town and field")
    roster = rosters.add_subparsers(dest="question", required=True).add_parser("roster", help="seats of a body")
    roster.add_argument("body", help="short name, for example expert-network")
    roster.add_argument("--on", type=day, default=None, metavar="DATE", help="2021-05-27; today if not said")
    roster.add_argument("--json", action="store_true")
    roster.set_defaults(run=_roster)
    forms = commands.add_parser("form", help="questionnaires as XLSForm workbooks")
    asked = forms.add_subparsers(dest="question", required=True)
    form = asked.add_parser("check", help="whether a workbook can be asked here, and what it asks of whom")
    form.add_argument("file", type=Path)
    form.set_defaults(run=_check_form)
    blank = asked.add_parser("blank", help="the same questionnaire to print: a page, or a tagged PDF")
    blank.add_argument("file", type=Path)
    blank.add_argument("--field", choices=Domain.values, default="", help="the questions of one field only")
    blank.add_argument("--out", type=Path, required=True, metavar="FORM.pdf")
    blank.set_defaults(run=_blank_form)
    phase = commands.add_parser("phase", help="a phase of the platform: results, what does not agree, places")
    phase.add_argument("ordinal", type=int, help="for example 4")
    phase.add_argument("--json", action="store_true")
    phase.set_defaults(run=_phase)
    finder = commands.add_parser("directory", help="services").add_subparsers(dest="question", required=True)
    find = finder.add_parser("find", help="find services by words")
    find.add_argument("words", nargs="+")
    find.add_argument("--near", metavar="PLACE")
    find.add_argument("--json", action="store_true")
    find.set_defaults(run=_find)


def _recommendations(given: argparse.Namespace) -> None:
    if given.theme and given.theme not in Theme.values:
        raise DomainError(_("There is no theme %(theme)s.") % {"theme": given.theme})
    found = guidance.statements(
        kind="asking",
        theme=given.theme,
        addressee=_addressee(given.addressee),
        state="overdue" if given.overdue else "",
    )
    rows = guidance.lines(found)
    if given.json:
        print(json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2))
        return
    for row in rows:
        source = ", ".join(part for part in (row.source, row.place_in_source) if part)
        print(f"{row.year} {row.words}" + (f" ({source})" if source else ""))
        for one in row.addressees:
            print(f"  → {one.name}" + (f": {one.answer_label}" if one.answer_label else ""))


def _roster(given: argparse.Namespace) -> None:
    try:
        seats = network.public_roster(given.body, on=given.on or clock.today())
    except NotForYou as refusal:
        raise DomainError(_("There is no body %(name)s.") % {"name": given.body}) from refusal
    if given.json:
        print(json.dumps([seat.as_dict() for seat in seats], ensure_ascii=False, indent=2))
        return
    for seat in seats:
        row = seat.as_dict()
        words = [row[name] for name in ("holder", "position", "organisation") if row[name]]
        print(f"{seat.place} ({seat.field_label})" + (f": {', '.join(words)}" if words else ""))


def _check_form(given: argparse.Namespace) -> None:
    form = read_file(given.file)
    questions = list(form.questions())
    print(f"{given.file.name}: {form.title} {form.version}".rstrip())
    for domain in form.domains():
        own = sum(question.domain == domain for question in questions)
        print(f"  {Domain(domain).label}: {own}")
    everybody = _("asked of everybody")
    print(f"  {everybody}: {sum(not question.domain for question in questions)}")


def _blank_form(given: argparse.Namespace) -> None:
    form = read_file(given.file)
    asked = form.for_domain(given.field) if given.field else form
    if given.out.suffix.lower() == ".pdf":
        given.out.write_bytes(paper_pdf(asked))
        return
    context = {"title": str(form.title), "version": form.version, "lines": paper_lines(asked)}
    given.out.write_text(render_to_string("desk/instruments/blank_file.html", context), encoding="utf-8")


def _phase(given: argparse.Namespace) -> None:
    try:
        page = projects.public_phase(given.ordinal)
    except NotForYou as refusal:
        raise DomainError(_("There is no phase %(number)s.") % {"number": given.ordinal}) from refusal
    report = reports.report_of(page, [])
    if given.json:
        print(reports.as_json(report))
        return
    print(f"{page.row.roman}. {report.title}" + (f" ({report.agreement})" if report.agreement else ""))
    print(", ".join(part for part in (report.when, report.ratio, report.beneficiary) if part))
    for line in report.results:
        print(f"  {line}")
    for remark in report.remarks:
        print(f"  ! {remark}")
    if report.then:
        print(report.places)
    for name in report.then:
        print(f"  {name}")


def _addressee(name: str) -> str:
    """A group, or the key of the organisation with this short name."""
    if not name or name in AddresseeGroup.values:
        return name
    found = directory.key_of(name)
    if found is None:
        raise DomainError(_("There is no organisation %(name)s.") % {"name": name})
    return str(found)


def _screen(given: argparse.Namespace) -> None:
    verdicts = programmes.screen_facts(_facts(given.facts), on=given.on or clock.today())
    if given.json:
        print(json.dumps(verdicts, ensure_ascii=False, indent=2))
        return
    for verdict in verdicts:
        print(f"{verdict['title']}: {verdict['answer_label']}")
        for criterion in verdict["criteria"]:
            print(f"  [{criterion['state']}] {criterion['text']}")
        for step in verdict["would_fit_if"]:
            print(f"  → {step}")
        for missing in verdict["missing"]:
            print(f"  ? {missing['question']}")


def _facts(name: str) -> dict[str, Any]:
    facts = parsed(name)
    if not isinstance(facts, dict) or not all(isinstance(key, str) for key in facts):
        raise DomainError(f'{name}: expected facts such as {{"age": 45, "months_without_work": 14}}')
    return facts


def _territory(given: argparse.Namespace) -> None:
    history = territory.history_of(given.name, on=given.on)
    if given.json:
        print(json.dumps(history.as_dict(), ensure_ascii=False, indent=2))
        return
    place = history.territory
    print(_place(place))
    for label, places in ((_("before"), history.before), (_("became"), history.after), (_("today"), history.today)):
        for other in places:
            print(f"  {label}: {_place(other)}")


def _place(place: Territory) -> str:
    code = f" {place.code}" if place.code else ""
    return f"{place.name}{code} ({place.get_kind_display()}, {place.valid_from or '…'} – {place.valid_to or '…'})"


def _find(given: argparse.Namespace) -> None:
    near = territory.territory_named(given.near, on=clock.today()) if given.near else None
    found = directory.find(" ".join(given.words)[:200], near=near)
    if given.json:
        print(json.dumps([row.as_dict() for row in found], ensure_ascii=False, indent=2))
        return
    for row in found:
        print(f"{row.name} – {row.organisation_name}{f' ({row.place})' if row.place else ''}")
