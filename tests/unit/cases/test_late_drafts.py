"""A draft that arrives after its form was sent must not stand there again when the form is opened next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khetene.cases import actions, reads
from khetene.cases.errors import AlreadySent
from khetene.kernel import clock
from tests.factories.accounts import MembershipFactory, actor_of, sign_in

pytestmark = pytest.mark.django_db
TYPED = {"words": ["Vajadzīgs jumts"]}


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


def keep(anna, opened_at):
    actions.keep_draft("visit", TYPED, opened_at=opened_at, actor=actor_of(anna))


def test_a_draft_from_before_the_sending_comes_too_late(anna):
    opened_at = clock.now() - timedelta(minutes=3)
    keep(anna, opened_at)
    actions.discard_draft("visit", actor=actor_of(anna))

    with pytest.raises(AlreadySent):
        keep(anna, opened_at)

    assert reads.kept_draft("visit", actor=actor_of(anna)) is None


def test_a_form_that_never_had_a_draft_refuses_late_ones_too(anna):
    actions.discard_draft("visit", actor=actor_of(anna))

    with pytest.raises(AlreadySent):
        keep(anna, clock.now() - timedelta(minutes=3))


def test_the_next_form_keeps_its_own(anna):
    actions.discard_draft("visit", actor=actor_of(anna))
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        keep(anna, clock.now())

    kept = reads.kept_draft("visit", actor=actor_of(anna))

    assert kept is not None
    assert kept[0] == TYPED


def test_a_draft_is_replaced_as_often_as_one_types(anna):
    opened_at = clock.now() - timedelta(minutes=3)

    keep(anna, opened_at)
    keep(anna, opened_at)

    assert reads.kept_draft("visit", actor=actor_of(anna)) is not None


@pytest.mark.parametrize(
    ("opened", "answer"), [("2026-01-01T10:00:00+00:00", 410), ("", 204), ("agrāk", 204), ("2026-01-01", 204)]
)
def test_the_page_is_told_that_its_form_was_sent(anna, opened, answer):
    desk = sign_in(Client(), anna)
    actions.discard_draft("visit", actor=actor_of(anna))
    address = reverse("cases:keep_draft", args=["visit"])

    assert desk.post(f"{address}?opened={opened.replace('+', '%2B')}", TYPED).status_code == answer
