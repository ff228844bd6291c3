"""Every form of the desk with hostile values in every field: an answer in words, no error of ours, nothing half-written."""

from __future__ import annotations

from urllib.parse import quote_from_bytes, urljoin

import pytest
from bs4 import BeautifulSoup, SoupStrainer
from django.db import transaction
from django.test import Client

from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.guidance import coordinator
from tests.house import test_access_matrix as matrix
from tests.house.indoors import Indoors

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('Kanārijputniņš')</script>"
HOSTILE = (
    b"a\x00b",
    b"\xff\xfe\xfa",
    SCRIPT.encode(),
    b"'; DROP TABLE cases_case; --",
    b'=HYPERLINK("http://example.org";"x")',
    b"../../../etc/passwd",
    b"9" * 400,
    b"A" * 100_000,
    "\u202e\U0001f600\u0301".encode(),
    b"-1",
    b"1e400",
    b"NaN",
    b"00000000-0000-0000-0000-000000000000",
    b"9999-99-99",
    b"{{ settings.SECRET_KEY }}%s%(x)s",
    "€".encode(),
    b"-",
    b",",
    b"",
)
# With nineteen values and steps of five every third field meets another value in every round; in the second one the choices
# are hostile too.
ROUNDS = ((0, True), (5, False), (10, True))
FORMS = SoupStrainer("form")
ADDRESS_ROUNDS = (0, 4, 8, 12)
# Who fills the forms: those who work with cases, who leads them, who plans support at school, who coordinates, and who
# administers people.
WRITERS = ("case_worker", "supervisor", "school_staff", "national_coordinator", "organisation_administrator")


@pytest.mark.parametrize("role", WRITERS)
def test_a_hostile_form_gets_an_answer_in_words_and_nothing_is_half_written(world, role):
    writer = sign_in(Client(), _who(world, role))
    reader = Indoors(writer)
    problems, sent = [], set()
    for pattern, address in matrix.addresses(world):
        for action, fields in _forms(reader, address):
            if (action, _names(fields)) in sent:
                continue  # the same form on another page, as the one for the language that stands on each
            sent.add((action, _names(fields)))
            for begin, choices_kept in ROUNDS:
                found = _send(writer, action, _filled(fields, begin, choices_kept))
                problems += [f"{pattern.name}: {problem}" for problem in found]

    assert problems == []
    assert len(sent) >= 3


def _who(world, role):
    if role == "case_worker":
        return world["ieva"]
    if role in ("supervisor", "school_staff"):
        return world["supervisor" if role == "supervisor" else "inese"]
    return (
        coordinator() if role == "national_coordinator" else MembershipFactory(organisation=world["house"], role=role)
    )


def _forms(reader, address):
    """Where each form of the page goes, and its fields with the choices that they offer."""
    page = reader.get(address)
    if page.status_code != 200 or "text/html" not in page["Content-Type"]:
        return
    for form in BeautifulSoup(page.content, "lxml", parse_only=FORMS).find_all("form", method="post"):
        action = urljoin(address, form.get("action") or address)
        if "/izvele/" not in action and "logout" not in action:
            yield (
                action,
                [
                    (tag["name"], _choice(tag))
                    for tag in form.find_all(("input", "select", "textarea"), attrs={"name": True})
                ],
            )


def _names(fields):
    return tuple(name for name, _choice_ in fields)


def _choice(tag):
    """What a choice offers first; None for a field in which one writes."""
    if tag.name == "select":
        offered = [option.get("value", option.text) for option in tag.find_all("option")]
        return next((value for value in offered if value), "")
    return tag.get("value", "on") if tag.get("type") in ("radio", "checkbox", "hidden") else None


def _filled(fields, begin, keep_choices):
    return [
        (name, choice.encode() if keep_choices and choice is not None else HOSTILE[(begin + 7 * number) % len(HOSTILE)])
        for number, (name, choice) in enumerate(fields)
    ]


def _send(writer, action, values):
    """What is wrong with the answer. The world is the same afterwards."""
    body = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in values)
    written = _written()
    with transaction.atomic():
        answer = writer.post(action, body, content_type="application/x-www-form-urlencoded")
        page = answer.content.decode(errors="replace")
        refused = answer.status_code == 200 and "govuk-error-summary" in page
        if answer.status_code >= 500:
            yield f"status {answer.status_code}"
        if SCRIPT in page:
            yield "the script came back as a script"
        if refused and _written() != written:
            yield "refused, but something was written"
        transaction.set_rollback(True)


def _written():
    """What was done; that a case was opened to show the refusal in it is rightly noted."""
    return AuditEntry.objects.exclude(verb__endswith=".opened").count()


@pytest.mark.parametrize("begin", ADDRESS_ROUNDS)
def test_a_hostile_address_gets_an_answer(world, begin):
    """Every page with every parameter that its own links and forms know, each with another value; the values go round."""
    reader = sign_in(Client(), world["ieva"])
    if begin:  # the first round goes through everything that stands before a page
        reader = Indoors(reader)
    failing = []
    for number, (pattern, address) in enumerate(matrix.addresses(world)):
        values = [HOSTILE[(begin + number + place) % len(HOSTILE)][:500] for place in range(len(PARAMETERS))]
        query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in zip(PARAMETERS, values, strict=True))
        answer = reader.get(f"{address}?{query}")
        if answer.status_code >= 500 or SCRIPT in answer.content.decode(errors="replace"):
            failing.append((pattern.name, answer.status_code))

    assert failing == []


# Every name that a view reads from the address.
PARAMETERS = (
    "age",
    "all",
    "case",
    "client",
    "domain",
    "fact",
    "field",
    "format",
    "gathering",
    "key",
    "kind",
    "like",
    "mine",
    "names",
    "near",
    "on_day",
    "on_month",
    "on_year",
    "organisation",
    "p",
    "page",
    "phase",
    "place",
    "programme",
    "series",
    "service",
    "show",
    "sort",
    "state",
    "theme",
    "words",
    "year",
)
