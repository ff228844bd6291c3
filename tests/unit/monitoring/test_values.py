"""Figures of other sources: entered, corrected by a new row, compared, never mended."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.monitoring import actions, reads
from khetene.monitoring.errors import (
    AlreadyCorrected,
    ComputedHere,
    NoSuchYear,
    NumberOrReason,
    RateNeedsDenominator,
)
from khetene.monitoring.models import Value
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.monitoring import IndicatorFactory, entered

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def page(indicator, who):
    return reads.indicator(indicator.pk, actor=actor_of(who))


def test_sources_that_disagree_stand_side_by_side_with_their_difference(janis):
    indicator = IndicatorFactory()
    entered(indicator, janis, "4784")
    entered(indicator, janis, "6279", year=2023, source="PMLP")
    entered(indicator, janis, "15000", year=2020, source="Biedrības", source_kind="estimate", qualifier="up_to")

    shown = page(indicator, janis)

    assert [(row.source, row.shown.replace("\xa0", " ")) for row in shown.row.values] == [
        ("PMLP", "6279"),
        ("CSP", "4784"),
        ("Biedrības", "līdz 15 000"),
    ]
    assert shown.row.comparison.difference.replace("\xa0", " ") == "10 216"
    assert not shown.row.comparison.same_year


def test_only_the_newest_figure_of_a_source_is_compared(janis):
    indicator = IndicatorFactory()
    entered(indicator, janis, "5191", year=2017)
    entered(indicator, janis, "4784", year=2022)

    shown = page(indicator, janis)

    assert ([row.year for row in shown.row.values], shown.row.comparison) == ([2022], None)


def test_a_correction_is_a_new_row_and_the_old_one_stays(janis):
    indicator = IndicatorFactory()
    wrong = entered(indicator, janis, "4748")
    said = actions.Said(year=2022, source="CSP", source_kind="register", number=4784, note="Pārrakstīšanās.")
    right = actions.correct_value(wrong.pk, said, actor=actor_of(janis))

    shown = page(indicator, janis)

    assert [row.shown for row in shown.row.values] == ["4784"]
    assert {row.shown: row.corrected_by for row in shown.history} == {"4784": None, "4748": right.pk}


def test_what_was_corrected_is_not_corrected_again(janis):
    wrong = entered(IndicatorFactory(), janis)
    said = actions.Said(year=2022, source="CSP", source_kind="register", number=1)
    actions.correct_value(wrong.pk, said, actor=actor_of(janis))

    with pytest.raises(AlreadyCorrected):
        actions.correct_value(wrong.pk, said, actor=actor_of(janis))


@pytest.mark.parametrize(("number", "gap"), [(None, ""), ("5", "not_measured")])
def test_a_figure_is_a_number_or_a_reason(janis, number, gap):
    with pytest.raises(NumberOrReason):
        entered(IndicatorFactory(), janis, number, gap=gap)


def test_the_database_refuses_a_row_without_number_and_reason(janis):
    value = entered(IndicatorFactory(), janis)

    with pytest.raises(IntegrityError), transaction.atomic():
        Value.objects.filter(pk=value.pk).update(number=None)


def test_zero_is_a_figure_and_a_gap_is_not(janis):
    nobody, unknown = IndicatorFactory(), IndicatorFactory()
    entered(nobody, janis, "0")
    entered(unknown, janis, None, gap="not_published", note="Par mazu.")

    assert (page(nobody, janis).row.is_gap, page(nobody, janis).row.values[0].shown) == (False, "0")
    assert page(unknown, janis).row.why_none == "saskaitīts, bet nav publicēts: CSP, CSP tabula, 2022. Par mazu."


def test_a_rate_without_its_denominator_is_refused(janis):
    with pytest.raises(RateNeedsDenominator):
        entered(IndicatorFactory(unit="percent", denominator={"lv": "visi", "en": "all"}), janis, "36")


def test_a_computed_figure_is_not_entered_by_hand(janis):
    with pytest.raises(ComputedHere):
        entered(IndicatorFactory(computed_by="gatherings"), janis)


def test_a_year_that_has_not_begun_has_no_figure(janis):
    with pytest.raises(NoSuchYear):
        entered(IndicatorFactory(), janis, year=2027)


def test_only_the_coordinator_enters_and_everybody_at_work_reads(janis):
    indicator, expert = IndicatorFactory(), MembershipFactory(role="regional_expert")
    entered(indicator, janis)

    assert page(indicator, expert).row.values[0].shown == "4784"
    assert not page(indicator, expert).keeps
    with pytest.raises(NotForYou):
        entered(indicator, expert)


def test_entering_leaves_an_audit_entry(janis):
    value = entered(IndicatorFactory(), janis)

    assert AuditEntry.objects.get(object=value.pk).verb == "figure.entered"


def test_a_list_of_indicators_asks_the_database_the_same_however_long_it_is(janis, django_assert_max_num_queries):
    for number in range(6):
        entered(IndicatorFactory(), janis, str(number))

    with django_assert_max_num_queries(75):
        reads.indicators(actor=actor_of(janis))
