"""Following a recommendation: news of what others do, once, and never of one's own steps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from khetene.guidance import actions, reads
from khetene.guidance.models import Following
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator, promised, said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def office():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def velta():
    return MembershipFactory(role="regional_expert")


@pytest.fixture
def statement(janis):
    return said(janis)


def follow(statement, who):
    return actions.follow(statement.pk, actor=actor_of(who))


def answered(statement, janis, office):
    addressing = asked(statement, janis, office)
    return actions.answer(addressing.pk, answer="accepted", words="Jā.", responsible="vadība", actor=actor_of(office))


def test_following_twice_is_once_and_ends_with_one_button(statement, velta):
    follow(statement, velta)
    follow(statement, velta)

    assert Following.objects.count() == 1
    assert reads.follows(statement.pk, actor=actor_of(velta))
    assert actions.unfollow(statement.pk, actor=actor_of(velta))
    assert not actions.unfollow(statement.pk, actor=actor_of(velta))


def test_what_is_not_there_cannot_be_followed(velta):
    with pytest.raises(NotForYou):
        actions.follow(velta.pk, actor=actor_of(velta))


def test_an_answer_of_others_is_news(statement, janis, office, velta):
    follow(statement, velta)
    with clock.set_to(clock.now() + DAY):
        answered(statement, janis, office)

        assert reads.news(actor=actor_of(velta)) == 1
        assert [row.changed_on for row in reads.followed(actor=actor_of(velta))] == [clock.today()]


def test_the_letter_names_nothing_and_goes_once(statement, janis, office, velta, django_capture_on_commit_callbacks):
    follow(statement, velta)
    with clock.set_to(clock.now() + DAY):
        answered(statement, janis, office)
        with django_capture_on_commit_callbacks(execute=True):
            told = actions.tell_followers(on=clock.today())
        with django_capture_on_commit_callbacks(execute=True):
            again = actions.tell_followers(on=clock.today())

    (letter,) = mail.outbox
    assert (told, again, letter.to) == (1, 0, [velta.user.email])
    assert "1 ieteikum" in letter.body
    assert [
        word for word in ("atbalsta personu", office.organisation.name) if word in letter.body + letter.subject
    ] == []


def test_one_letter_a_day_however_often_the_worker_runs(statement, janis, office, velta):
    other = said(janis, "Vajag telpu.")
    follow(statement, velta)
    follow(other, velta)
    with clock.set_to(clock.now() + DAY):
        answered(statement, janis, office)
        first = actions.tell_followers(on=clock.today())
        answered(other, janis, office)
        again = actions.tell_followers(on=clock.today())
    with clock.set_to(clock.now() + 2 * DAY):
        next_day = actions.tell_followers(on=clock.today())

    assert (first, again, next_day) == (1, 0, 1)


def test_own_steps_and_older_ones_are_no_news(statement, janis, office):
    addressing = asked(statement, janis, office)
    follow(statement, office)
    with clock.set_to(clock.now() + DAY):
        actions.answer(addressing.pk, answer="accepted", words="Jā.", responsible="vadība", actor=actor_of(office))

        assert reads.news(actor=actor_of(office)) == 0
        assert actions.tell_followers(on=clock.today()) == 0


def test_a_note_of_an_action_is_news(statement, office, velta):
    follow(statement, velta)
    with clock.set_to(clock.now() + DAY):
        promised(office, statement)

        assert reads.news(actor=actor_of(velta)) == 1


def test_news_are_shown_for_two_weeks(statement, janis, office, velta):
    follow(statement, velta)
    with clock.set_to(clock.now() + DAY):
        answered(statement, janis, office)
    with clock.set_to(clock.now() + 16 * DAY):
        assert reads.news(actor=actor_of(velta)) == 0
