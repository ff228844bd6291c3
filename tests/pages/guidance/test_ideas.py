"""An idea in the browser's view: written down, planned, joined by another organisation, ended."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.guidance.models import Idea, IdeaStep
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.guidance import thought_of

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text(" ").split())


def at(name, *args):
    return reverse(f"guidance:{name}", args=args)


def test_an_idea_becomes_a_plan_that_others_join():
    writer = sign_in(Client(), MembershipFactory(role="project_writer"))
    ilze = MembershipFactory(role="supervisor")
    office = sign_in(Client(), ilze)
    writer.post(
        at("write_idea"), {"title": "Lasītava", "words": "Lasa kopā.", "themes": ["women"], "looks_for": "skola"}
    )
    idea = Idea.objects.get()

    refused = writer.post(at("move_idea", idea.pk, "planned"), {"outcome": ""})
    writer.post(at("add_step", idea.pk), {"words": "Grāmatas", "who": "biedrība", "euros": "120,50"})
    writer.post(at("tick_step", IdeaStep.objects.get().pk))
    writer.post(at("move_idea", idea.pk, "planned"), {"outcome": ""})
    office.post(at("join_idea", idea.pk), {"words": "divas telpas"})

    shown = text_of(writer.get(at("idea", idea.pk)))
    assert "Plānā ir vismaz viens solis" in text_of(refused)
    assert "Kopā: 120,50 €" in shown
    assert f"{ilze.organisation.name} : divas telpas" in shown
    assert "Lasītava" in text_of(office.get(at("ideas"), {"state": "seeking", "theme": "women"}))
    stranger = [office.post(at("add_step", idea.pk)), office.post(at("tick_step", IdeaStep.objects.get().pk))]
    assert [answer.status_code for answer in stranger] == [404, 404]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_ideas_costs_the_same_however_long(rows, django_assert_num_queries):
    sarma = MembershipFactory(role="project_writer")
    for _number in range(rows):
        thought_of(sarma)
    desk = sign_in(Client(), sarma)
    desk.get(at("ideas"))

    with django_assert_num_queries(3):
        desk.get(at("ideas"))
