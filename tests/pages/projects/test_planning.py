"""A coordinator plans a phase in the product."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from khetene.projects import reads, reports
from khetene.projects.models import Activity, Goal, Phase
from khetene.web.desk.projects.gaps import with_links
from tests.factories.accounts import MembershipFactory, actor_of, sign_in
from tests.factories.projects import agreed, begun, phase_of, planned_part
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db
HEAD = {
    "ordinal": "8",
    "title": "Latvijas romu platforma VIII",
    "programme": "CERV",
    "total": "1000,01",
    "percent_eu": "90",
    "percent_state": "10",
    **{f"begins_{part}": value for part, value in (("day", "1"), ("month", "9"), ("year", "2026"))},
    **{f"ends_{part}": value for part, value in (("day", "31"), ("month", "8"), ("year", "2027"))},
}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def at(name, *args):
    return reverse(f"projects:{name}", args=args)


def test_a_phase_is_begun_planned_and_agreed(ministry):
    ministry.post(at("begin_phase"), HEAD)
    ministry.post(at("add_phase_part", 8, "goal"), {"words": "Sadarbība", "words_en": "Cooperation"})
    goal = Goal.objects.get()
    ministry.post(at("add_phase_part", 8, "activity"), {"words": "Sanāksmes", "goals": [str(goal.pk)]})
    ministry.post(at("add_phase_part", 8, "line"), {"code": "A1", "words": "Telpas", "planned": "1000,01"})
    plan = text_of(ministry.get(at("phase_plan", 8)))
    day = {"agreed_on_day": "20", "agreed_on_month": "11", "agreed_on_year": "2026"}
    ministry.post(at("agree_phase", 8), {"agreement": "202-LV", **day})

    assert "Eiropas Savienība 90 % 900,01 € Latvijas valsts 10 % 100,00 € Kopā 1000,01 €" in plan.replace("\xa0", " ")
    assert "Ierakstiet līguma numuru." in plan
    assert goal.words == {"lv": "Sadarbība", "en": "Cooperation"}
    assert list(Activity.objects.get().goals.all()) == [goal]
    assert str(Phase.objects.get().agreed_on) == "2026-11-20"


def test_the_missing_budget_of_a_draft_is_written_where_its_plan_is(ministry, janis):
    ministry.post(at("begin_phase"), HEAD)
    shown = reads.phase(8, actor=actor_of(janis))

    links = {one.gap.code: one.address for one in with_links(reports.gaps_of(shown), shown)}

    assert links["lines"] == at("add_phase_part", 8, "line")
    assert ministry.get(links["lines"]).status_code == 200


def test_shares_that_are_no_whole_are_told_at_their_field(ministry):
    answer = ministry.post(at("begin_phase"), HEAD | {"percent_state": "9"})

    assert "Daļām kopā jābūt 100 %." in text_of(answer)
    assert not Phase.objects.exists()


def test_the_next_number_is_proposed(ministry, janis):
    phase_of(janis, ordinal=7)

    assert 'name="ordinal" value="8"' in ministry.get(at("begin_phase")).content.decode()


def test_a_draft_is_changed_and_parts_are_removed(ministry, janis):
    phase = begun(janis)
    goal = planned_part(phase, janis, "goal")

    form = ministry.get(at("phase_part", "goal", goal.pk)).content.decode()
    ministry.post(at("phase_part", "goal", goal.pk), {"words": "Dialogs"})
    renamed = Goal.objects.get().words
    ministry.post(at("phase_head", 8), HEAD | {"title": "Cits nosaukums"})
    asked = text_of(ministry.get(at("remove_phase_part", "goal", goal.pk)))
    ministry.post(at("remove_phase_part", "goal", goal.pk))

    assert "Sadarbība" in form
    assert renamed == {"lv": "Dialogs"}
    assert Phase.objects.get().title == "Cits nosaukums"
    assert "Dialogs" in asked
    assert not Goal.objects.exists()


def test_an_agreed_plan_has_no_forms_but_for_what_was_reached(ministry, janis):
    phase = agreed(janis)
    goal, activity = phase.goals.get(), phase.activities.get()

    closed = [
        ("phase_head", 8),
        ("agree_phase", 8),
        ("add_phase_part", 8, "goal"),
        ("phase_part", "goal", goal.pk),
        ("remove_phase_part", "goal", goal.pk),
    ]
    opened = [("phase_plan", 8), ("add_phase_part", 8, "result"), ("phase_part", "links", activity.pk)]

    assert [ministry.get(at(*page)).status_code for page in closed] == [404] * 5
    assert [ministry.get(at(*page)).status_code for page in opened] == [200] * 3
    assert ministry.get(at("add_phase_part", 8, "links")).status_code == 404
    assert ministry.get(at("add_phase_part", 8, "nothing")).status_code == 404


def test_an_agreed_plan_leads_back_to_the_report_that_asked_for_a_part(ministry, janis):
    agreed(janis)

    assert at("report", 8) in ministry.get(at("phase_plan", 8)).content.decode()


def test_what_is_planned_of_a_recorded_phase_is_not_edited_here(ministry, janis):
    phase_of(janis, ordinal=4)

    assert ministry.get(at("phase_plan", 4)).status_code == 404


def test_mediators_are_linked_to_an_activity(ministry, janis):
    activity = agreed(janis).activities.get()

    ministry.post(at("phase_part", "links", activity.pk), {"by_mediators": "on"})

    assert Activity.objects.get().by_mediators


def test_a_draft_that_comes_to_nothing_is_discarded(ministry, janis):
    begun(janis)

    asked = text_of(ministry.get(at("discard_phase", 8)))
    still_there = Phase.objects.exists()
    ministry.post(at("discard_phase", 8))

    assert "Latvijas romu platforma VIII Vai dzēst melnrakstu? Kopā ar to izdzēš visu, kas plānots" in asked
    assert asked.endswith("Dzēst melnrakstu")
    assert still_there
    assert not Phase.objects.exists()


def test_a_draft_without_sources_has_no_heading_for_them(ministry, janis):
    begun(janis)
    agreed(janis, 9)

    pages = [ministry.get(at("phase", ordinal)) for ordinal in (8, 9)]

    shown = [BeautifulSoup(page.content, "html.parser").select("aside h2") for page in pages]
    assert ["Avoti" in [heading.get_text(strip=True) for heading in headings] for headings in shown] == [False, True]
