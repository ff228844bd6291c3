"""What a programme's holder is shown from quarter to quarter: two quarters subtracted never leave a few people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from khetene.disclosure.totals import Shown
from khetene.enrolments import actions, reads
from khetene.enrolments.models import Delivery, QuarterTotals
from khetene.enrolments.reads.advancing import RULE, as_content, carried_on, kept_in, measured
from khetene.enrolments.reads.protected import protected
from khetene.enrolments.reads.totals import Rate, SupportTotal, Totals
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory
from tests.factories.enrolments import NVA, bulk_participants

SPRING, SUMMER, WINTER = date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)
SUPPORT = "support:group:hours"


def totals(people, had=0, hours=0, closed=0, positive=0, measured=0):
    support = SupportTotal("group", "Grupa", "hours", "h", had, 3, had, Decimal(hours), 0, apart=False)
    rate = Rate("exit", "Pēc beigām", closed, 3, measured, positive, 0)
    by_year = {2020: (people, 3)} if people else {}
    return Totals(people, people, people, 0, by_year, [support] if had else [], [], [rate])


@st.composite
def quarters(draw):
    """Any quarters after one another: late entries, corrections and deletions move every number up and down."""
    found = []
    for _quarter in range(draw(st.integers(2, 7))):
        people = draw(st.integers(0, 60))
        had, closed = draw(st.integers(0, people)), draw(st.integers(0, people))
        positive = draw(st.integers(0, closed))
        known = draw(st.integers(positive, closed))
        found.append(totals(people, had, draw(st.integers(had, 2 * had)), closed, positive, known))
    return found


def shown_in(quarters) -> Iterator[dict[str, int]]:
    """Every number of people that a reader sees, quarter by quarter."""
    kept = None
    for at, found in enumerate(quarters):
        day = SPRING + timedelta(days=91 * at)
        kept = carried_on(found, day, kept, {SUPPORT: (12, 3)})
        yield numbers(protected(kept, on=day, known={}))


def numbers(found):
    seen = {"people": found.people.number} if isinstance(found.people, Shown) else {}
    seen |= {row.title: row.people.number for row in found.supports if isinstance(row.people, Shown)}
    for rate in found.rates:
        if rate.why is None:
            seen |= {"closed": rate.closed, "positive": rate.positive, "other": rate.closed - rate.positive}
            if rate.measured is not None:
                seen |= {"measured": rate.measured}
    return seen


@for_all(quarters())
def test_no_two_quarters_of_a_figure_differ_by_a_few_people(found):
    seen = list(shown_in(found))

    for one, other in combinations(seen, 2):
        steps = {name: abs(one[name] - other[name]) for name in one.keys() & other.keys()}
        assert {name: step for name, step in steps.items() if 0 < step < RULE.minimum} == {}


@for_all(quarters())
def test_measured_people_of_a_quarter_leave_no_few_others(found):
    for seen in shown_in(found):
        if "measured" in seen:
            rests = (seen["closed"] - seen["measured"], seen["measured"] - seen["positive"])
            assert [rest for rest in rests if 0 < rest < RULE.minimum] == []


def test_hours_of_the_same_people_move_on_when_enough_of_them_had_something():
    first = carried_on(totals(40, 20, 50), SPRING)

    few = carried_on(totals(40, 20, 52), SUMMER, first, {SUPPORT: (1, 1)})
    enough = carried_on(totals(40, 20, 90), SUMMER, first, {SUPPORT: (12, 3)})

    assert (few.totals.supports[0].quantity, few.until[SUPPORT]) == (Decimal(50), SPRING)
    assert (enough.totals.supports[0].quantity, enough.until[SUPPORT]) == (Decimal(90), SUMMER)


def test_what_was_shown_long_ago_counts_as_well_as_the_quarter_before():
    first = carried_on(totals(40), SPRING)
    second = carried_on(totals(52), SUMMER, first)

    back = carried_on(totals(41), WINTER, second)

    assert (back.totals.people, back.until["people"]) == (52, SUMMER)


def test_a_support_that_came_back_is_not_subtracted_from_what_it_was():
    first = carried_on(totals(60, 20), SPRING)
    gone = carried_on(totals(60), SUMMER, first)

    back = carried_on(totals(60, 18), WINTER, gone)

    assert ([row.people for row in first.totals.supports], gone.totals.supports, back.totals.supports) == ([20], [], [])


@pytest.mark.parametrize(("known", "told"), [(40, 40), (30, 30), (39, None), (25, None)])
def test_measured_is_left_out_where_it_tells_of_a_few(known, told):
    kept = carried_on(totals(60, closed=40, positive=20, measured=known), SPRING)

    (rate,) = protected(kept, on=SPRING, known={}).rates

    assert (rate.measured, measured(kept.totals.rates[0]) in kept.until) == (told, told is not None)


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
    return (found.people, found.until), (support.people, support.quantity, support.until)


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


@pytest.mark.django_db
def test_a_quarter_that_was_kept_before_figures_stood_still_counts_as_shown(offices):
    given(began(offices, 30, date(2025, 3, 2)), offices[0], date(2025, 4, 1))
    before = whole(SPRING)
    row = QuarterTotals.objects.get(programme=NVA)
    row.content = {name: value for name, value in row.content.items() if name not in ("until", "once")}
    row.save()
    began(offices, 1, date(2025, 3, 2))

    people, (had, quantity, _until) = whole(SUMMER)
    assert (people, had, quantity) == (before[0], *before[1][:2])


@pytest.mark.django_db
def test_what_is_kept_of_a_quarter_reads_back_as_it_was(rules):
    kept = carried_on(totals(60, 30, 50, 40, 20, 40), SPRING)

    again = kept_in(NVA, as_content(kept), SUMMER)

    assert (again.until, {name: [tuple(one) for one in shown] for name, shown in again.once.items()}) == (
        kept.until,
        kept.once,
    )
