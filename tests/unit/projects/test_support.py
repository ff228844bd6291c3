"""Beside an activity stand the protected totals of a whole programme, and no other number of people."""

from __future__ import annotations

import pytest

from khetene.enrolments import reads as enrolments
from khetene.enrolments.actions import close_quarter
from khetene.projects import reads
from khetene.projects.reads import support
from khetene.publishing.known import participants_by_year
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NVA
from tests.factories.projects import ActivityFactory, phase_of

pytestmark = pytest.mark.usefixtures("latvia")


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    phase = phase_of(janis)
    ActivityFactory(phase=phase, programme=NVA)
    return phase


def given(phase, by):
    close_quarter()
    return reads.phase(phase.ordinal, actor=actor_of(by)).activities[0].given


def test_the_totals_are_those_that_the_holder_of_the_programme_reads(phase, janis):
    shown = given(phase, janis)

    whole = enrolments.whole_totals(NVA, on=shown.until, known=participants_by_year(NVA))
    assert str(shown.until) == "2026-09-30"
    assert [line.words for line in shown.lines] == ["cilvēki, kas piedalījās", *(row.title for row in whole.supports)]
    assert {(line.number, line.why) for line in shown.lines} == {(None, "nerāda: skaitlis ir mazs")}


def test_they_are_for_the_keepers_alone(phase):
    assert given(phase, MembershipFactory(role="regional_expert")) is None


def test_a_programme_that_is_no_more_is_left_out(phase):
    assert support.support_of(["nav-tādas", ""]) == {}
    assert (NVA, dict(reads.programmes_to_choose())[NVA]) in reads.programmes_to_choose()
