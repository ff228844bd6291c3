"""Definitions of operations: what is refused when they are read, and what the plain engine answers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
import yaml
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from khetene.kernel.countryfile import BadCountryFile
from khetene.programmes.operations.calendar import calendar_months, months_later, programme_month
from khetene.programmes.operations.definition import parse
from khetene.programmes.operations.limits import Given, Used, refusals, shortfalls
from khetene.programmes.operations.money import split
from khetene.programmes.operations.reading import read_operation
from tests.yaml_files import as_yaml

FOLDER = settings.COUNTRY_FOLDER / "programmes"
DAYS = st.dates(min_value=date(2015, 1, 1), max_value=date(2030, 12, 31))


def raw(programme):
    return yaml.safe_load((FOLDER / f"{programme}.yaml").read_text(encoding="utf-8"))


def changed(tmp_path, file_name="neet", **changes):
    file = tmp_path / f"{file_name}.yaml"
    file.write_text(as_yaml(raw(file_name) | changes), encoding="utf-8")
    return file


def refusal_of(file, measures=None):
    with pytest.raises(BadCountryFile) as refused:
        read_operation(file, measures)
    return str(refused.value.message)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_definition_of_latvia_holds_its_own_tests(file):
    assert parse(read_operation(file, None)).programme == file.stem


def test_the_successors_say_what_is_not_known():
    assert parse(raw("neet-2")).unknown_parts() == [
        "funding.to",
        "funding.sources",
        "partners.must_join",
        "components",
        "supports",
        "limits",
        "outcomes",
        "documents",
    ]
    assert "funding" in parse(raw("school-community")).unknown_parts()


def test_the_shares_of_a_source_add_up_to_the_cent():
    funding = parse(raw("early-leaving")).funding

    assert [source.cents for source in funding.sources] == [3_384_000_000, 597_000_000]
    assert sum(source.cents for source in funding.sources) == funding.total_cents


def test_an_error_of_the_schema_names_file_line_and_field(tmp_path):
    stages = raw("neet")["stages"]
    stages[1]["phase"] = "dreaming"

    assert refusal_of(changed(tmp_path, stages=stages)).startswith("neet.yaml:")
    assert ", stages.1.phase: " in refusal_of(changed(tmp_path, stages=stages))


SECRET = {"id": "secret", "kept": False, "title": {"lv": "Grupa"}}
MEASURE = {"id": "measure", "for": ["secret"], "kept": "support", "title": {"lv": "Pasākums"}}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda raw: raw["stages"][0]["next"].append("nowhere"), "stages.0.next.2: "),
        (lambda raw: raw["stages"].append({**raw["stages"][-1], "id": "island"}), "stages.6.id: "),
        (lambda raw: raw["stages"][1].pop("moved_by"), "stages.1: "),
        (lambda raw: raw["stages"][0].pop("moved_by"), "stages.0: "),
        (lambda raw: raw["supports"].append(raw["supports"][0]), "supports.8.id: "),
        (lambda raw: raw["limits"][1].update(support="dancing"), "limits.1.support: "),
        (lambda raw: raw["limits"][1].update(most="10"), "limits.1.least: "),
        (lambda raw: raw["limits"][0].update({"from": "2022-01-01", "to": "2021-01-01"}), "limits.0.to: "),
        (lambda raw: raw["limits"][0].update({"from": "2022-02-31"}), "limits.0.from: "),
        (lambda raw: raw["outreach"].append(raw["outreach"][0]), "outreach.4.id: "),
        (lambda raw: raw.update(measure_groups=[MEASURE]), "measure_groups.0.for.0: "),
        (lambda raw: raw.update(target_groups=[SECRET], measure_groups=[MEASURE]), "measure_groups.0.kept: "),
        (lambda raw: raw["tests"][1].update(expect="allowed"), "tests.1: "),
        (lambda raw: raw.update(programme="other"), "programme: "),
    ],
)
def test_what_a_schema_cannot_say_is_refused_with_its_place(tmp_path, change, where):
    definition = raw("neet")
    change(definition)

    assert f", {where}" in refusal_of(changed(tmp_path, **definition))


def test_sources_that_do_not_add_up_are_refused(tmp_path):
    funding = raw("early-leaving")["funding"]
    funding["sources"][1]["amount"] = "5970000.01"

    assert ", funding.total: " in refusal_of(changed(tmp_path, "early-leaving", funding=funding))


def test_a_measure_that_the_rules_do_not_have_is_refused(tmp_path):
    assert ", supports.0.measure: " in refusal_of(changed(tmp_path), {"neet": ["specialists"]})


@given(cents=st.integers(0, 10**12), weights=st.lists(st.integers(0, 10**10), min_size=1, max_size=6).filter(sum))
def test_a_divided_sum_is_never_lost_nor_found(cents, weights):
    parts = split(cents, weights)

    assert sum(parts) == cents
    exact = [Fraction(cents * weight, sum(weights)) for weight in weights]
    assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))


@given(start=DAYS, months=st.integers(0, 48))
def test_months_later_never_skips_a_month(start, months):
    later = months_later(start, months)

    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day
    assert programme_month(start, later) == months + 1


@given(first=DAYS, days=st.integers(0, 400))
def test_calendar_months_cover_every_day_once(first, days):
    last = first + timedelta(days=days)
    months = list(calendar_months(first, last))

    assert months[0].first == first
    assert months[-1].last == last
    assert all(after.first - before.last == timedelta(days=1) for before, after in pairwise(months))
    assert sum((month.last - month.first).days + 1 for month in months) == days + 1


NEET = parse(raw("neet"))


def ask(support="mentor", on=date(2021, 3, 1), quantity="2", used=(), started=date(2021, 1, 15), **more):
    new = Given(support, on, Decimal(quantity), **more)
    found = refusals(NEET, started=started, exited=None, used=Used.of(used), new=new)
    return [refusal.rule for refusal in found]


@given(started=DAYS, days=st.integers(0, 500))
def test_the_tenth_month_is_refused_and_the_ninth_is_not(started, days):
    on = started + timedelta(days=days)

    assert ask(on=on, started=started) == ([] if programme_month(started, on) <= 9 else ["nine-months"])


def test_a_medical_specialist_is_never_paid_as_a_consultant():
    assert ask("specialist", given_as="medical") == ["giver"]
    assert ask("specialist", given_as="psychologist") == []
    assert ask("specialist") == ["giver"]


def test_nothing_is_given_before_the_start():
    assert ask(started=None) == ["not_started"]
    assert ask(on=date(2021, 1, 14)) == ["before_start"]


def test_a_support_that_the_programme_does_not_give_is_refused():
    assert ask("dancing") == ["support"]


def capped(**limit):
    return parse(raw("neet") | {"limits": [{"id": "cap", "source": "tests", **limit}]})


@given(given_hours=st.lists(st.integers(1, 400), max_size=8), wanted=st.integers(1, 400))
def test_a_monthly_cap_lets_exactly_so_much_through(given_hours, wanted):
    operation = capped(of="quantity", support="mentor", per="month", most="10")
    used, let_through = Used(), Decimal(0)
    for hundredths in [*given_hours, wanted]:
        new = Given("mentor", date(2021, 3, 5), Decimal(hundredths) / 100)
        refused = refusals(operation, started=date(2021, 1, 1), exited=None, used=used, new=new)
        assert bool(refused) is (let_through + new.quantity > 10)
        if not refused:
            used.add(new)
            let_through += new.quantity
    assert let_through <= 10


def test_a_refusal_says_how_much_is_left():
    operation = capped(of="quantity", support="mentor", per="month", most="10")
    used = Used.of([Given("mentor", date(2021, 3, 5), Decimal("8.5"))])

    (refused,) = refusals(
        operation,
        started=date(2021, 1, 1),
        exited=None,
        used=used,
        new=Given("mentor", date(2021, 3, 9), Decimal(2)),
    )

    assert "1,5" in refused.sentence
    assert (
        refusals(
            operation,
            started=date(2021, 1, 1),
            exited=None,
            used=used,
            new=Given("mentor", date(2021, 4, 1), Decimal(10)),
        )
        == []
    )


def test_a_cap_in_euro_counts_whole_cents():
    operation = capped(of="euro", support="disability", per="enrolment", most="100")
    used = Used.of([Given("disability", date(2021, 3, 5), cents=9_999)])
    ask_for = {"started": date(2021, 1, 1), "exited": None, "used": used}

    assert refusals(operation, **ask_for, new=Given("disability", date(2021, 3, 6), cents=1)) == []
    assert [
        found.rule for found in refusals(operation, **ask_for, new=Given("disability", date(2021, 3, 6), cents=2))
    ] == ["cap"]


def test_a_limit_holds_from_its_day_to_its_day():
    operation = capped(
        of="quantity", support="mentor", per="month", most="1", **{"from": "2021-03-01", "to": "2021-04-01"}
    )
    sizes = {
        on: len(
            refusals(operation, started=date(2021, 1, 1), exited=None, used=Used(), new=Given("mentor", on, Decimal(2)))
        )
        for on in (date(2021, 2, 28), date(2021, 3, 1), date(2021, 3, 31), date(2021, 4, 1))
    }

    assert list(sizes.values()) == [0, 1, 1, 0]


def test_mentor_hours_are_asked_for_each_month_never_as_an_average():
    used = Used.of([Given("mentor", date(2021, 2, 3), Decimal(60)), Given("mentor", date(2021, 3, 3), Decimal(19))])

    found = shortfalls(NEET, started=date(2021, 2, 1), until=date(2021, 4, 30), used=used)

    assert [(short.month.first, short.missing) for short in found] == [
        (date(2021, 3, 1), Decimal(1)),
        (date(2021, 4, 1), Decimal(20)),
    ]


def test_a_partial_month_needs_its_share_by_days():
    found = shortfalls(NEET, started=date(2021, 2, 15), until=date(2021, 2, 28), used=Used())

    assert [(short.wanted, short.month.whole) for short in found] == [(Decimal("10.00"), False)]
