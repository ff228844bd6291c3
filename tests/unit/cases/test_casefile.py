"""A case from opening to closing."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from khetene.cases import actions, checks, reads
from khetene.cases.enums import MEASURE_NEXT, NEED_NEXT, PLAN_NEXT, MeasureState, NeedState, PlanState
from khetene.cases.errors import (
    AnswerDoesNotFit,
    CaseIsClosed,
    DayInTheFuture,
    DoesNotExpire,
    EndsBeforeItIsKnown,
    NeverKept,
    NoSuchFact,
    PlanHasNoSteps,
    StepNotPossible,
)
from khetene.cases.models import ClientFact, Need, NeedChange
from khetene.disclosure.opening import rows_of
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import agree, client_of, open_case
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="case_worker")


@pytest.fixture
def case(anna):
    return open_case(anna)


def test_keys_are_speakable_and_counted_per_organisation_and_year(anna):
    first, second = open_case(anna), open_case(anna)

    assert first.key.split("-")[1:] == ["26", "0001"]
    assert second.key.split("-")[1:] == ["26", "0002"]


def test_another_organisation_counts_for_itself(anna):
    open_case(anna)
    elsewhere = open_case(MembershipFactory(role="case_worker", organisation=OrganisationFactory()))

    assert elsewhere.key.endswith("-26-0001")


def test_names_lie_encrypted_in_the_database(anna):
    open_case(anna, called="Neviens Nezin", legal_name="Pilnais Vārds", phone="20000002")

    with connection.cursor() as cursor:
        cursor.execute("SELECT called, legal_name, phone FROM cases_client")
        stored = " ".join(cursor.fetchone())

    assert [word for word in ("Neviens", "Nezin", "Pilnais", "20000002") if word in stored] == []


def test_a_closed_case_refuses_changes(case, anna):
    actions.close_case(case.pk, reason="done", actor=actor_of(anna))

    with pytest.raises(CaseIsClosed):
        actions.note_need(case.pk, domain="work", actor=actor_of(anna))


def test_a_closed_case_can_be_opened_again(case, anna):
    actions.close_case(case.pk, reason="done", actor=actor_of(anna))
    actions.reopen_case(case.pk, actor=actor_of(anna))

    head = reads.case_head(case.pk, actor=actor_of(anna))
    assert (head.closed_on, head.closing_reason_label) == (None, "")


def test_a_birth_date_or_an_age_group_but_not_both(case, anna):
    with pytest.raises(ValidationError, match="vecuma grupu"):
        actions.add_client(case.pk, called="Otrs", birth_date=date(1981, 3, 1), age_band="30-49", actor=actor_of(anna))


def test_a_birth_date_in_the_future_is_refused(case, anna):
    with pytest.raises(DayInTheFuture):
        actions.add_client(case.pk, called="Otrs", birth_date=date(2027, 1, 1), actor=actor_of(anna))


def test_a_need_has_state_and_history(case, anna):
    need = actions.note_need(case.pk, domain="work", words="Grib strādāt ar rokām.", actor=actor_of(anna))
    actions.change_need(need.pk, state="under_way", actor=actor_of(anna))

    history = NeedChange.objects.filter(need=need).order_by("changed_at", "id").values_list("state", flat=True)
    assert list(history) == ["open", "under_way"]


def test_a_need_makes_no_impossible_step(case, anna):
    need = actions.note_need(case.pk, domain="work", actor=actor_of(anna))
    actions.change_need(need.pk, state="met", actor=actor_of(anna))

    with pytest.raises(StepNotPossible):
        actions.change_need(need.pk, state="dropped", actor=actor_of(anna))


@pytest.mark.parametrize(
    ("states", "following"), [(NeedState, NEED_NEXT), (PlanState, PLAN_NEXT), (MeasureState, MEASURE_NEXT)]
)
def test_every_state_is_known_and_can_be_reached(states, following):
    first = next(iter(states))

    assert set(following) == set(states)
    assert set().union(*following.values()) | {first} == set(states)


def test_a_newer_answer_does_not_overwrite_an_older_one(case, anna):
    client = client_of(case)
    for months, day in ((12, date(2026, 9, 1)), (14, date(2026, 11, 1))):
        actions.record_fact(
            client.pk, fact="months_without_work", value=months, known_on=day, origin="said", actor=actor_of(anna)
        )

    today = reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 11, 20))
    in_september = reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 9, 30))

    assert (today["months_without_work"].value, in_september["months_without_work"].value) == (14, 12)
    assert ClientFact.objects.count() == 2


@pytest.mark.parametrize("state", ["not_known", "declined", "not_applicable"])
def test_missing_answers_stay_apart(case, anna, state):
    client = client_of(case)
    actions.record_fact(
        client.pk, fact="grade", state=state, known_on=date(2026, 11, 1), origin="said", actor=actor_of(anna)
    )

    known = reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 11, 20))["grade"]
    assert (known.state, known.value) == (state, None)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("months_without_work", 0),
        ("months_without_work", 14),
        ("employed", False),
        ("employed", True),
        ("household_status", "poor"),
        ("birth_date", date(2020, 2, 29)),
    ],
)
def test_an_answer_comes_back_as_it_was_given(case, anna, fact, value):
    client = client_of(case)
    actions.record_fact(
        client.pk, fact=fact, value=value, known_on=date(2026, 11, 1), origin="said", actor=actor_of(anna)
    )

    known = reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 11, 20))[fact]
    assert (known.value, type(known.value)) == (value, type(value))


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ({"fact": "shoe_size", "value": 42}, NoSuchFact),
        ({"fact": "meets_barrier", "value": True}, NeverKept),
        ({"fact": "months_without_work", "value": -1}, AnswerDoesNotFit),
        ({"fact": "months_without_work", "value": "daudz"}, AnswerDoesNotFit),
        ({"fact": "household_status", "value": "rich"}, AnswerDoesNotFit),
        ({"fact": "employed", "value": 1}, AnswerDoesNotFit),
        ({"fact": "employed", "value": True, "valid_to": date(2027, 1, 1)}, DoesNotExpire),
        ({"fact": "household_status", "value": "poor", "valid_to": date(2026, 10, 1)}, EndsBeforeItIsKnown),
    ],
)
def test_an_answer_that_no_question_asks_for_is_refused_at_every_door(case, anna, answer, refusal):
    with pytest.raises(refusal):
        actions.record_fact(
            client_of(case).pk, **answer, known_on=date(2026, 11, 1), origin="said", actor=actor_of(anna)
        )

    assert ClientFact.objects.count() == 0


def test_an_answer_past_its_validity_no_longer_counts(case, anna):
    client = client_of(case)
    actions.record_fact(
        client.pk,
        fact="household_status",
        value="poor",
        known_on=date(2026, 5, 1),
        valid_to=date(2026, 10, 31),
        origin="document",
        actor=actor_of(anna),
    )

    assert "household_status" in reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 10, 31))
    assert "household_status" not in reads.facts_of(client.pk, actor=actor_of(anna), as_of=date(2026, 11, 1))


def test_a_plan_without_steps_is_not_agreed(case, anna):
    plan = actions.draft_plan(case.pk, actor=actor_of(anna))
    actions.add_goal(plan.pk, words="Strādāt mežā.", actor=actor_of(anna))

    with pytest.raises(PlanHasNoSteps):
        actions.agree_plan(plan.pk, review_on=date(2027, 1, 1), actor=actor_of(anna))


def test_a_new_agreed_plan_replaces_the_one_before(case, anna):
    numbers = []
    for _round in range(2):
        plan = actions.draft_plan(case.pk, actor=actor_of(anna))
        goal = actions.add_goal(plan.pk, words="Strādāt.", actor=actor_of(anna))
        actions.add_measure(
            goal.pk, words="Datorkurss.", responsible="NVA", due_on=date(2026, 12, 1), actor=actor_of(anna)
        )
        actions.agree_plan(plan.pk, review_on=date(2027, 1, 1), actor=actor_of(anna))
        numbers.append(plan.number)

    states = [(plan.number, plan.state) for plan in reads.case_page(case.pk, actor=actor_of(anna)).plans]
    assert numbers == [1, 2]
    assert states == [(2, "agreed"), (1, "replaced")]


def test_an_outcome_meets_its_need(case, anna):
    need = actions.note_need(case.pk, domain="work", actor=actor_of(anna))

    actions.record_outcome(
        case.pk,
        client_id=client_of(case).pk,
        kind="started_work",
        happened_on=date(2026, 11, 19),
        proof="said",
        need_id=need.pk,
        actor=actor_of(anna),
    )

    assert Need.objects.get(pk=need.pk).state == "met"


def test_totals_count_clients_and_carry_no_keys(case, anna):
    client = client_of(case)
    for day in (date(2026, 10, 1), date(2026, 11, 1)):
        actions.record_outcome(
            case.pk,
            client_id=client.pk,
            kind="training_completed",
            happened_on=day,
            proof="said",
            actor=actor_of(anna),
        )

    assert rows_of(reads.outcome_totals(date(2026, 1, 1), date(2026, 12, 31))) == (
        (("training_completed",), str(anna.organisation_id), 1),
    )


def test_consent_covers_its_recipient_and_its_parts_and_nothing_more(case, anna):
    office, other = OrganisationFactory(), OrganisationFactory()
    consent = agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["called", "phone"])
    client, today = client_of(case), date(2026, 11, 20)

    def covering(recipient, *parts):
        return reads.covering_agreement(
            client.pk, recipient_id=recipient.pk, parts=set(parts), on=today, actor=actor_of(anna)
        )

    assert covering(office, "called") == consent.pk
    assert covering(office, "called", "needs") is None
    assert covering(other, "called") is None


def test_a_withdrawn_or_refused_consent_covers_nothing(case, anna):
    office = OrganisationFactory()
    agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["called"], answer="refused")
    given = agree(case, anna, kind="data_consent", recipient_id=office.pk, parts=["called"])
    actions.withdraw_agreement(given.pk, on=date(2026, 11, 20), actor=actor_of(anna))

    covering = reads.covering_agreement(
        client_of(case).pk, recipient_id=office.pk, parts={"called"}, on=date(2026, 11, 20), actor=actor_of(anna)
    )
    assert covering is None


def test_consent_to_hand_over_names_a_recipient(case, anna):
    with pytest.raises(ValidationError, match="jānorāda saņēmējs"):
        agree(case, anna, kind="data_consent")


def test_every_action_leaves_an_entry_in_the_audit_trail(case, anna):
    before = AuditEntry.objects.count()
    need = actions.note_need(case.pk, domain="work", actor=actor_of(anna))

    entry = AuditEntry.objects.order_by("-position").first()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.verb, entry.object, entry.case, entry.silo) == ("need.noted", need.pk, case.pk, anna.organisation_id)


def test_a_refused_action_writes_nothing(case):
    stranger = actor_of(MembershipFactory(role="case_worker"))
    before = (Need.objects.count(), AuditEntry.objects.count())

    with pytest.raises(NotForYou):
        actions.note_need(case.pk, domain="work", actor=stranger)

    assert (Need.objects.count(), AuditEntry.objects.count()) == before


def test_a_mediators_case_without_agreement_is_reported():
    mediator = MembershipFactory(role="mediator")
    case = open_case(mediator)

    assert list(checks.problems()) == [f"case {case.key}: it stands on an agreement, but none is recorded"]

    agree(case, mediator)
    assert list(checks.problems()) == []


def test_a_draft_is_kept_for_its_author_alone(anna):
    actions.keep_draft("need-x", {"words": ["pusteikums"]}, actor=actor_of(anna))
    actions.keep_draft("need-x", {"words": ["pusteikums, turpinājums"]}, actor=actor_of(anna))

    mine = reads.kept_draft("need-x", actor=actor_of(anna))
    assert mine is not None
    assert mine[0] == {"words": ["pusteikums, turpinājums"]}
    assert reads.kept_draft("need-x", actor=actor_of(MembershipFactory(role="case_worker"))) is None
