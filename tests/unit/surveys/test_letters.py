"""Letters go once, remind only the silent, and carry the link that stands nowhere else."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPDataError, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from khetene.kernel import clock
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou
from khetene.kernel.links import digest_of
from khetene.surveys import actions, post, reads
from khetene.surveys.errors import (
    AskedAlready,
    EverybodyIsWrittenTo,
    NobodyToRemind,
    SomebodyWasReached,
    SurveyIsClosed,
    TooFewToStayUnknown,
    WasWrittenTo,
)
from khetene.surveys.models import Asked, Letter, Link, Survey
from khetene.surveys.queue import queue_reminders
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.surveys import answered, expected, opened

pytestmark = pytest.mark.django_db
YES = {"useful": "yes"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def survey(janis):
    return opened(janis)


def link_in(message):
    return next(word for word in message.body.split() if word.startswith("http"))


def test_everybody_gets_one_letter_with_a_link_of_their_own(janis, survey):
    assert actions.send_letters(survey.pk, actor=actor_of(janis)) == 6
    assert post.deliver() == {"sent": 6}

    links = {link_in(letter) for letter in mail.outbox}
    digests = {digest_of(link.rstrip("/").rpartition("/")[2]) for link in links}
    assert (len(links), digests) == (6, set(Link.objects.values_list("digest", flat=True)))
    assert [letter.to for letter in mail.outbox] != []
    assert "Dalībniece" not in "".join(letter.subject + letter.body for letter in mail.outbox)
    with pytest.raises(EverybodyIsWrittenTo):
        actions.send_letters(survey.pk, actor=actor_of(janis))
    assert post.deliver() == {}


def test_the_letter_says_what_becomes_of_an_answer_and_the_subject_does_not_name_the_gathering(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    post.deliver()

    letter = mail.outbox[0]
    assert "Atbildes glabā anonīmi." in letter.body
    assert "Answers are kept without names." in letter.body
    assert survey.gathering.title in letter.body
    assert survey.gathering.title not in letter.subject


def test_only_the_silent_are_reminded_and_not_on_the_next_day(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    post.deliver()
    answered(survey, YES, YES)
    with pytest.raises(NobodyToRemind):
        actions.remind(survey.pk, actor=actor_of(janis))
    mail.outbox.clear()

    with clock.set_to(clock.now() + timedelta(days=3)):
        assert actions.remind(survey.pk, actor=actor_of(janis)) == 4
        post.deliver()

    assert len(mail.outbox) == 4


def test_three_days_before_the_end_the_silent_are_reminded_by_themselves_once(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    post.deliver()
    assert queue_reminders() == 0

    with clock.set_to(clock.now() + timedelta(days=7)):
        assert (queue_reminders(), queue_reminders()) == (6, 0)
    for days in (8, 9, 10):
        with clock.set_to(clock.now() + timedelta(days=days)):
            assert queue_reminders() == 0


def test_without_names_neither_a_reminder_nor_a_letter_not_needed_tells_who_was_silent(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    post.deliver()
    answered(survey, YES)
    with clock.set_to(clock.now() + timedelta(days=3)):
        actions.remind(survey.pk, actor=actor_of(janis))
        Letter.objects.filter(number=1).update(state=LetterState.UNSURE)
        Letter.objects.filter(asked__answered=True).update(state=LetterState.NOT_NEEDED)
        shown = reads.survey(survey.pk, actor=actor_of(janis))

    assert {one.is_undecided for one in shown.people} == {False}
    assert {one.may_be_corrected for one in shown.people} == {False}
    assert dict(shown.letters) == {str(LetterState.SENT.label): 6, str(LetterState.UNSURE.label): 5}


def test_a_survey_opened_by_mistake_goes_with_its_list_while_nobody_was_reached(janis, survey):
    other = opened(janis, survey.gathering, version=survey.version)
    actions.send_letters(other.pk, actor=actor_of(janis))

    actions.discard(survey.pk, actor=actor_of(janis))
    with pytest.raises(SomebodyWasReached):
        actions.discard(other.pk, actor=actor_of(janis))

    assert list(Survey.objects.all()) == [other]
    assert Asked.objects.filter(survey=other).count() == Asked.objects.count() == 6


def test_a_mistyped_address_is_corrected_while_no_letter_arrived_for_sure(janis, survey):
    one, two = survey.asked.order_by("pk")[:2]
    actions.send_letters(survey.pk, actor=actor_of(janis))
    Letter.objects.filter(asked=one).update(state=LetterState.REFUSED)
    Letter.objects.filter(asked=two).update(state=LetterState.SENT)

    actions.correct_asked(one.pk, name=one.name, email="right@example.org", actor=actor_of(janis))
    with pytest.raises(WasWrittenTo):
        actions.correct_asked(two.pk, name=two.name, email="right@example.org", actor=actor_of(janis))
    with pytest.raises(AskedAlready):
        actions.correct_asked(one.pk, name=one.name, email=two.email.upper(), actor=actor_of(janis))
    stranger = MembershipFactory(role="national_coordinator")
    with pytest.raises(NotForYou):
        actions.correct_asked(one.pk, name="X", actor=actor_of(stranger))

    assert Asked.objects.get(pk=one.pk).email == "right@example.org"


def test_somebody_is_taken_off_before_anything_went_to_them_and_never_below_five_without_names(janis, survey):
    one, two, three = survey.asked.order_by("pk")[:3]
    actions.make_link(two.pk, actor=actor_of(janis))

    actions.take_off(one.pk, actor=actor_of(janis))
    with pytest.raises(WasWrittenTo):
        actions.take_off(two.pk, actor=actor_of(janis))
    with pytest.raises(TooFewToStayUnknown):
        actions.take_off(three.pk, actor=actor_of(janis))

    assert survey.asked.count() == 5


def test_a_letter_to_somebody_who_answered_in_between_does_not_go(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    answered(survey, *[YES] * 6)

    assert post.deliver() == {"not_needed": 6}
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("trouble", "state"),
    [
        (SMTPServerDisconnected("broken"), LetterState.UNSURE),
        (SMTPDataError(554, b"never"), LetterState.REFUSED),
        (SMTPDataError(451, b"later"), LetterState.WAITING),
    ],
)
def test_what_did_not_go_for_sure_is_decided_by_a_person(janis, survey, monkeypatch, trouble, state):
    actions.send_letters(survey.pk, actor=actor_of(janis))

    def fail(_self, _messages):
        raise trouble

    monkeypatch.setattr(EmailBackend, "send_messages", fail)
    Letter.objects.exclude(pk=Letter.objects.order_by("pk")[0].pk).delete()
    post.deliver()

    assert Letter.objects.get().state == state


def test_what_a_person_sends_again_goes_again(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    letter = Letter.objects.order_by("pk")[0]
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.UNSURE)

    actions.send_again(letter.asked_id, actor=actor_of(janis))

    assert post.deliver() == {"sent": 6}


def test_what_was_going_when_the_site_stopped_is_not_sent_by_itself(janis, survey):
    actions.send_letters(survey.pk, actor=actor_of(janis))
    Letter.objects.update(state=LetterState.GOING)

    with clock.set_to(clock.now() + timedelta(minutes=11)):
        post.deliver()

    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.UNSURE}
    assert mail.outbox == []


def test_one_more_person_is_asked_once(janis, survey):
    actions.ask(survey.pk, name="Zane", email="zane@example.org", actor=actor_of(janis))

    with pytest.raises(AskedAlready):
        actions.ask(survey.pk, name="Zane", email="Zane@Example.org", actor=actor_of(janis))
    actions.close(survey.pk, actor=actor_of(janis))
    with pytest.raises(SurveyIsClosed):
        actions.ask(survey.pk, name="Vēl kāds", actor=actor_of(janis))
    assert survey.asked.count() == 7


def test_a_further_link_opens_the_same_questions_and_the_first_still_works(janis):
    survey = opened(janis, expected(janis, 5))
    someone = survey.asked.order_by("pk")[0]

    links = {actions.make_link(someone.pk, actor=actor_of(janis))[1] for _ in range(2)}

    assert (len(links), someone.links.count()) == (2, 2)
