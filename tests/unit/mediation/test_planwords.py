"""Correcting a work plan, taking parts out, discarding a draft, and words that go for good."""

from __future__ import annotations

from datetime import date

import pytest

from khetene.kernel.errors import NotForYou
from khetene.mediation import actions, reads
from khetene.mediation.enums import PlanPart
from khetene.mediation.errors import PlanIsHandedIn, PlanIsReviewed
from khetene.mediation.models import EarlierWords, TownGoal, TownStep, WorkPlan
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.mediation import employed, planned_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def rita(anna):
    return MembershipFactory(role="supervisor", organisation=anna.organisation)


@pytest.fixture
def janis(anna):
    coordinator = MembershipFactory(role="national_coordinator")
    employed(anna, coordinator)
    return coordinator


def handed_in(anna):
    plan, step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    return plan, step


def reviewed(anna):
    plan, step = handed_in(anna)
    actions.review_plan(plan.pk, review="Labs gads.", actor=actor_of(anna))
    return plan, step


def change_step(plan, step, words, by):
    return actions.change_plan_part(plan.pk, PlanPart.STEP, step.pk, words=words, actor=actor_of(by))


def history(plan, by):
    return [
        (row.about, "\n".join(text for _label, text in row.what), row.removed)
        for row in reads.earlier_words(plan.pk, actor=actor_of(by))
    ]


def test_a_draft_is_changed_and_taken_apart_without_a_trace(anna):
    plan, step = planned_town(anna)
    more = actions.add_town_step(step.goal_id, words="Lieks", due_on=date(2026, 12, 1), actor=actor_of(anna))

    change_step(plan, step, "Vecāku kafejnīca", anna)
    actions.remove_plan_part(plan.pk, PlanPart.STEP, more.pk, actor=actor_of(anna))

    (goal,) = reads.work_plan(plan.pk, actor=actor_of(anna)).needs[0].goals
    assert ([one.words for one in goal.steps], history(plan, anna)) == (["Vecāku kafejnīca"], [])


def test_what_stood_in_a_plan_that_was_handed_in_is_kept_when_it_is_corrected(anna, rita, janis):
    plan, step = handed_in(anna)

    change_step(plan, step, "Vecāku kafejnīca", anna)
    actions.write_situation(plan.pk, situation="Cita.", offices="", actor=actor_of(anna))

    stood = [(PlanPart.SITUATION.label, "Skola ir tālu.", False), (PlanPart.STEP.label, "Vecāku vakars", False)]
    assert [history(plan, one) for one in (anna, rita, janis)] == [stood, stood, []]


def test_a_goal_that_is_taken_out_goes_with_its_measures_and_their_words_stay_readable(anna):
    plan, step = handed_in(anna)

    actions.remove_plan_part(plan.pk, PlanPart.GOAL, step.goal_id, actor=actor_of(anna))

    assert (TownGoal.objects.count(), TownStep.objects.count()) == (0, 0)
    assert sorted(history(plan, anna)) == [
        (PlanPart.GOAL.label, "Vecāki nāk uz skolu.", True),
        (PlanPart.STEP.label, "Vecāku vakars\nskola", True),
    ]


def test_earlier_words_are_wiped_for_good_by_the_mediator_alone(anna, rita):
    plan, step = handed_in(anna)
    change_step(plan, step, "Vecāku kafejnīca", anna)
    (row,) = reads.earlier_words(plan.pk, actor=actor_of(anna))
    with pytest.raises(NotForYou):
        actions.wipe_earlier_words(row.id, actor=actor_of(rita))

    actions.wipe_earlier_words(row.id, actor=actor_of(anna))

    (left,) = reads.earlier_words(plan.pk, actor=actor_of(rita))
    assert (left.what, left.is_wiped, left.may_be_wiped, EarlierWords.objects.get().content) == ([], True, False, "{}")


def test_words_of_a_reviewed_plan_are_not_changed_but_can_be_wiped(anna, rita):
    plan, step = reviewed(anna)
    with pytest.raises(PlanIsReviewed):
        change_step(plan, step, "Cits", anna)
    with pytest.raises(NotForYou):
        actions.wipe_plan_part(plan.pk, PlanPart.STEP, step.pk, actor=actor_of(rita))

    actions.wipe_plan_part(plan.pk, PlanPart.STEP, step.pk, actor=actor_of(anna))
    actions.wipe_plan_part(plan.pk, PlanPart.REVIEW, plan.pk, actor=actor_of(anna))

    page = reads.work_plan(plan.pk, actor=actor_of(rita))
    left = page.needs[0].goals[0].steps[0]
    assert (page.review, left.words, left.with_whom, page.situation) == ("", "", "", "Skola ir tālu.")


def test_who_commented_corrects_it_and_the_supervisor_there_may_wipe_it(anna, rita, janis):
    plan, _step = handed_in(anna)
    said = actions.comment_on_plan(plan.pk, words="Prasi Jurim.", actor=actor_of(janis))
    where = (plan.pk, PlanPart.COMMENT, said.pk)
    for other in (anna, rita):
        with pytest.raises(NotForYou):
            actions.change_plan_part(*where, words="Cits", actor=actor_of(other))
    with pytest.raises(NotForYou):
        actions.wipe_plan_part(*where, actor=actor_of(anna))

    actions.change_plan_part(*where, words="Prasi skolai.", actor=actor_of(janis))
    own = [(row.what, row.may_be_wiped) for row in reads.earlier_words(plan.pk, actor=actor_of(janis))]
    actions.wipe_plan_part(*where, actor=actor_of(rita))

    (comment,) = reads.work_plan(plan.pk, actor=actor_of(anna)).comments
    assert (own, comment.words, comment.by) == ([([("", "Prasi Jurim.")], True)], "", janis.user.name)


def test_nobody_reaches_a_part_through_another_plan(anna):
    plan, _step = handed_in(anna)
    stranger = MembershipFactory(role="mediator")
    own, step = planned_town(stranger)

    for by, where in ((anna, plan), (stranger, plan)):
        with pytest.raises(NotForYou):
            change_step(where, step, "Svešs", by)
    assert change_step(own, step, "Savs", stranger).words == "Savs"


def test_a_draft_is_discarded_and_its_town_and_year_are_free_again(anna):
    plan, _step = planned_town(anna)
    place = plan.territory_id

    actions.discard_plan(plan.pk, actor=actor_of(anna))
    again = actions.begin_plan(territory_id=place, year=2026, situation="No jauna.", actor=actor_of(anna))

    assert list(WorkPlan.objects.values_list("pk", flat=True)) == [again.pk]


def test_a_plan_that_others_have_read_is_not_discarded(anna):
    plan, _step = handed_in(anna)

    with pytest.raises(PlanIsHandedIn):
        actions.discard_plan(plan.pk, actor=actor_of(anna))


def test_the_next_plan_takes_no_words_over_that_were_wiped(anna):
    plan, step = reviewed(anna)
    actions.wipe_plan_part(plan.pk, PlanPart.STEP, step.pk, actor=actor_of(anna))

    following = actions.begin_plan(
        territory_id=plan.territory_id, year=2027, situation="Jauns.", goes_on=True, actor=actor_of(anna)
    )

    assert reads.work_plan(following.pk, actor=actor_of(anna)).needs == []
