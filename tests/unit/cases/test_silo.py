"""Who sees a case. Anna works on it, Eva is in the next silo, Ilze supervises, Jānis may see only totals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from khetene.cases import actions, reads
from khetene.cases.errors import AlreadyDecided, WaitingForAnswer
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return OrganisationFactory()


@pytest.fixture
def ilze(house):
    return MembershipFactory(organisation=house, role="supervisor")


@pytest.fixture
def anna(house, ilze):
    return MembershipFactory(organisation=house, role="case_worker")


@pytest.fixture
def colleague(house):
    return MembershipFactory(organisation=house, role="case_worker")


@pytest.fixture
def eva():
    return MembershipFactory(role="case_worker")


@pytest.fixture
def case(anna):
    return open_case(anna, called="Haris Tests", phone="20000001")


def look_into(case, who):
    actions.record_opening(reads.case_head(case.pk, actor=actor_of(who)), actor=actor_of(who))


def test_a_case_is_seen_by_its_worker_and_its_supervisor_alone(case, anna, ilze, colleague, eva):
    may = {who: reads.may_open(case.pk, actor=actor_of(who)) for who in (anna, ilze, colleague, eva)}

    assert may == {anna: True, ilze: True, colleague: False, eva: False}


@pytest.mark.parametrize(
    "role", ["national_coordinator", "programme_holder", "auditor", "data_protection_officer", "regional_expert"]
)
def test_no_other_role_of_the_same_organisation_sees_a_case(case, house, role):
    other = MembershipFactory(organisation=house, role=role)

    with pytest.raises(NotForYou):
        reads.case_page(case.pk, actor=actor_of(other))


def test_a_case_says_why_each_of_its_readers_may_open_it(case, anna, ilze, colleague):
    asked = actions.request_access(case.pk, reason="standing_in", actor=actor_of(colleague))
    actions.decide_access(asked.pk, granted=True, actor=actor_of(ilze))

    why = {who: reads.case_head(case.pk, actor=actor_of(who)).opened_because for who in (anna, ilze, colleague)}

    assert why == {anna: "works_on_it", ilze: "supervises", colleague: "granted"}


def test_a_colleague_is_let_in_for_a_time(case, ilze, colleague):
    request = actions.request_access(case.pk, reason="taking_over", actor=actor_of(colleague))
    actions.decide_access(request.pk, granted=True, ends_on=date(2026, 11, 25), actor=actor_of(ilze))

    on_the_last_day = reads.may_open(case.pk, actor=actor_of(colleague))
    with clock.set_to(NOW + timedelta(days=6)):
        a_day_later = reads.may_open(case.pk, actor=actor_of(colleague))

    assert (on_the_last_day, a_day_later) == (True, False)


def test_access_lasts_ninety_days_at_most(case, ilze, colleague):
    request = actions.request_access(case.pk, reason="joint_work", actor=actor_of(colleague))

    decided = actions.decide_access(request.pk, granted=True, ends_on=date(2030, 1, 1), actor=actor_of(ilze))

    assert decided.ends_on == date(2027, 2, 18)


def test_nobody_answers_their_own_request(house, ilze, case):
    other = MembershipFactory(organisation=house, role="supervisor")
    request = actions.request_access(case.pk, reason="urgent", actor=actor_of(other))

    with pytest.raises(NotForYou):
        actions.decide_access(request.pk, granted=True, actor=actor_of(other))


def test_asking_twice_is_refused_with_a_sentence(case, colleague):
    actions.request_access(case.pk, reason="standing_in", actor=actor_of(colleague))

    with pytest.raises(WaitingForAnswer):
        actions.request_access(case.pk, reason="standing_in", actor=actor_of(colleague))


def test_a_decision_is_final(case, ilze, colleague):
    request = actions.request_access(case.pk, reason="standing_in", actor=actor_of(colleague))
    actions.decide_access(request.pk, granted=False, actor=actor_of(ilze))

    with pytest.raises(AlreadyDecided):
        actions.decide_access(request.pk, granted=True, actor=actor_of(ilze))


def test_another_organisation_cannot_even_ask(case, eva):
    with pytest.raises(NotForYou):
        actions.request_access(case.pk, reason="urgent", actor=actor_of(eva))


def test_a_name_is_found_without_diacritics_and_shown_as_initials(house, anna, colleague):
    open_case(anna, called="Šarlote Āboliņa")

    (hit,) = reads.find_by_name("sarlote  abolina", actor=actor_of(colleague))

    assert (hit.initials, hit.may_open) == ("Š… Ā…", False)


def test_a_name_is_never_found_from_another_organisation(case, eva):
    assert reads.find_by_name("Haris Tests", actor=actor_of(eva)) == []


def test_opening_is_recorded_with_its_reason(case, ilze):
    look_into(case, ilze)

    entry = AuditEntry.objects.get(verb="case.opened")
    assert (entry.case, entry.membership, entry.reason) == (case.pk, ilze.pk, "supervises")


def test_the_supervisor_reads_who_opened_and_the_worker_does_not(case, anna, ilze):
    look_into(case, anna)

    page = reads.who_opened(case.pk, actor=actor_of(ilze))

    assert [(row.who, row.reason_label) for row in page.rows] == [(anna.user.name, "strādā ar lietu")]
    with pytest.raises(NotForYou):
        reads.who_opened(case.pk, actor=actor_of(anna))


def test_the_data_protection_officer_sees_who_looked_but_not_the_case(case, house, anna):
    officer = actor_of(MembershipFactory(organisation=house, role="data_protection_officer"))
    look_into(case, anna)

    assert reads.opened_cases(actor=officer) == [(case.pk, case.key, 1)]
    with pytest.raises(NotForYou):
        reads.case_head(case.pk, actor=officer)


def test_a_worker_whose_work_ended_sees_nothing(case, anna, ilze):
    actions.end_work(case.pk, membership_id=anna.pk, actor=actor_of(ilze))

    assert reads.may_open(case.pk, actor=actor_of(anna)) is False
