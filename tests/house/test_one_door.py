"""Numbers over several organisations' people leave through disclosure: no read hands them out open."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import typing
from decimal import Decimal

import pytest

from khetene.disclosure.tally import Closed, Tally

# The packages that keep what is known about people, each in the silo of its organisation.
SILOS = ("cases", "referrals", "mediation", "enrolments", "earlyleaving", "schoolstaff")
NUMBERS = (int, float, Decimal)
# Reads without an actor that give numbers which need no door. A new one has to say why here.
OPEN = {
    "earlyleaving.national_totals": "protected inside (earlyleaving.reads.totals)",
    "earlyleaving.participation": "institutions of a public programme, no people",
    "earlyleaving.pupil_lines": "rows of a list that was made for an actor",
    "earlyleaving.school_year": "a year, not a count",
    "earlyleaving.school_years": "years, not counts",
    "earlyleaving.semesters": "grades and years, not counts",
    "earlyleaving.since_the_beginning": "protected inside (earlyleaving.reads.totals)",
    "enrolments.card_of": "one person's card, of a participation that an actor opened",
    "enrolments.delivery_rows": "rows of a participation that an actor opened",
    "enrolments.head_count_rows": "rows of a list that was made for an actor",
    "enrolments.joined_by": "agreements of organisations",
    "enrolments.midterm_of": "one person's evaluation, of a participation that an actor opened",
    "enrolments.whole_heads": "protected inside (enrolments.reads.protected)",
    "enrolments.whole_totals": "protected inside (enrolments.reads.protected)",
    "enrolments.work_page": "one person's way to a job, of a participation that an actor opened",
    "mediation.national_month": "signings, events and institutions; contacts are closed",
    "mediation.portfolio": "the person's own trainings, for the person alone",
    "mediation.portfolio_entry": "the person's own training, for the person alone",
    "mediation.signed_by_month": "signings of posts",
    "mediation.signed_months": "signings of posts",
    "referrals.lines": "rows of a list that was made for an actor",
    "referrals.of_case": "parts of a case that an actor opened",
    "referrals.referral_by_link": "one hand-over, for whoever holds its link",
    "referrals.sent_by": "one mediator's own month",
    "schoolstaff.group_rows": "rows of a list that was made for an actor",
    "schoolstaff.post_rows": "rows of a list that was made for an actor",
    "schoolstaff.school_years": "years, not counts",
}


def exported(silo):
    module = importlib.import_module(f"khetene.{silo}.reads")
    for name in module.__all__:
        found = getattr(module, name)
        if inspect.isfunction(found):
            yield f"{silo}.{name}", found


READS = dict(pair for silo in SILOS for pair in exported(silo))


def numbers_in(kind, seen=()):
    """Whether a value of this type can carry a number, also inside of what it holds."""
    if kind in seen:
        return False
    if isinstance(kind, type) and issubclass(kind, NUMBERS):
        return kind is not bool
    inside = list(typing.get_args(kind))
    if dataclasses.is_dataclass(kind):
        inside += typing.get_type_hints(kind).values()
    return any(numbers_in(part, (*seen, kind)) for part in inside)


def hints(read):
    return typing.get_type_hints(read)


def test_the_walk_sees_numbers_inside_of_what_a_read_gives():
    @dataclasses.dataclass
    class Page:
        rows: list[tuple[str, int]]

    assert (numbers_in(dict[str, Page]), numbers_in(list[str]), numbers_in(Tally)) == (True, False, False)


def test_a_read_without_an_actor_gives_closed_tallies_or_says_why_it_need_not():
    found = {
        name
        for name, read in READS.items()
        if "actor" not in inspect.signature(read).parameters and numbers_in(hints(read)["return"])
    }

    assert found == set(OPEN)


@pytest.mark.parametrize("look", [list, len, bool, str.format, hash, lambda tally: tally[0], lambda tally: 1 in tally])
def test_a_tally_tells_nothing_about_itself(look):
    tally = Tally([(("work",), "office", 7)])
    if look is str.format:
        look = "{:>3}".format

    with pytest.raises(Closed):
        look(tally)


def test_a_tally_prints_as_closed_and_is_not_copied_out():
    tally = Tally([(("work",), "office", 7)])

    assert (repr(tally), f"{tally!s}") == ("Tally(closed)", "Tally(closed)")
    with pytest.raises(Closed):
        importlib.import_module("pickle").dumps(tally)
