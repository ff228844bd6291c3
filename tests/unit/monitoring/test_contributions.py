"""What municipalities say comes into the overview: by field and institution, n of m, and never over silence."""

from __future__ import annotations

import json

import pytest

from khetene.instruments import actions as instruments
from khetene.instruments.enums import Domain
from khetene.kernel.errors import NotForYou
from khetene.monitoring import actions, reads, reports
from khetene.monitoring.enums import OBJECTIVE_OF
from khetene.monitoring.errors import NothingToTake
from khetene.monitoring.models import Contributions
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.instruments import EDUCATION, answered_for, asked_for_overview

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def three(janis):
    """Three municipalities: one with two institutions, one without a number, one silent."""
    talsi, tukums, cesis = (asked_for_overview(janis, name) for name in ("Talsi", "Tukums", "Cēsis"))
    answered_for(talsi, janis, "Talsu pārvalde", EDUCATION)
    answered_for(talsi, janis, "Talsu bibliotēka", {**EDUCATION, "edu_measures": "4"})
    answered_for(tukums, janis, "Tukuma pārvalde", {"edu_done": "Pēcpusdienas", "edu_reach": "not_counted"})
    instruments.ask_part(cesis.pk, field="education", name="C", answers_for="Cēsu pārvalde", actor=actor_of(janis))
    return talsi, tukums, cesis


def taken(janis):
    return actions.take_contributions(2026, actor=actor_of(janis))


def education(who):
    parts = reads.overview(2026, actor=actor_of(who)).parts
    return next(part for part in parts if part.code == "O4").contributed[0]


def test_it_says_how_many_of_how_many_answered_and_who_did_not(janis, three):
    taken(janis)

    found = education(janis)

    assert (found.answered, found.asked, found.silent) == (2, 3, ["Cēsis"])
    assert [(one.town, one.organisation) for one in found.said] == [
        ("Talsi", "Talsu bibliotēka"),
        ("Talsi", "Talsu pārvalde"),
        ("Tukums", "Tukuma pārvalde"),
    ]


def test_a_sum_names_who_gave_a_number_and_of_how_many(janis, three):
    taken(janis)

    (count,) = education(janis).counts

    assert (count.total, count.towns, count.asked) == (7, [("Talsi", 7)], 3)


def test_nothing_is_in_the_overview_before_it_is_taken(janis, three):
    assert [part.contributed for part in reads.overview(2026, actor=actor_of(janis)).parts if part.contributed] == []


def test_who_answered_later_comes_in_when_it_is_taken_again_and_the_first_taking_stays(janis, three):
    first = taken(janis)
    answered_for(three[2], janis, "Cēsu novads", EDUCATION)

    again = taken(janis)

    assert (first.number, again.number, taken(janis).pk) == (1, 2, again.pk)
    assert (education(janis).answered, education(janis).silent) == (3, [])
    assert Contributions.objects.count() == 2


def test_nothing_is_taken_before_somebody_answered(janis):
    asked_for_overview(janis, "Tukums")

    with pytest.raises(NothingToTake):
        taken(janis)


def test_only_the_coordinator_takes_and_everybody_at_work_reads(janis, three):
    expert = MembershipFactory(role="regional_expert")
    with pytest.raises(NotForYou):
        taken(expert)
    taken(janis)

    assert education(expert) == education(janis)


def test_the_files_carry_it_with_its_silence(janis, three):
    taken(janis)
    shown = reads.overview(2026, actor=actor_of(janis))

    (field,) = next(one for one in json.loads(reports.as_json(shown))["objectives"] if one["code"] == "O4")[
        "municipalities"
    ]
    part = next(one for one in reports.report_of(shown, with_pictures=False).parts if one.contributed)

    assert (field["answered"], field["asked"], field["no_answer"]) == (2, 3, ["Cēsis"])
    assert (field["counts"][0]["total"], field["counts"][0]["answered"], field["counts"][0]["of"]) == (7, 1, 3)
    assert part.contributed[0].silent == "Nav atbildes: Cēsis."
    assert reports.as_pdf(reports.report_of(shown, with_pictures=False)).startswith(b"%PDF")
    assert reports.as_docx(reports.report_of(shown, with_pictures=False)).startswith(b"PK")


def test_every_field_that_can_be_asked_has_its_objective():
    assert set(OBJECTIVE_OF) == set(Domain.values)
