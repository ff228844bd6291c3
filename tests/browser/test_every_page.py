"""Every page that somebody comes to by links, on a phone and a desktop: accessible, whole, its title tells no name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from django.urls import Resolver404, URLPattern, resolve

from khetene.web.desk import urls as desk
from tests.browser.people import PHONE, ROOT, Person

pytestmark = pytest.mark.browser

AtWork = Callable[..., Person]
# Two walks, so that two processes share them: who works with cases, and everybody else.
WITH_CASES = ("anna", "dace", "rita", "ieva", "ilze", "marta", "inese", "uldis", "laima", "baiba")
BESIDE_CASES = ("velta", "andris", "sanita", "kristine", "velga", "vizma", "aiga", "guna", "sarma", "solvita", "janis")
# What looks different from one to the next, and for each reader: so many of a kind for each person.
MANY = {
    "cases:case": 9,
    "referrals:referral": 4,
    "cases:plan": 3,
    "enrolments:enrolment": 3,
    "enrolments:sheet": 2,
    "enrolments:import": 1,
    "jobs:jobs": 1,
    "gatherings:materials": 3,
    "enrolments:work": 2,
    "enrolments:attendance": 2,
    "guidance:work": 2,
    "programmes:programme": 2,
    "enrolments:totals": 2,
    "guidance:statement": 4,
    "guidance:practice": 11,
    "guidance:practice_pictures": 3,
    "guidance:action": 3,
    "guidance:idea": 2,
    "gatherings:gathering": 6,
    "network:seat": 3,
    "network:roster": 2,
    "gatherings:report": 4,
    "projects:report": 4,
    "gatherings:participants": 4,
    "early:waiting_plans": 2,
    "early:paid_elsewhere": 3,
    "early:pupil": 6,
    "early:support_plan": 6,
    "early:plan_step": 8,
    "early:given_papers": 4,
    "publishing:editions": 2,
    "monitoring:overview": 2,
    "instruments:contributions": 3,
    "instruments:evaluation": 3,
    "monitoring:indicator": 2,
    "proposals:applications": 2,
    "proposals:proposal": 2,
    "proposals:proposal_part": 12,
    "proposals:row": 3,
    "proposals:add_report": 4,
    "projects:phase_part": 6,
    "publishing:new_edition": 2,
    "projects:phases": 1,
    "projects:phase_tasks": 3,
    "projects:change": 8,
    "projects:amendments": 2,
    "early:pupils": 1,
    "staff:school_staff": 1,
    "mediation:post": 2,
    "staff:post": 2,
    "enrolments:group": 2,
    "staff:group": 2,
    "early:perhaps_the_same": 6,
    "early:correct_reduction": 3,
    "monitoring:eu_report": 1,
    "proposals:part_history": 5,
    "mediation:work_plan": 3,
    "mediation:scope_topic": 2,
    "mediation:add_entry": 3,
    "layouts:letterheads": 1,
    "layouts:letterhead": 2,
}
# What looks different from one to the next and alike for everybody: so many in a walk.
SOME = {
    "programmes:catalogue": 4,
    "directory:service": 4,
    "dashboards:coverage": 2,
    "dashboards:municipality": 2,
    "dashboards:programme_dashboard": 2,
    "guidance:show_publicly": 2,
    "layouts:put_layout_in_force": 2,
}
# Where a list has to be asked for what a link alone does not show.
ALSO = {
    "dace": ["/darba-plani/"],
    "marta": ["/darbi/", "/dalibas/?key=D-26-0001", "/lietas/?state=closed", "/nosutijumi/?state=accepted"],
    "ilze": [
        "/prakse/?state=draft",
        "/prakse/?state=proposed",
        "/sanaksmes/",
        "/ieteikumi/musu/",
        "/prakse/?words=atbalsta personas",
    ],
    "sarma": ["/idejas/"],
    "velta": ["/pieteiksanas/", "/idejas/", "/ieteikumi/", "/prakse/", "/tikls/manas-vietas/"],
    "ieva": ["/katalogs/?words=ventspils", "/dalibas/"],
    "janis": [
        "/sanaksmes/?words=sociālajiem",
        "/sanaksmes/",
        "/novertejumi/",
        "/posmi/4/",
        "/posmi/5/",
        "/posmi/7/",
        "/posmi/7/dokumenti/",
        "/posmi/7/grozijumi/",
        "/posmi/7/papildinajumi/",
        "/ieteikumi/?words=atbalsta personu&kind=",
        "/posmi/8/plans/",
        "/raditaji/",
        "/tikls/expert-network/",
        "/tikls/expert-network/atjaunosana/",
        "/ieteikumi/?words=novada pagastos",
        "/ieteikumi/?state=under_way",
        "/prakse/?state=proposed",
        "/darbibas/",
    ],
    "rita": ["/sazina/"],
    "guna": ["/atbalsta-plani/saskanosana/"],
    "aiga": ["/atbalsta-plani/citur/"],
    "kristine": ["/programmas/neet/"],
    "uldis": ["/programmas/neet/", "/programmas/community-centre/"],
    "baiba": ["/dalibas/", "/programmas/diversity/"],
    "solvita": ["/programmas/community-centre/"],
}
# Reached by a button that writes, by a letter, or only in a state that the demonstration does not hold.
NOT_BY_LINKS = {
    "cases:request_access",  # found by a name, which stands in no address
    "referrals:link",
    "referrals:withdraw",
    "referrals:send",
    "cases:take_supervision",
    "enrolments:sign",
    "enrolments:take_back_other_finance",
    "accounts:accept_invitation",
    "referrals:answer",
    "instruments:part",  # behind a personal link
    "gatherings:invitation",
    "gatherings:at_the_door",  # from the square on a sheet
    "gatherings:invitation_material",
    "surveys:survey_answer",  # behind a personal link
    "surveys:discard_survey",  # while nobody was written to
    "early:wipe_reduction",  # a measure of a school's plan that was corrected
    "surveys:correct_asked",
    "surveys:survey_link",
    "surveys:survey_letters",  # a button while somebody is still to be written to
    "gatherings:invitation_calendar",
    "referrals:letter",
    "gatherings:letter",
    "gatherings:registered",
    "gatherings:confirm_registration",
    "projects:replace_cost",
    "monitoring:correct_value",
    "monitoring:wipe_chapter",  # an earlier version of a text
    "monitoring:wipe_answer",
    "cases:keep_draft",
    "guidance:practice_picture",  # inside of pages
    "guidance:move_picture",  # a button beside two pictures of a draft
    "guidance:public_picture",
    "guidance:preview_picture",
    "proposals:report_picture",
    "accounts:no_membership",
    "accounts:second_factor",
    "accounts:switch",
}
# A browser keeps these as files instead of showing them.
FILES = {
    "early:exchange_file",
    "early:support_plan_file",
    "early:blank_plan_file",
    "early:confirmation_file",
    "early:given_paper",
    "enrolments:blank_card",
    "enrolments:blank_midterm",
    "gatherings:calendar_file",
    "publishing:catalogue_file",
    "projects:cost_document",
    "projects:phase_document",
    "publishing:edition_file",
    "projects:frozen_report",
    "layouts:layout_bare_trial",
    "layouts:layout_file",
    "layouts:layout_full_trial",
    "layouts:layout_version_file",
    "layouts:letterhead_sample",
    "gatherings:material_file",
    "early:reduction_file",
    "enrolments:scan_file",
    "publishing:structure_file",
    "surveys:survey_sheet",
}
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LOOK = """choice => axe.run(document, choice).then(found => ({
  axe: found.violations.flatMap(v => v.nodes.map(node => `${v.id}: ${node.target}`)),
  title: document.title,
  headings: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1])),
  skip: !!document.querySelector('.govuk-skip-link[href="#main-content"]') || !document.querySelector('nav'),
}))"""


def test_what_is_said_of_pages_is_said_of_pages_that_exist() -> None:
    assert sorted((MANY.keys() | SOME.keys() | NOT_BY_LINKS | FILES) - set(_named_pages())) == []


def test_every_page_of_those_who_work_with_cases(at_work: AtWork, of_this_run: Path) -> None:
    walk(WITH_CASES, at_work, of_this_run)


def walk(people: tuple[str, ...], at_work: AtWork, of_this_run: Path) -> None:
    """Look at all pages that these people come to. Whichever walk ends last says what nobody comes to."""
    seen: Counter[str] = Counter()
    problems: list[str] = []
    for name in people:
        person = at_work(name, width=PHONE)
        for address in _pages(name, person, seen):
            problems += [f"{name} {address}: {problem}" for problem in _look_at(person, address)]
    (of_this_run / f"seen-by-{people[0]}").write_text("\n".join(seen))
    both = [of_this_run / f"seen-by-{first}" for first in (WITH_CASES[0], BESIDE_CASES[0])]
    if all(file.exists() for file in both):
        reached = {name for file in both for name in file.read_text().splitlines()} | NOT_BY_LINKS
        problems += sorted({f"nobody comes to {name}" for name in _named_pages() if name not in reached})

    assert not problems, "\n".join(problems)


def _pages(name: str, person: Person, seen: Counter[str]) -> Iterator[str]:
    """Addresses by their links; whoever takes one has looked at it when they ask for the next, so its links are known.

    What a button sends a form to counts as seen: there is nothing to look at.
    """
    begin: list[str] = []
    for start in ["/", *ALSO.get(name, [])]:
        person.opens(start)
        begin += _links(person)
    waiting, tried, own = deque(begin), set[str](), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = _kind(path)
        enough = own[kind] >= MANY[kind] if kind in MANY else seen[kind or ""] >= SOME.get(kind or "", 1)
        if kind is None or path in tried or enough:
            continue
        tried.add(path)
        seen[kind] += 1
        own[kind] += 1
        yield path
        waiting.extend(_links(person))
        for action in person.page.evaluate("[...document.querySelectorAll('form[action]')].map(f => f.action)"):
            if sent_to := _kind(urlsplit(action).path):
                seen[sent_to] += 0 if seen[sent_to] else 1


def _kind(path: str) -> str | None:
    try:
        match = resolve(urlsplit(path).path)
    except Resolver404:
        return None
    return match.view_name if match.func.__module__.startswith("khetene.web.desk.") else None


def _called(content: object) -> Iterator[str]:
    """Every `called:` in what a file of the demonstration holds: a name or several."""
    if isinstance(content, dict):
        named = content.get("called", [])
        yield from [named] if isinstance(named, str) else named
        content = list(content.values())
    if isinstance(content, list):
        for part in content:
            yield from _called(part)


def _words(text: str) -> set[str]:
    """Its words as an address would spell them: small and without marks. A single letter is no name."""
    plain = unicodedata.normalize("NFKD", unquote(text)).encode("ascii", "ignore").decode().lower()
    return set(re.findall(r"[a-z]{2,}", plain))


DEMONSTRATION = [yaml.safe_load(file.read_text()) for file in sorted((ROOT / "demo").glob("*.yaml"))]
# How the invented families are called: none may stand in a title or an address, which a browser keeps in its history.
NAMES = tuple({word for name in [*_called(DEMONSTRATION), "Haris"] for word in _words(name)})


def _names_in(text: str) -> list[str]:
    """Words that begin as a name does: names are declined."""
    return sorted(word for word in _words(text) if word.startswith(NAMES))


def _links(person: Person) -> list[str]:
    found: list[str] = person.page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    return [urlsplit(address).path for address in found if address.startswith(person.address)]


def _look_at(person: Person, path: str) -> Iterator[str]:
    if _names_in(path):
        yield f"a name stands in its address: {_names_in(path)}"
    if _kind(path) in FILES:
        got = person.page.request.get(person.address + path)
        yield from [] if got.ok else [f"status {got.status}"]
        return
    answer = person.page.goto(person.address + path)
    if answer is None or answer.status >= 400:
        yield f"status {answer.status if answer else 'none'}"
        return
    if "text/html" not in answer.headers.get("content-type", ""):
        return
    for width in person.in_both_widths():  # every other page is loaded wide: each costs one change of the screen
        person.widens_to(width)
        if person.page.evaluate(WIDE):
            yield f"scrolls sideways at {width} px"
        if width == PHONE:
            found = person.asks_axe(LOOK)
            yield from found["axe"]
            yield from _structure(found)


def _structure(found: dict[str, Any]) -> Iterator[str]:
    headings: list[int] = found["headings"]
    if headings.count(1) != 1:
        yield f"{headings.count(1)} headings of the first level"
    if any(after > before + 1 for before, after in pairwise(headings)):
        yield f"a level of headings is skipped: {headings}"
    if not found["title"].strip() or _names_in(found["title"]):
        yield f"its title is {found['title']!r}"
    if not found["skip"]:
        yield "no skip link"


def _named_pages() -> list[str]:
    """Pages of the desk that can be read."""
    return [
        f"{entry.namespace}:{pattern.name}"
        for entry in desk.urlpatterns
        for pattern in entry.url_patterns
        if isinstance(pattern, URLPattern) and pattern.name
    ]
