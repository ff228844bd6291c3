"""Random histories of real plans: what is refused changes nothing, what is allowed loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.earlyleaving import actions
from khetene.earlyleaving.enums import State, Verb
from khetene.earlyleaving.errors import OwnPlan
from khetene.earlyleaving.machine import TABLE
from khetene.earlyleaving.models import Delivery, Plan, PlanStep, Risk, Support
from khetene.kernel import clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.earlyleaving import (
    approved,
    drafted,
    give,
    house,
    risk_in,
    signed,
    step,
    support_for,
    under_way,
    whole,
)

pytestmark = pytest.mark.django_db

PEOPLE = ("velga", "inese", "head", "coordinator", "ikvd")
moves = st.tuples(st.sampled_from(Verb), st.sampled_from(PEOPLE), st.sampled_from(["", "Iemesls."]))
BEGINNINGS = {
    "empty": lambda there: drafted(there, grade=3),
    "whole": lambda there: whole(there, drafted(there, grade=3)),
    "approved": lambda there: approved(there, whole(there, drafted(there, grade=3))),
    "under way": lambda there: under_way(there, whole(there, drafted(there, grade=3))),
}


def written(plan):
    """Everything that a refusal must leave as it is."""
    plan.refresh_from_db()
    return (
        {field.attname: getattr(plan, field.attname) for field in Plan._meta.concrete_fields},
        list(PlanStep.objects.filter(plan=plan).order_by("at", "pk").values_list("pk", "verb", "state", "level")),
        content(plan),
        AuditEntry.objects.count(),
    )


def content(plan):
    return [
        list(model.objects.filter(**{path: plan}).order_by("pk").values_list("pk", flat=True))
        for model, path in ((Risk, "plan"), (Support, "plan"), (Delivery, "support__plan"))
    ]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(["general", "vocational"]),
    begin=st.sampled_from(sorted(BEGINNINGS)),
    history=st.lists(moves, max_size=12),
)
def test_what_is_refused_changes_nothing_and_what_is_allowed_loses_nothing(houses, kind, begin, history):
    there = houses[kind]
    with transaction.atomic():
        plan = BEGINNINGS[begin](there)
        for verb, who, reason in history:
            _move(plan, verb, getattr(there, who), reason)
        transaction.set_rollback(True)


def _move(plan, verb, who, reason):
    before = written(plan)
    came_from = (plan.state, plan.level)
    try:
        with transaction.atomic():
            actions.take_step(plan.pk, verb=verb, reason=reason, actor=actor_of(who))
    except DomainError:
        assert written(plan) == before
        return
    after = written(plan)
    assert after[1][:-1] == before[1]
    assert after[1][-1][1:] == (verb, plan.state, plan.level)
    assert after[2] == before[2]
    assert after[3] == before[3] + 1
    rows = [row for row in TABLE if (row.verb, row.of, row.at or "") == (verb, *came_from)]
    assert (plan.state, plan.level) in {(row.to, row.then or "") for row in rows}


def test_a_stranger_to_the_pupil_takes_no_step(there):
    plan = whole(there)
    elsewhere = house()

    for stranger in (elsewhere.inese, elsewhere.head, elsewhere.coordinator):
        with pytest.raises(NotForYou):
            step(plan, "submit", stranger)


def test_nobody_approves_a_plan_that_they_wrote_in_another_role(there):
    plan = step(whole(there), "submit", there.inese)
    head = MembershipFactory(user=there.inese.user, organisation=there.school, role="supervisor")

    with pytest.raises(OwnPlan):
        step(plan, "approve", head)


def test_who_approves_later_knows_nothing_of_a_plan_before_it_reaches_them(there):
    plan = step(whole(there), "submit", there.inese)

    for who in (there.coordinator, there.ikvd):
        with pytest.raises(NotForYou):
            step(plan, "approve", who)


def test_a_plan_that_was_given_back_for_the_first_time_is_a_draft_and_later_a_revision(there):
    plan = step(step(whole(there), "submit", there.inese), "return", there.head, "Pamato risku.")
    assert plan.state == State.DRAFT
    step(approved(there, plan), "revise", there.inese, "Vajag ēdināšanu.")
    plan = step(step(plan, "submit", there.inese), "return", there.head, "Pamato.")

    assert plan.state == State.REVIEW
    assert PlanStep.objects.filter(plan=plan, verb="return").count() == 2


def test_a_stopped_plan_is_taken_up_in_its_semester_and_lies_for_ever_after_it(there):
    plan = step(under_way(there), "interrupt", there.inese, "Ģimene uz laiku izbrauca.")
    with clock.set_to(datetime(2027, 1, 2, 9, 0, tzinfo=UTC)), pytest.raises(DomainError) as refused:
        step(plan, "resume", there.inese)
    assert "semestr" in str(refused.value.message).lower()

    plan = step(plan, "resume", there.inese)
    assert plan.state == State.REVIEW
    assert step(plan, "submit", there.inese).level == "director"


def test_a_plan_is_deleted_when_it_is_empty_and_its_number_is_not_given_again(there):
    plan = drafted(there)
    risk = risk_in(plan, there)
    support = support_for(risk, there)
    inese = actor_of(there.inese)
    with pytest.raises(DomainError):
        step(plan, "delete", there.inese)
    with pytest.raises(DomainError):
        actions.remove_risk(risk.pk, actor=inese)
    actions.remove_support(support.pk, actor=inese)
    actions.remove_risk(risk.pk, actor=inese)

    step(plan, "delete", there.inese)

    assert plan.state == State.DELETED
    assert drafted(there, plan.pupil).number != plan.number


def test_a_plan_under_which_support_was_given_is_not_deleted(there):
    plan = under_way(there)
    give(plan, there)
    step(plan, "revise", there.inese, "Vairāk stundu.")

    with pytest.raises(DomainError) as refused:
        actions.remove_support(plan.supports.get().pk, actor=actor_of(there.inese))
    assert "sniegts" in str(refused.value.message)
    with pytest.raises(DomainError):
        step(plan, "delete", there.inese)


def test_the_database_changes_no_step_and_lets_nothing_into_a_plan_that_is_approved(there):
    plan = approved(there)
    taken = PlanStep.objects.filter(plan=plan).exclude(state=State.DRAFT).order_by("pk").last()

    for change in (
        lambda: PlanStep.objects.filter(pk=taken.pk).update(state=State.DRAFT),
        lambda: plan.supports.update(quantity=99),
        lambda: Risk.objects.create(plan=plan, family="family", criterion="x", justification="x", seriousness="slight"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_statement_holds_only_for_the_supports_that_it_was_made_for(there):
    plan = signed(whole(there), there)
    support_for(plan.risks.get(), there, kind="psychologist")
    plan.refresh_from_db()

    with pytest.raises(DomainError):
        step(plan, "submit", there.inese)


@pytest.fixture
def houses():
    return {kind: house(kind=kind) for kind in ("general", "vocational")}
