"""The page of one case."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.cases import actions
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.cases import open_case

pytestmark = pytest.mark.django_db


def plan_with_a_step(case, anna, words):
    plan = actions.draft_plan(case.pk, actor=actor_of(anna))
    goal = actions.add_goal(plan.pk, words="Strādāt.", actor=actor_of(anna))
    actions.add_measure(goal.pk, words=words, responsible="Eva", due_on=date(2026, 11, 19), actor=actor_of(anna))
    return plan


def plans_shown(anna, case):
    page = sign_in(Client(), anna).get(reverse("cases:case", args=[case.pk]))
    section = BeautifulSoup(page.content, "html.parser").find(id="plans").parent
    return [" ".join(row.get_text(" ").split()) for row in section.select("p.govuk-body, li")]


def test_the_steps_of_the_plan_in_force_stand_on_the_page_and_those_of_a_draft_do_not():
    anna = MembershipFactory(role="case_worker")
    case = open_case(anna)
    agreed = plan_with_a_step(case, anna, "Pieteikties datorkursā.")
    actions.agree_plan(agreed.pk, review_on=date(2027, 2, 1), actor=actor_of(anna))
    plan_with_a_step(case, anna, "Vēl nav pārrunāts.")

    assert plans_shown(anna, case) == [
        "Plāns Nr. 2 melnraksts",
        "Plāns Nr. 1 saskaņots pārskatīt 01.02.2027.",
        "Pieteikties datorkursā. plānots nokavēts Eva · līdz 19.11.2026.",
    ]


def test_what_has_a_day_and_no_hour_shows_no_hour():
    anna = MembershipFactory(role="case_worker")
    case = open_case(anna)
    plan = plan_with_a_step(case, anna, "Pieteikties datorkursā.")
    actions.agree_plan(plan.pk, review_on=date(2027, 2, 1), actor=actor_of(anna))

    page = sign_in(Client(), anna).get(reverse("cases:case", args=[case.pk]))

    (entry,) = [
        item
        for item in BeautifulSoup(page.content, "html.parser").select(".moj-timeline__item")
        if "plāns" in item.text
    ]
    assert entry.find("time").text == "20.11.2026."
