"""The coordinator gives what the report lacks to somebody, by a day."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from khetene.projects.models import PhaseTask
from tests.factories.accounts import MembershipFactory, sign_in
from tests.factories.projects import phase_of, task_of
from tests.pages.projects.test_pages import text_of

pytestmark = pytest.mark.django_db
DAY = {"due_day": "27", "due_month": "11", "due_year": "2026"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def ministry(janis):
    return sign_in(Client(), janis)


def at(name, *args):
    return reverse(f"projects:{name}", args=args)


def test_a_gap_becomes_a_task_and_is_ticked_off(ministry, janis):
    phase = phase_of(janis)
    address = at("add_phase_task", phase.ordinal) + "?gap=results"

    offered = ministry.get(address).content.decode()
    ministry.post(address, {"words": "Ierakstīt rezultātus", "who": str(janis.pk), **DAY})
    listed = text_of(ministry.get(at("phase_tasks", phase.ordinal)))
    first = text_of(ministry.get(reverse("overview:national")))
    task = PhaseTask.objects.get()
    ministry.post(at("mark_phase_task", task.pk))
    again = text_of(ministry.get(reverse("overview:national")))

    assert "Ierakstiet rezultātus, katru ar dokumentu, kurā tas minēts." in offered
    assert task.gap == "results"
    assert f"Ierakstīt rezultātus {janis.user.name} · līdz 27.11.2026." in listed
    assert "Ierakstīt rezultātus" in first
    assert "Ierakstīt rezultātus" not in again


def test_a_task_is_changed(ministry, janis):
    task = task_of(phase_of(janis), janis)

    ministry.post(at("phase_task", task.pk), {"words": "Citi vārdi", "who": "", **DAY})

    changed = PhaseTask.objects.get()
    assert (changed.words, changed.who) == ("Citi vārdi", None)


def test_looking_at_the_button_changes_nothing(ministry, janis):
    task = task_of(phase_of(janis), janis)

    assert ministry.get(at("mark_phase_task", task.pk)).status_code == 302
    assert PhaseTask.objects.get().done_on is None
