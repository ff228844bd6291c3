"""Figures that the product counts by itself: a number with its rule, or why there is none."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from khetene.disclosure.door import protect_sum
from khetene.disclosure.tally import Tally
from khetene.disclosure.totals import Hidden, Shown
from khetene.guidance import actions as guidance
from khetene.kernel import clock
from khetene.mediation import actions as mediation
from khetene.mediation.reads import MONTH_RULE, NationalMonth
from khetene.monitoring.computed import FIGURES, Year, figure, figures
from khetene.monitoring.computed.year import of_open_year, protected
from khetene.monitoring.errors import NoSuchYear
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import announced, came, on_the_list
from tests.factories.guidance import PracticeFactory, asked, said
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db
HELD_ON = datetime(2026, 10, 1, 10, 0, tzinfo=clock.HOME)


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def test_nothing_recorded_is_never_zero(db):
    found = figures(2025)

    assert {slug: one.number for slug, one in found.items()} == dict.fromkeys(FIGURES)
    assert [slug for slug, one in found.items() if not (one.gap and one.gap_reason and one.rule and one.read)] == []


def test_every_rule_is_a_sentence(db):
    assert [one.rule for one in figures(2026).values() if not one.rule.endswith(".")] == []


@pytest.mark.parametrize("year", [1999, 2027])
def test_a_year_outside_of_the_calendar_is_refused(year):
    with pytest.raises(NoSuchYear):
        Year(year)


def test_a_year_that_is_over_is_counted_to_its_last_day_and_this_one_to_today():
    assert (Year(2025).as_of, Year(2026).as_of) == (date(2025, 12, 31), date(2026, 11, 20))


def test_posts_and_signed_months_of_mediators_are_counted_out_of_all(db):
    with clock.set_to(datetime(2026, 9, 5, 9, tzinfo=clock.HOME)):
        marta, juris = MembershipFactory(role="mediator"), MembershipFactory(role="mediator")
    mediation.sign_month(date(2026, 10, 1), narrative="Mierīgs mēnesis.", actor=actor_of(marta))

    found = figures(2026)

    assert found["mediators"].number == 2
    assert (found["months-signed"].number, found["months-signed"].out_of) == (1, 4)
    assert found["changes"].number == 0
    assert found["contacts"].gap == "suppressed"
    assert juris.role == "mediator"


def month(*contacts):
    """A month in which these mediators, each of an organisation of their own, had so many contacts."""
    rows = [((), name, number) for name, number in zip(MEDIATORS, contacts, strict=False)]
    return NationalMonth(by_organisation={"contacts": Tally(rows)}, by_mediator={"contacts": Tally(rows)}, signed=3)


MEDIATORS = ("anna", "dace", "juris")


def test_a_year_is_hidden_when_subtraction_would_give_a_small_month_away():
    assert isinstance(protected("contacts", [month(10, 10, 10), month(10, 10, 10), month(1, 1, 1)]), Hidden)


def test_a_year_is_shown_when_its_hidden_months_protect_one_another():
    assert protected("contacts", [month(10, 10, 10), month(2, 2, 2), month(2, 2, 2)]) == Shown(42)
    assert protected("contacts", [month(10, 10, 10), month(10, 10, 10)]) == Shown(60)


def test_a_year_hides_what_the_page_of_the_months_hides():
    shown_by_month = [protect_sum(one.by_mediator["contacts"], MONTH_RULE) for one in A_YEAR]

    assert [isinstance(cell, Hidden) for cell in shown_by_month] == [True, False, False]
    assert isinstance(
        protected("contacts", A_YEAR), Hidden
    )  # 65 − 20 − 40 = 5, the contacts of one mediator in January


def test_a_running_year_adds_up_only_months_that_are_shown_themselves():
    assert of_open_year("contacts", [month(10, 10, 10), month(2, 2, 2), month(2, 2, 2)]) == (Shown(30), 2)


A_YEAR = [month(5), month(11, 9), month(15, 15, 10)]


def test_a_year_of_one_organisation_is_hidden():
    rows = [((), "anna", 30), ((), "dace", 30)]
    of_one = [((), "one office", 60)]
    year = [NationalMonth(by_organisation={"contacts": Tally(of_one)}, by_mediator={"contacts": Tally(rows)}, signed=2)]

    assert isinstance(protected("contacts", year), Hidden)


def test_gatherings_are_counted_by_kind_with_what_has_no_list(janis):
    one, other = announced(janis, starts=HELD_ON), announced(janis, starts=HELD_ON)
    town = TerritoryFactory(name="Tukums")
    vija = on_the_list(one, janis, territory_id=town.pk)
    came(one, janis, vija, on_the_list(one, janis, "Anna Liepa"))
    other.__class__.objects.filter(pk=other.pk).update(state="held")
    one.__class__.objects.filter(pk=one.pk).update(state="held")

    found = figures(2026)

    assert (found["gatherings"].number, found["gatherings"].parts) == (2, [("ekspertu sanāksme", 2)])
    assert (found["rows"].number, found["persons"].shown) == (2, "2")
    assert found["municipalities"].number == 1
    assert len(found["municipalities"].notes) == 2


def test_two_rows_with_one_name_make_a_span_until_somebody_says(janis):
    one = announced(janis, starts=HELD_ON)
    came(one, janis, on_the_list(one, janis), on_the_list(one, janis))
    one.__class__.objects.filter(pk=one.pk).update(state="held")

    assert (figure("rows", 2026).number, figure("persons", 2026).shown) == (2, "1–2")


def test_requests_are_counted_by_how_they_stand_out_of_all(janis):
    office = MembershipFactory(role="supervisor")
    accepted, waiting = asked(said(janis), janis, office), asked(said(janis), janis, office)
    guidance.answer(accepted.pk, answer="accepted", words="Darīsim.", actor=actor_of(office))

    found = figures(2026)

    assert (found["recommendations-asked"].number, waiting.answer) == (2, "asked")
    assert (found["recommendations-accepted"].number, found["recommendations-accepted"].out_of) == (1, 2)
    assert (found["recommendations-done"].number, found["recommendations-overdue"].number) == (0, 0)


def test_practices_are_counted_in_the_year_in_which_they_were_taken_over(janis):
    guidance.adopt_practice(PracticeFactory().pk, state="running", actor=actor_of(MembershipFactory(role="supervisor")))

    assert (figure("practices", 2026).number, figure("practices", 2025).gap) == (1, "not_recorded")


def test_seats_are_counted_without_bodies_of_private_people(janis):
    open_body = BodyFactory(organisation=janis.organisation)
    circle = BodyFactory(organisation=janis.organisation, kind="women", seen_by="keeper")
    for body in (open_body, circle):
        holds(seat_in(body, janis, territory_id=TerritoryFactory().pk), known(janis), janis)
    seat_in(open_body, janis, territory_id=TerritoryFactory().pk)

    found = figure("seats", 2026)

    assert (found.number, found.out_of) == (1, 2)
