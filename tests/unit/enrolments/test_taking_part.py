from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from khetene.cases import actions as cases
from khetene.cases.errors import CaseIsClosed
from khetene.cases.reads import agreements_of
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Phase
from khetene.enrolments.errors import (
    AlreadyTakesPart,
    DayNotPossible,
    NoFreePlace,
    NotJoined,
    NotYoursToMove,
    SayWhy,
    SomethingMissing,
    StageNotPossible,
)
from khetene.enrolments.models import Enrolment, EnrolmentStep, Partner
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import published
from khetene.referrals import actions as referrals
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import (
    NEET,
    NVA,
    PARTS,
    card_filled,
    enrolled,
    go,
    joined,
    republished,
    signed,
    taking_part,
    young,
)
from tests.factories.programmes import haris
from tests.factories.referrals import sent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def test_a_participation_begins_in_the_first_stage_and_says_so_in_the_trail(maija):
    enrolment = enrolled(maija)

    assert (enrolment.stage, enrolment.phase, enrolment.key) == ("registered", Phase.BEFORE, "D-26-0001")
    assert AuditEntry.objects.filter(verb="enrolment.begun", object=enrolment.pk, case=enrolment.case_id).count() == 1
    assert [step.stage for step in EnrolmentStep.objects.filter(enrolment=enrolment)] == ["registered"]


def test_only_a_joined_organisation_enrols(uldis):
    client = young(uldis)

    with pytest.raises(NotJoined):
        actions.enrol(client.pk, programme=NEET, actor=actor_of(uldis))


def test_the_agreement_of_the_municipality_covers_its_school_and_service(rules):
    municipality = OrganisationFactory()
    at_school = MembershipFactory(role="programme_coordinator", organisation=OrganisationFactory(parent=municipality))
    joined(MembershipFactory(role="supervisor", organisation=municipality), NEET)

    assert enrolled(at_school, programme=NEET).phase == Phase.BEFORE


def test_an_agreement_that_has_ended_covers_nobody(uldis):
    joined(uldis, NEET)
    Partner.objects.update(left_on=TODAY)

    with pytest.raises(NotJoined):
        actions.enrol(young(uldis).pk, programme=NEET, actor=actor_of(uldis))


def test_a_provider_that_the_definition_names_needs_no_further_agreement(rules):
    at_iic = MembershipFactory(role="programme_coordinator", organisation=OrganisationFactory(slug="iic"))

    enrolment = actions.enrol(client_of(open_case(at_iic)).pk, programme="diversity", actor=actor_of(at_iic))

    assert enrolment.stage == "recruited"


def test_a_person_is_counted_once_per_operation(maija):
    enrolment = enrolled(maija)

    with pytest.raises(AlreadyTakesPart):
        actions.enrol(enrolment.client_id, programme=NVA, actor=actor_of(maija))


def test_nobody_is_enrolled_from_a_closed_case(maija):
    client = haris(maija)
    cases.close_case(client.case_id, reason="done", actor=actor_of(maija))

    with pytest.raises(CaseIsClosed):
        actions.enrol(client.pk, programme=NVA, actor=actor_of(maija))


def test_another_silo_neither_sees_nor_moves_a_participation(maija, uldis):
    enrolment = taking_part(maija)

    assert list(reads.enrolments(actor=actor_of(uldis))) == []
    assert list(reads.enrolments(actor=actor_of(maija))) == [enrolment]
    with pytest.raises(NotForYou):
        reads.enrolment_page(enrolment.pk, published(), actor=actor_of(uldis))
    with pytest.raises(NotForYou):
        go(enrolment, uldis, "ended", why="job")


def test_a_colleague_who_does_not_work_on_the_case_sees_no_participation(maija):
    enrolment = taking_part(maija)
    colleague = MembershipFactory(role="case_worker", organisation=maija.organisation)

    assert list(reads.enrolments(actor=actor_of(colleague))) == []
    with pytest.raises(NotForYou):
        actions.name_mentor(enrolment.pk, membership_id=colleague.pk, actor=actor_of(colleague))


def test_participation_is_signed_before_it_starts(maija):
    enrolment = enrolled(maija)
    go(enrolment, maija, "profiled")

    with pytest.raises(SomethingMissing, match="SomethingMissing"):
        go(enrolment, maija, "running")

    signed(enrolment, maija)
    assert go(enrolment, maija, "running").started_on == TODAY


def test_a_signature_of_today_does_not_cover_yesterday(maija):
    enrolment = enrolled(maija)
    enrolment.steps.update(on_day=TODAY - timedelta(days=5))
    go(enrolment, maija, "profiled", on=TODAY - timedelta(days=5))
    signed(enrolment, maija, on=TODAY)

    with pytest.raises(SomethingMissing):
        go(enrolment, maija, "running", on=TODAY - timedelta(days=1))


def test_a_signature_for_another_programme_does_not_count(maija):
    enrolment = enrolled(maija)
    go(enrolment, maija, "profiled")
    agree(enrolment.case, maija, kind="participation", programme=NEET)

    with pytest.raises(SomethingMissing):
        go(enrolment, maija, "running")


def test_the_signature_is_a_record_of_its_own_kind_in_the_case(maija):
    enrolment = signed(enrolled(maija), maija)

    kinds = [(row.kind, row.programme) for row in cases_agreements(enrolment, maija)]
    assert kinds == [("participation", NVA)]


def cases_agreements(enrolment, by):
    return agreements_of(enrolment.case_id, actor=actor_of(by))


@pytest.mark.parametrize("left_out", PARTS)
def test_a_programme_with_a_component_missing_does_not_start(uldis, left_out):
    joined(uldis, NEET)
    enrolment = enrolled(uldis, programme=NEET)
    signed(enrolment, uldis)
    for part in set(PARTS) - {left_out}:
        actions.plan_component(enrolment.pk, component=part, words="Izrunāts.", actor=actor_of(uldis))
    card_filled(enrolment, uldis)
    go(enrolment, uldis, "profiled")

    with pytest.raises(SomethingMissing):
        go(enrolment, uldis, "programme-made")


def test_a_component_that_the_programme_has_not_is_refused(uldis):
    joined(uldis, NEET)
    enrolment = enrolled(uldis, programme=NEET)

    with pytest.raises(NotForYou):
        actions.plan_component(enrolment.pk, component="dancing", words="…", actor=actor_of(uldis))


def test_a_role_that_the_definition_does_not_name_cannot_move(rules):
    house = OrganisationFactory()
    uldis = MembershipFactory(role="programme_coordinator", organisation=house)
    joined(uldis, NEET)
    worker = MembershipFactory(role="case_worker", organisation=house)
    enrolment = enrolled(uldis, programme=NEET)
    cases.add_worker(enrolment.case_id, membership_id=worker.pk, actor=actor_of(uldis))
    signed(enrolment, uldis)
    for part in PARTS:
        actions.plan_component(enrolment.pk, component=part, words="…", actor=actor_of(worker))
    actions.name_mentor(enrolment.pk, membership_id=uldis.pk, actor=actor_of(uldis))
    card_filled(enrolment, worker)
    go(enrolment, worker, "profiled")
    go(enrolment, worker, "programme-made")

    with pytest.raises(NotYoursToMove):
        go(enrolment, worker, "running")
    assert go(enrolment, uldis, "running").phase == Phase.RUNNING


def test_a_stage_is_not_skipped(maija):
    enrolment = signed(enrolled(maija), maija)

    with pytest.raises(StageNotPossible):
        go(enrolment, maija, "running")


def test_moving_to_the_present_stage_changes_nothing(maija):
    enrolment = taking_part(maija)

    go(enrolment, maija, "running")

    assert EnrolmentStep.objects.filter(enrolment=enrolment, stage="running").count() == 1


def test_a_participation_ends_with_a_reason_of_the_programme(maija):
    enrolment = taking_part(maija)

    with pytest.raises(SayWhy):
        go(enrolment, maija, "ended", why="bored")
    ended = go(enrolment, maija, "ended", why="job")

    assert (ended.phase, ended.exited_on, ended.exit_reason) == (Phase.ENDED, TODAY, "job")


def test_a_stage_does_not_begin_before_the_one_before_it(maija):
    enrolment = taking_part(maija, on=date(2026, 11, 2))

    with pytest.raises(DayNotPossible):
        go(enrolment, maija, "ended", on=date(2026, 11, 1), why="job")
    with pytest.raises(DayNotPossible):
        go(enrolment, maija, "ended", on=date(2026, 11, 21), why="job")


def test_who_comes_back_is_the_same_participant_with_the_first_start_and_the_final_exit(maija):
    enrolment = taking_part(maija, on=date(2026, 6, 1))
    go(enrolment, maija, "ended", on=date(2026, 8, 1), why="left-register")

    again = go(enrolment, maija, "running", on=date(2026, 10, 1))
    assert (again.entry, again.started_on, again.exited_on) == (2, date(2026, 6, 1), None)

    ended = go(enrolment, maija, "ended", on=date(2026, 11, 1), why="job")
    assert (ended.started_on, ended.exited_on) == (date(2026, 6, 1), date(2026, 11, 1))
    totals = reads.own_totals(NVA, on=TODAY, actor=actor_of(maija))
    assert (totals.people, totals.participations) == (1, 2)


def test_the_cap_of_participants_counts_who_began_once_each(rules):
    at_iic = MembershipFactory(role="programme_coordinator", organisation=OrganisationFactory(slug="iic"))
    first, second = (diversity(at_iic) for _time in range(2))
    cap("participants", "1")
    go(first, at_iic, "running")

    with pytest.raises(NoFreePlace):
        go(second, at_iic, "running")


def test_one_mentor_accompanies_at_most_as_many_as_the_programme_says(rules):
    at_iic = MembershipFactory(role="programme_coordinator", organisation=OrganisationFactory(slug="iic"))
    first, second = (diversity(at_iic) for _time in range(2))
    for enrolment in (first, second):
        actions.name_mentor(enrolment.pk, membership_id=at_iic.pk, actor=actor_of(at_iic))
    cap("clients_per_mentor", "1")
    go(first, at_iic, "running")

    with pytest.raises(NoFreePlace):
        go(second, at_iic, "running")


def diversity(by):
    """Profiled and signed; the rules of the programme are those of 2017–2022, its funding is over today."""
    client = client_of(open_case(by))
    enrolment = actions.enrol(client.pk, programme="diversity", actor=actor_of(by))
    signed(enrolment, by)
    return go(enrolment, by, "profiled")


def cap(of, most):
    """The programme with this cap alone."""
    republished("diversity", limits=[{"id": of.replace("_", "-"), "of": of, "most": most, "source": "tests"}])


def test_a_mentor_works_in_the_same_organisation_today(maija):
    enrolment = enrolled(maija)

    with pytest.raises(NotForYou):
        actions.name_mentor(enrolment.pk, membership_id=MembershipFactory(role="case_worker").pk, actor=actor_of(maija))


def test_a_participation_that_came_by_a_referral_remembers_it(maija, rules):
    anna = MembershipFactory(role="mediator")
    referral = sent(open_case(anna), anna, maija.organisation)
    referrals.accept_referral(referral.pk, purpose="employment_service", actor=actor_of(maija))
    referral.refresh_from_db()
    client = client_of(referral.recipient_case)

    enrolment = actions.enrol(client.pk, programme=NVA, actor=actor_of(maija))

    assert enrolment.referral_id == referral.pk


def test_a_participation_goes_with_its_case(maija):
    enrolment = taking_part(maija)
    enrolment.case.delete()

    assert not Enrolment.objects.filter(pk=enrolment.pk).exists()


def test_the_days_of_a_phase_are_kept_by_the_database(maija):
    enrolment = enrolled(maija)

    with pytest.raises(IntegrityError), transaction.atomic():
        Enrolment.objects.filter(pk=enrolment.pk).update(phase=Phase.RUNNING)
    assert clock.today() == TODAY
