"""The results of phase IV out of recorded data, with their contradictions named (source 004)."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from khetene.projects import reads
from khetene.projects.models import Phase, Result
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory, actor_of

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def fourth():
    with translation.override("en"):
        yield reads.public_phase(4)


def result(page, slug):
    everything = [row for top in page.results for row in (top, *top.parts)]
    return next(row for row in everything if row.slug == slug)


def test_230_participants_are_103_and_70_and_14_and_43_not_stated(fourth):
    participants = result(fourth, "lrp4-participants")

    assert participants.sum_words == "230 = 103 + 70 + 14 + 43 not stated"
    assert (participants.rest, [part.number for part in participants.parts]) == (43, [103, 70, 14])
    assert participants.source == "Latvijas romu platforma IV: koordinācijas sanāksme, 2020"


def test_149_families_contain_128_of_mediators_and_no_sum_is_made(fourth):
    families = result(fourth, "lrp4-families")

    assert (families.number, families.rest, families.sum_words) == (149, None, "")
    assert [(part.number, part.is_within) for part in families.parts] == [(128, True)]


def test_what_does_not_agree_is_named(fourth):
    assert [(remark.kind, remark.words) for remark in fourth.remarks] == [
        ("not_stated", "participants: 230 = 103 + 70 + 14 + 43 not stated"),
        (
            "contained",
            (
                "128 (Roma families helped by mediators) is a part of 149 (Roma families that were supported) "
                "and is never added to it."
            ),
        ),
        ("counted", "Roma mediators: stated 5, places named 4. Kur strādāja piektais mediators, šis dokuments nesaka."),
    ]


def test_five_mediators_worked_ten_months(fourth):
    assert [result(fourth, slug).number for slug in ("lrp4-mediators", "lrp4-months")] == [5, 10]


def test_nineteen_municipalities_of_then_are_seventeen_today(fourth):
    places = fourth.places

    assert (places.as_of, len(places.then), len(places.today)) == (date(2020, 7, 31), 19, 17)
    assert {row.name: row.today for row in places.then if row.today != [row.name]} == {
        "Kandavas novads": ["Tukuma novads"],
        "Rūjienas novads": ["Valmieras novads"],
        "Valmiera": ["Valmieras novads"],
        "Viļakas novads": ["Balvu novads"],
    }
    assert all(row.existed for row in places.then)


def test_a_municipality_that_was_not_there_yet_is_told():
    phase = Phase.objects.get(ordinal=4)
    phase.territories.add(Territory.objects.get(slug="valmieras-novads-2021"))

    page = reads.public_phase(4)

    assert [row.name for row in page.places.then if not row.existed] == ["Valmieras novads"]
    assert "20" in next(remark.words for remark in page.remarks if "19" in remark.words)


def test_parts_that_are_more_than_the_whole_are_not_made_to_fit():
    Result.objects.filter(slug="lrp4-ngo-others").update(number=114)

    participants = result(reads.public_phase(4), "lrp4-participants")

    assert (participants.sum_words, participants.rest) == ("230 ≠ 103 + 70 + 114", -57)


def test_all_gatherings_of_the_documents_stand_in_their_phases():
    numbers = [len(reads.public_phase(ordinal).gatherings) for ordinal in range(1, 8)]

    assert numbers == [4, 0, 7, 15, 1, 0, 0]


def test_a_phase_of_which_nothing_is_known_but_its_number_says_so():
    page = reads.public_phase(6)

    assert page.row.is_inferred
    assert "Secināts no numerācijas" in page.note
    assert [(row.target, row.reached) for row in page.indicators] == [(6, [])]


@pytest.mark.parametrize(
    ("ordinal", "words"),
    [
        (5, "The stated amounts agree with the shares to the cent."),
        (7, "The stated amounts are rounded to whole euros and keep the sum."),
    ],
)
def test_the_grant_is_compared_with_its_shares(ordinal, words):
    phase = Phase.objects.get(ordinal=ordinal)
    janis = actor_of(MembershipFactory(role="national_coordinator", organisation=phase.beneficiary))

    with translation.override("en"):
        money = reads.phase(ordinal, actor=janis).money

    assert money.verdict_words == words
    assert sum(share.stated for share in money.shares) == money.total


def test_a_ratio_without_a_known_grant_is_shown_without_amounts():
    phase = Phase.objects.get(ordinal=4)
    janis = actor_of(MembershipFactory(role="national_coordinator", organisation=phase.beneficiary))

    money = reads.phase(4, actor=janis).money

    assert [(share.percent, share.computed) for share in money.shares] == [(95, None), (5, None)]


@pytest.mark.parametrize("ordinal", [1, 4])
def test_a_phase_is_read_with_as_many_queries_however_large_it_is(ordinal, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        reads.public_phase(ordinal)
