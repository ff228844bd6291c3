"""A work plan for a town: needs in words, goals, measures, the yearly review; who reads it and when it stops changing (D 2.1)."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from docx import Document as Word

from khetene.kernel.errors import NotForYou
from khetene.mediation import actions, reads, reports
from khetene.mediation.errors import (
    PlanIsHandedIn,
    PlanIsNotHandedIn,
    PlanIsReviewed,
    PlanNeedsAStep,
    SayHowItWent,
    SayWhatCameOfIt,
)
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.mediation import employed, planned_town
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def rita(anna):
    return MembershipFactory(role="supervisor", organisation=anna.organisation)


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def keys_of(membership):
    return [line.id for line in reads.work_plans(actor=actor_of(membership))]


def test_a_plan_is_its_mediators_alone_until_it_is_handed_in(anna, rita, janis):
    plan, _step = planned_town(anna)
    employed(anna, janis)
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)
    stranger = MembershipFactory(role="supervisor")
    another_ministry = MembershipFactory(role="national_coordinator")
    everybody = (anna, rita, janis, colleague, stranger, another_ministry)

    before = [keys_of(one) for one in everybody]
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    after = [keys_of(one) for one in everybody]

    assert before == [[plan.pk], [], [], [], [], []]
    assert after == [[plan.pk], [plan.pk], [plan.pk], [], [], []]


def test_a_coordinator_reads_plans_of_the_years_of_a_contract_that_they_keep(anna, janis):
    plans = {year: planned_town(anna, year=year)[0] for year in (2024, 2025, 2026)}
    for plan in plans.values():
        actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    employed(anna, janis, begins=date(2024, 11, 1), ends=date(2025, 10, 31))
    following = MembershipFactory(role="national_coordinator")
    employed(anna, following, begins=date(2026, 1, 1), ends=None)

    assert [keys_of(one) for one in (janis, following)] == [[plans[2025].pk, plans[2024].pk], [plans[2026].pk]]


def test_the_mediator_keeps_a_plan_from_an_earlier_contract_with_the_same_employer(anna):
    plan, _step = planned_town(anna)
    again = MembershipFactory(
        role="mediator", user=anna.user, organisation=anna.organisation, from_day=date(2026, 11, 1)
    )
    elsewhere = MembershipFactory(role="mediator", user=anna.user)

    assert (keys_of(again), keys_of(elsewhere)) == ([plan.pk], [])


def test_a_plan_is_handed_in_once_and_with_a_measure(anna):
    empty = actions.begin_plan(territory_id=TerritoryFactory().pk, year=2026, situation="Viss.", actor=actor_of(anna))
    plan, _step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))

    with pytest.raises(PlanNeedsAStep):
        actions.hand_plan_in(empty.pk, actor=actor_of(anna))
    with pytest.raises(PlanIsHandedIn):
        actions.hand_plan_in(plan.pk, actor=actor_of(anna))


def test_what_is_done_or_dropped_says_what_came_of_it(anna):
    plan, step = planned_town(anna)

    for state in ("done", "dropped"):
        with pytest.raises(SayWhatCameOfIt):
            actions.move_town_step(step.pk, state=state, outcome=" ", actor=actor_of(anna))
    actions.move_town_step(step.pk, state="done", outcome="Atnāca daudzi.", actor=actor_of(anna))

    (line,) = reads.work_plans(actor=actor_of(anna))
    row = reads.work_plan(plan.pk, actor=actor_of(anna)).needs[0].goals[0].steps[0]
    assert (line.steps, line.ended, line.overdue) == (1, 1, 0)
    assert (row.state_on, row.outcome, row.overdue) == (date(2026, 11, 20), "Atnāca daudzi.", False)


def test_an_open_measure_whose_day_is_over_is_late(anna):
    planned_town(anna, due_on=date(2026, 11, 19))

    assert [line.overdue for line in reads.work_plans(actor=actor_of(anna))] == [1]


def test_a_reviewed_plan_stays_as_it_is(anna):
    plan, step = planned_town(anna)
    actor = actor_of(anna)
    with pytest.raises(PlanIsNotHandedIn):
        actions.review_plan(plan.pk, review="Labi.", actor=actor)
    actions.hand_plan_in(plan.pk, actor=actor)
    with pytest.raises(SayHowItWent):
        actions.review_plan(plan.pk, review=" ", actor=actor)
    actions.review_plan(plan.pk, review="Labi.", actor=actor)

    for change in (
        lambda: actions.write_situation(plan.pk, situation="Cits.", offices="", actor=actor),
        lambda: actions.add_town_need(plan.pk, domain="work", words="Darbs.", actor=actor),
        lambda: actions.move_town_step(step.pk, state="under_way", actor=actor),
        lambda: actions.review_plan(plan.pk, review="Vēl.", actor=actor),
    ):
        with pytest.raises(PlanIsReviewed):
            change()


def test_the_next_plan_takes_over_only_what_is_open(anna):
    plan, done = planned_town(anna, year=2025)
    actor, goal = actor_of(anna), done.goal_id
    actions.add_town_step(goal, words="Turpināt kursus.", due_on=date(2025, 12, 1), actor=actor)
    finished = actions.add_town_need(plan.pk, domain="work", words="Pabeigts.", actor=actor)
    actions.move_town_step(done.pk, state="done", outcome="Ir.", actor=actor)

    following = actions.begin_plan(
        territory_id=plan.territory_id, year=2026, situation="Jauns.", goes_on=True, actor=actor
    )

    (need,) = reads.work_plan(following.pk, actor=actor).needs
    steps = [(step.words, step.due_on) for row in need.goals for step in row.steps]
    assert (need.words, steps) == ("Vecāki neuzticas skolai.", [("Turpināt kursus.", date(2026, 12, 31))])
    assert finished.words != need.words


def test_a_town_has_one_plan_of_a_mediator_in_a_year(anna):
    plan, _step = planned_town(anna)

    with pytest.raises(ValidationError):
        actions.begin_plan(territory_id=plan.territory_id, year=2026, situation="Vēl.", actor=actor_of(anna))


def test_supervisor_and_coordinator_comment_and_write_nothing_else(anna, rita, janis):
    plan, step = planned_town(anna)
    employed(anna, janis)
    with pytest.raises(PlanIsNotHandedIn):
        actions.comment_on_plan(plan.pk, words="Vai tā?", actor=actor_of(anna))
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))

    for reader in (rita, janis):
        actions.comment_on_plan(plan.pk, words="Labs mērķis.", actor=actor_of(reader))
        with pytest.raises(NotForYou):
            actions.move_town_step(step.pk, state="under_way", actor=actor_of(reader))

    page = reads.work_plan(plan.pk, actor=actor_of(anna))
    assert [comment.by for comment in page.comments] == [rita.user.name, janis.user.name]


def test_a_stranger_comments_on_no_plan(anna):
    plan, _step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))

    with pytest.raises(NotForYou):
        actions.comment_on_plan(plan.pk, words="?", actor=actor_of(MembershipFactory(role="supervisor")))


def test_the_plan_prints_as_word_and_tagged_pdf(anna):
    plan, step = planned_town(anna)
    actions.move_town_step(step.pk, state="done", outcome="Atnāca daudzi.", actor=actor_of(anna))
    document = reports.work_plan_document(reads.work_plan(plan.pk, actor=actor_of(anna)))

    pdf, word = reports.as_pdf(document), Word(io.BytesIO(reports.as_docx(document)))

    assert b"/StructTreeRoot" in pdf
    assert "Vecāku vakars (skola) – līdz 31.12.2026. – paveikts 20.11.2026. – Atnāca daudzi." in [
        paragraph.text for paragraph in word.paragraphs
    ]
