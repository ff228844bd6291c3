"""Work plans as pages: from the first words to the review, and what supervisor and coordinator see."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.kernel.models import AuditEntry
from khetene.mediation import actions
from khetene.mediation.models import TownGoal, TownNeed, TownStep, WorkPlan
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.mediation import employed, planned_town
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator", from_day=date(2026, 1, 1))


@pytest.fixture
def desk(anna):
    return sign_in(Client(), anna)


def main(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").find("main")


def address(name, thing):
    return reverse(f"mediation:{name}", args=[thing.pk])


def test_a_plan_goes_from_the_first_words_to_the_review(desk, anna):
    town = TerritoryFactory(name="Jelgava")
    begun = desk.post(
        reverse("mediation:begin_plan"), {"territory": town.pk, "year": "2026", "situation": "Skola ir tālu."}
    )
    plan = WorkPlan.objects.get()
    desk.post(address("add_town_need", plan), {"domain": "school", "words": "Vecāki neuzticas skolai."})
    desk.post(address("add_town_goal", TownNeed.objects.get()), {"words": "Vecāki nāk uz skolu."})
    due = {"due_on_day": "1", "due_on_month": "12", "due_on_year": "2026"}
    desk.post(address("add_town_step", TownGoal.objects.get()), {"words": "Vecāku vakars"} | due)
    desk.post(address("move_town_step", TownStep.objects.get()), {"state": "done", "outcome": "Atnāca daudzi."})
    desk.post(address("hand_plan_in", plan))
    done = desk.post(address("review_plan", plan), {"review": "Labs gads."})

    janis = MembershipFactory(role="national_coordinator")
    employed(anna, janis)
    page = main(sign_in(Client(), janis).get(address("work_plan", plan)))

    assert begun["Location"] == done["Location"] == address("work_plan", plan)
    text = page.get_text(" ", strip=True)
    wanted = ("Skola ir tālu.", "Vecāki neuzticas skolai.", "Vecāku vakars", "Atnāca daudzi.", "Labs gads.")
    assert [words in text for words in wanted] == [True] * len(wanted)
    assert desk.get(address("situation", plan)).status_code == 404


def test_my_day_reminds_of_measures_that_are_due_within_a_week(desk, anna):
    plan, soon = planned_town(anna, due_on=date(2026, 11, 27))
    goal, actor = soon.goal_id, actor_of(anna)
    late = actions.add_town_step(goal, words="Kavējas", due_on=date(2026, 11, 1), actor=actor)
    actions.add_town_step(goal, words="Vēlāk", due_on=date(2026, 11, 28), actor=actor)
    done = actions.add_town_step(goal, words="Pabeigts", due_on=date(2026, 11, 1), actor=actor)
    actions.move_town_step(done.pk, state="done", outcome="Ir.", actor=actor)
    planned_town(MembershipFactory(role="mediator", organisation=anna.organisation), due_on=date(2026, 11, 1))

    page = main(desk.get(reverse("my_day:today")))

    shown = [link["href"] for link in page.select("section[aria-labelledby=due] a")]
    assert shown == [address("move_town_step", late), address("move_town_step", soon)]
    assert plan.handed_in_on is None


def test_what_is_missing_is_said_at_its_field(desk, anna):
    _plan, step = planned_town(anna)

    page = main(desk.post(address("move_town_step", step), {"state": "dropped", "outcome": ""}))

    assert [link["href"] for link in page.select(".govuk-error-summary a")] == ["#id_outcome"]


def test_the_supervisor_reads_and_comments_what_was_handed_in(anna):
    plan, step = planned_town(anna)
    rita = sign_in(Client(), MembershipFactory(role="supervisor", organisation=anna.organisation))
    before = rita.get(address("work_plan", plan)).status_code
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))

    rita.post(address("comment_on_plan", plan), {"words": "Labs mērķis."})

    page = main(rita.get(address("work_plan", plan)))
    assert (before, rita.get(address("move_town_step", step)).status_code) == (404, 404)
    assert "Labs mērķis." in page.get_text()
    assert rita.get(address("work_plan", plan), {"format": "pdf"}).content[:5] == b"%PDF-"


def test_who_reads_anothers_plan_is_written_down_where_the_mediator_works(desk, anna):
    plan, _step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    rita = MembershipFactory(role="supervisor", organisation=anna.organisation)
    janis = MembershipFactory(role="national_coordinator")
    employed(anna, janis)

    desk.get(address("work_plan", plan))
    sign_in(Client(), rita).get(address("work_plan", plan))
    sign_in(Client(), janis).get(address("work_plan", plan), {"format": "pdf"})

    trail = AuditEntry.objects.filter(silo=anna.organisation_id, object=plan.pk, verb__regex="opened|printed")
    assert list(trail.order_by("position").values_list("verb", "membership", "reason")) == [
        ("work_plan.opened", rita.pk, "supervision"),
        ("work_plan.printed", janis.pk, "coordination"),
    ]


def test_a_typo_is_corrected_seen_in_the_history_and_wiped_after_a_question(desk, anna):
    plan, step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    due = {"due_on_day": "1", "due_on_month": "12", "due_on_year": "2026"}
    part = [plan.pk, "step", step.pk]

    desk.post(reverse("mediation:change_part", args=part), {"words": "Vecāku kafejnīca", "with_whom": "skola"} | due)
    before = main(desk.get(address("plan_history", plan)))
    wipe = before.select_one(f"a[href='{reverse('mediation:wipe_earlier', args=[plan.earlier.get().pk])}']")["href"]
    asked, done = main(desk.get(wipe)), desk.post(wipe)
    after = main(desk.get(address("plan_history", plan)))

    assert ("Vecāku vakars" in before.get_text(), "Vecāku vakars" in asked.get_text()) == (True, True)
    assert (done["Location"], "Vecāku vakars" in after.get_text()) == (address("plan_history", plan), False)
    assert "Vecāku kafejnīca" in main(desk.get(address("work_plan", plan))).get_text()


def test_a_goal_is_taken_out_and_a_draft_discarded_after_a_question(desk, anna):
    plan, step = planned_town(anna)
    removal = reverse("mediation:remove_part", args=[plan.pk, "goal", step.goal_id])

    asked = [desk.get(removal).status_code, desk.get(address("discard_plan", plan)).status_code]
    desk.post(removal)
    left = TownGoal.objects.count()
    done = desk.post(address("discard_plan", plan))

    assert (asked, left) == ([200, 200], 0)
    assert (done["Location"], WorkPlan.objects.count()) == (reverse("mediation:work_plans"), 0)


def test_words_of_a_reviewed_plan_are_wiped_where_they_stand(desk, anna):
    plan, step = planned_town(anna)
    actions.hand_plan_in(plan.pk, actor=actor_of(anna))
    actions.review_plan(plan.pk, review="Labs gads.", actor=actor_of(anna))
    part = [plan.pk, "step", step.pk]

    desk.post(reverse("mediation:wipe_part", args=part))

    text = main(desk.get(address("work_plan", plan))).get_text()
    assert ("Vecāku vakars" in text, "Teksts ir izdzēsts pavisam." in text) == (False, True)
    assert desk.get(reverse("mediation:change_part", args=part)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_of_plans_cost_the_same_however_many_there_are(desk, anna, rows, django_assert_num_queries):
    for number in range(rows):
        plan, step = planned_town(anna, year=2024 + number)
        for _more in range(number):
            actions.add_town_step(step.goal_id, words="Vēl", due_on=date(2026, 12, 1), actor=actor_of(anna))

    with django_assert_num_queries(3):
        desk.get(reverse("mediation:work_plans"))
    with django_assert_num_queries(7):
        desk.get(address("work_plan", plan))
