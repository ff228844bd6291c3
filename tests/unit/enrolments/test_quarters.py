"""What a programme's holder is shown from quarter to quarter: two quarters subtracted never leave a few people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from khetene.disclosure.remainder import KnownYear
from khetene.disclosure.totals import Hidden, Shown, Why, protect_total
from khetene.enrolments import actions, reads
from khetene.enrolments.models import Delivery, QuarterTotals
from khetene.enrolments.reads.advancing import RULE, Found, carried_on, count_of, measured
from khetene.enrolments.reads.heads import HeadsTotal
from khetene.enrolments.reads.keeping import as_content, kept_in
from khetene.enrolments.reads.protected import protected
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory
from tests.factories.enrolments import NVA, bulk_participants

SPRING, SUMMER, WINTER = date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)
SUPPORT, HEADS = "support:group:hours", "heads:outreach:round"


def support(had, hours, offices):
    return SupportTotal("group", "Grupa", "hours", "h", had, offices, had, Decimal(hours), 0, apart=False)


def totals(people, had=0, hours=0, closed=0, positive=0, measured=0, offices=3):
    rate = Rate("exit", "Pēc beigām", closed, offices, measured, positive, 0)
    by_year = {2020: (people, offices)} if people else {}
    return Totals(people, people, people, 0, by_year, [support(had, hours, offices)] if had else [], [], [rate])


def spread(**numbers):
    """So many people of three organisations, as evenly as can be."""
    shares = [{name: len(range(at, number, 3)) for name, number in numbers.items()} for at in range(3)]
    return of_offices([Office(**share) for share in shares], hours=numbers.get("hours", 0))


class Office(NamedTuple):
    """What one organisation adds to each figure."""

    people: int
    had: int = 0
    closed: int = 0
    positive: int = 0
    measured: int = 0
    heads: int = 0
    hours: int = 0

    @property
    def shown(self):
        return {
            "people": self.people,
            "had": self.had,
            "closed": self.closed,
            "positive": self.positive,
            "other": self.closed - self.positive,
            "measured": self.measured,
            "not measured": self.closed - self.measured,
            "measured without": self.measured - self.positive,
            "heads": self.heads,
        }


def of_offices(offices, hours=0):
    """A quarter as organisations make it up, with what each adds."""
    names = [f"office {at}" for at in range(len(offices))]
    one = {name: sum(getattr(office, name) for office in offices) for name in Office._fields if name != "hours"}
    several = len([office for office in offices if office.people])
    whole = totals(one["people"], one["had"], hours, one["closed"], one["positive"], one["measured"], several)
    parts = {
        "people": {name: (office.people,) for name, office in zip(names, offices, strict=True)},
        SUPPORT: {name: (office.had,) for name, office in zip(names, offices, strict=True)},
        "rate:exit": {
            name: (office.closed, office.positive, office.measured) for name, office in zip(names, offices, strict=True)
        },
        HEADS: {name: (office.heads,) for name, office in zip(names, offices, strict=True)},
    }
    heads = [HeadsTotal("outreach", "round", one["heads"], sum(bool(office.heads) for office in offices))]
    return Found(whole, heads if one["heads"] else [], parts, {SUPPORT: (12, 3)})


FEW_OR_MANY = st.sampled_from([0, 1, 5, 9, 10, 11, 20, 30])


@st.composite
def an_office(draw):
    people = draw(FEW_OR_MANY)
    had, closed = draw(st.integers(0, people)), draw(st.sampled_from([0, people // 2, people]))
    positive = draw(st.sampled_from([0, closed // 2, closed]))
    known = draw(st.sampled_from([positive, closed]))
    return Office(people, had, closed, positive, known, draw(FEW_OR_MANY))


@st.composite
def more(draw):
    """What a quarter adds to organisations: of those whose window closes all, half or none with a good result."""
    closed = draw(st.sampled_from([0, 1, 4, 10]))
    positive = draw(st.sampled_from([0, closed // 2, closed]))
    known = draw(st.sampled_from([positive, closed]))
    return Office(draw(st.sampled_from([0, 4, 10])), draw(st.sampled_from([0, 4])), closed, positive, known, closed)


def grown(office, by):
    people = office.people + by.people + by.closed
    return Office(
        people, min(people, office.had + by.had), *(one + two for one, two in zip(office[2:], by[2:], strict=True))
    )


@st.composite
def quarters(draw):
    """Any quarters after one another: people come, windows close; late entries and deletions move every number.

    From one to the next few organisations change something, as it is.
    """
    usual = Office(30, 15, 20, 10, 20, 20)
    now = draw(st.lists(st.just(usual) | an_office(), min_size=4, max_size=4))
    found = [now]
    for _quarter in range(draw(st.integers(1, 4))):
        changing, by, anew = draw(st.sets(st.integers(0, 3), max_size=4)), draw(more()), draw(st.booleans())
        now = [
            (draw(an_office()) if anew else grown(office, by)) if at in changing else office
            for at, office in enumerate(now)
        ]
        found.append(now)
    return found


TOGETHER = (
    ("people",),
    ("had",),
    ("heads",),
    ("closed", "positive", "other"),
    ("closed", "positive", "other", "measured", "not measured", "measured without"),
)


def shown_in(quarters) -> Iterator[dict[str, tuple[int, int]]]:
    """Every number of people that a reader sees, quarter by quarter, each with the quarter in which it stands."""
    kept, days = None, [SPRING + timedelta(days=91 * at) for at in range(len(quarters))]
    for day, offices in zip(days, quarters, strict=True):
        kept = carried_on(of_offices(offices, hours=sum(office.had for office in offices)), day, kept)
        yield {name: (number, days.index(on)) for name, number, on in numbers(kept, day)}


def numbers(kept, on):
    found = protected(kept, on=on, known={})
    seen = [("people", found.people, found.stands_on)]
    seen += [("had", row.people, row.stands_on) for row in found.supports]
    seen += [("heads", protect_total(count_of(row), RULE), kept.stands_on[HEADS]) for row in kept.heads]
    yield from ((name, cell.number, day) for name, cell, day in seen if isinstance(cell, Shown))
    for rate in found.rates:
        if rate.why is None:
            shown = {"closed": rate.closed, "positive": rate.positive, "other": rate.closed - rate.positive}
            if rate.measured is not None:
                shown |= {"measured": rate.measured, "not measured": rate.closed - rate.measured}
                shown |= {"measured without": rate.measured - rate.positive}
            yield from ((name, number, rate.stands_on) for name, number in shown.items())


def both_times(found):
    """Each pair of quarters, with the names of numbers that a reader sees together in both."""
    for one, other in combinations(shown_in(found), 2):
        yield from ((one, other, names) for names in TOGETHER if {*names} <= one.keys() & other.keys())


@for_all(quarters())
def test_numbers_shown_together_stay_or_move_by_enough_people_in_any_two_quarters(found):
    for one, other, names in both_times(found):
        steps = [abs(one[name][0] - other[name][0]) for name in names]
        assert not any(steps) or min(steps) >= RULE.minimum, (names, steps)


@for_all(quarters())
def test_a_step_between_any_two_quarters_comes_from_enough_organisations(found):
    for one, other, names in both_times(found):
        for name in names:
            (before, at), (after, later) = one[name], other[name]
            pairs = zip(found[at], found[later], strict=True)
            changed = [was for was, now in pairs if was.shown[name] != now.shown[name]]
            assert before == after or len(changed) >= RULE.contributors, name


@for_all(quarters())
def test_measured_people_of_a_quarter_leave_no_few_others(found):
    for seen in shown_in(found):
        if "measured" in seen:
            rests = (seen["not measured"][0], seen["measured without"][0])
            assert [rest for rest in rests if 0 < rest < RULE.minimum] == []


def evenly(people, without):
    """Three organisations that together have so many people, of whom so many had no support."""
    return [Office(len(range(at, people, 3)), had=len(range(at, people - without, 3))) for at in range(3)]


@for_all(st.lists(st.builds(evenly, st.integers(36, 90), st.integers(0, 20)), min_size=2, max_size=4))
def test_beside_no_total_that_was_ever_shown_few_are_left_who_had_no_support(found):
    seen = list(shown_in(found))

    for one, other in product(seen, seen):
        if "people" in one and "had" in other:
            (people, at), (had, also_at) = one["people"], other["had"]
            assert at != also_at or not 0 < people - had < RULE.minimum, (people, had)


def test_a_support_that_stands_is_not_subtracted_from_the_total_of_its_day():
    first = carried_on(spread(people=45, had=40), SPRING)
    second = carried_on(spread(people=60, had=43), SUMMER, first)

    spring, summer = (protected(kept, on=on, known={}) for kept, on in ((first, SPRING), (second, SUMMER)))

    assert (spring.people, summer.people) == (Shown(45), Shown(60))
    assert [found.supports[0].people for found in (spring, summer)] == [Hidden(Why.PROTECTS_ANOTHER)] * 2


def test_a_support_that_has_grown_beyond_an_earlier_total_is_shown_beside_a_hidden_one():
    first = carried_on(spread(people=40), SPRING)
    second = carried_on(spread(people=80, had=60), SUMMER, first)

    found = protected(second, on=SUMMER, known={2019: KnownYear(75)})

    assert (type(found.people), found.supports[0].people) == (Hidden, Shown(60))


def test_ten_more_without_one_good_result_do_not_stand_there_as_ten():
    first = carried_on(spread(people=60, closed=40, positive=20), SPRING)

    second = carried_on(spread(people=60, closed=50, positive=20), SUMMER, first)

    assert (second.totals.rates[0].closed, second.stands_on["rate:exit"]) == (40, SPRING)


def test_ten_more_people_of_one_organisation_do_not_stand_there_as_ten():
    before = [Office(20, had=10), Office(20, had=10), Office(20, had=10)]
    first = carried_on(of_offices(before, hours=30), SPRING)

    one = carried_on(of_offices([Office(30, had=20), *before[1:]], hours=60), SUMMER, first)
    three = carried_on(of_offices([Office(24, had=14)] * 3, hours=60), SUMMER, first)

    assert (one.totals.people, one.totals.supports[0].people, one.totals.supports[0].quantity) == (60, 30, 30)
    assert (three.totals.people, three.totals.supports[0].people, three.totals.supports[0].quantity) == (72, 42, 60)


def test_three_more_heads_do_not_stand_there_as_three():
    first = carried_on(of_offices([Office(0, heads=50)] * 3), SPRING)

    few = carried_on(of_offices([Office(0, heads=51)] * 3), SUMMER, first)
    many = carried_on(of_offices([Office(0, heads=60)] * 3), SUMMER, first)

    assert [(kept.heads[0].heads, kept.stands_on[HEADS]) for kept in (few, many)] == [(150, SPRING), (180, SUMMER)]


def test_hours_of_the_same_people_move_on_when_enough_of_them_had_something():
    first = carried_on(spread(people=40, had=20, hours=50), SPRING)

    few = carried_on(replace(spread(people=40, had=20, hours=52), since={SUPPORT: (1, 1)}), SUMMER, first)
    enough = carried_on(replace(spread(people=40, had=20, hours=90), since={SUPPORT: (12, 3)}), SUMMER, first)

    assert (few.totals.supports[0].quantity, few.stands_on[SUPPORT]) == (Decimal(50), SPRING)
    assert (enough.totals.supports[0].quantity, enough.stands_on[SUPPORT]) == (Decimal(90), SUMMER)


def test_what_was_shown_long_ago_counts_as_well_as_the_quarter_before():
    first = carried_on(spread(people=40), SPRING)
    second = carried_on(spread(people=52), SUMMER, first)

    back = carried_on(spread(people=41), WINTER, second)

    assert (back.totals.people, back.stands_on["people"]) == (52, SUMMER)


def test_a_support_that_came_back_is_not_subtracted_from_what_it_was():
    first = carried_on(spread(people=60, had=20), SPRING)
    gone = carried_on(spread(people=60), SUMMER, first)

    back = carried_on(spread(people=60, had=18), WINTER, gone)

    assert ([row.people for row in first.totals.supports], gone.totals.supports, back.totals.supports) == ([20], [], [])


@pytest.mark.parametrize(("known", "told"), [(40, 40), (30, 30), (39, None), (25, None)])
def test_measured_is_left_out_where_it_tells_of_a_few(known, told):
    kept = carried_on(spread(people=60, closed=40, positive=20, measured=known), SPRING)

    (rate,) = protected(kept, on=SPRING, known={}).rates

    assert (rate.measured, measured(kept.totals.rates[0]) in kept.stands_on) == (told, told is not None)


@pytest.fixture
def offices(rules):
    return [MembershipFactory(role="case_worker") for _office in range(3)]


def began(offices, people, on):
    return [
        enrolment
        for at, office in enumerate(offices)
        for enrolment in bulk_participants(office, [on] * len(range(at, people, 3)), programme=NVA, operation="7.4.1")
    ]


def given(enrolments, by, on):
    Delivery.objects.bulk_create(
        Delivery(
            enrolment=one,
            support="group",
            need="work",
            kind="group",
            unit="hours",
            given_on=on,
            month=202601,
            covers_from=on,
            covers_to=on,
            quantity=2,
            confirmation="not_asked",
            recorded_by=by,
            recorded_at=clock.now(),
        )
        for one in enrolments
    )


def whole(on):
    actions.close_quarter(until=on)
    found = reads.whole_totals(NVA, on=on, known={})
    (support,) = found.supports
    return (found.people, found.stands_on), (support.people, support.quantity, support.stands_on)


@pytest.mark.django_db
def test_one_more_person_moves_nothing_and_ten_more_move_everything(offices):
    given(began(offices, 30, date(2025, 3, 2)), offices[0], date(2025, 4, 1))
    began(offices, 30, date(2025, 3, 2))
    before = whole(SPRING)
    assert before == ((Shown(60), SPRING), (Shown(30), Decimal(60), SPRING))

    given(began(offices, 1, date(2025, 7, 2)), offices[0], date(2025, 8, 1))
    assert whole(SUMMER) == before

    given(began(offices, 12, date(2025, 7, 2)), offices[0], date(2025, 8, 1))
    assert whole(WINTER) == ((Shown(73), WINTER), (Shown(43), Decimal(86), WINTER))


def written_as_earlier(content, *names):
    """A quarter as an earlier version wrote it: numbers alone, or not even what was ever shown."""
    old = {name: value for name, value in content.items() if name not in ("ever_shown", "stands_on", "heads")}
    once = {name: [one["numbers"] for one in every] for name, every in content["ever_shown"].items()}
    once |= {name: [one[:1] for one in every] for name, every in once.items() if name.startswith("measured:")}
    return old | {name: {"once": once, "until": content["stands_on"]}[name] for name in names}


@pytest.mark.parametrize("names", [(), ("once", "until")])
@pytest.mark.django_db
def test_a_quarter_that_an_earlier_version_kept_counts_as_shown(offices, names):
    given(began(offices, 30, date(2025, 3, 2)), offices[0], date(2025, 4, 1))
    before = whole(SPRING)
    row = QuarterTotals.objects.get(programme=NVA)
    row.content = written_as_earlier(row.content, *names)
    row.save()
    began(offices, 1, date(2025, 3, 2))

    people, (had, quantity, _day) = whole(SUMMER)
    assert (people, had, quantity) == (before[0], *before[1][:2])


@pytest.mark.django_db
def test_what_an_earlier_version_showed_as_measured_is_not_subtracted_either(rules):
    kept = carried_on(spread(people=60, closed=40, positive=20, measured=40), SPRING)
    again = kept_in(NVA, written_as_earlier(as_content(kept), "once", "until"), SPRING)

    few = carried_on(spread(people=90, closed=60, positive=30, measured=45), SUMMER, again)

    assert (measured(kept.totals.rates[0]) in kept.stands_on, measured(few.totals.rates[0]) in few.stands_on) == (
        True,
        False,
    )


@pytest.mark.django_db
def test_what_is_kept_of_a_quarter_reads_back_as_it_was(rules):
    kept = carried_on(of_offices([Office(20, 10, 14, 7, 14, 5)] * 3, hours=50), SPRING)

    again = kept_in(NVA, json.loads(json.dumps(as_content(kept))), SUMMER)

    assert (again.heads, again.stands_on, again.ever_shown) == (kept.heads, kept.stands_on, kept.ever_shown)


@pytest.mark.django_db
def test_ten_more_people_of_one_organisation_move_nothing_of_a_programme(offices):
    given(began(offices, 30, date(2025, 3, 2)), offices[0], date(2025, 4, 1))
    before = whole(SPRING)

    given(began(offices[:1], 36, date(2025, 7, 2)), offices[0], date(2025, 8, 1))

    assert whole(SUMMER) == before
