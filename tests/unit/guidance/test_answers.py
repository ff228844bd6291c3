"""Asking, answering and confirming: every organisation for itself, and nothing closes because time passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khetene.guidance import actions, reads
from khetene.guidance.enums import ADDRESSEE_NEXT, COORDINATOR_NEXT, Answer
from khetene.guidance.errors import AlreadyAsked, DayHasPassed, NothingToAsk, StepNotPossible, WordsNeeded
from khetene.guidance.models import Addressing, Step
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def addressing(janis, ilze):
    return asked(said(janis), janis, ilze)


def answers_of(addressing):
    (row,) = reads.statement_of(addressing.pk).row.addressees
    return [(step.answer_label, step.words, step.by_coordinator) for step in row.steps]


def test_done_is_the_word_of_the_addressee_and_confirmed_is_the_coordinators(addressing, janis, ilze):
    actions.answer(addressing.pk, answer="accepted", words="Sāksim janvārī.", actor=actor_of(ilze))
    actions.answer(addressing.pk, answer="done", words="Strādā divas personas.", actor=actor_of(ilze))
    actions.decide(addressing.pk, answer="confirmed", actor=actor_of(janis))

    assert answers_of(addressing) == [
        ("izpildīts un apstiprināts", "", True),
        ("izpildīts pēc iestādes vārdiem", "Strādā divas personas.", False),
        ("apņemas izpildīt", "Sāksim janvārī.", False),
    ]


def test_another_organisation_cannot_answer(addressing):
    stranger = MembershipFactory(role="supervisor")

    with pytest.raises(NotForYou):
        actions.answer(addressing.pk, answer="accepted", actor=actor_of(stranger))


def test_a_case_worker_does_not_speak_for_the_organisation(addressing, ilze):
    worker = MembershipFactory(role="case_worker", organisation=ilze.organisation)

    with pytest.raises(NotForYou):
        actions.answer(addressing.pk, answer="accepted", actor=actor_of(worker))


def test_the_addressee_cannot_confirm_itself(addressing, ilze):
    actions.answer(addressing.pk, answer="accepted", actor=actor_of(ilze))

    with pytest.raises(StepNotPossible):
        actions.answer(addressing.pk, answer="confirmed", actor=actor_of(ilze))
    with pytest.raises(NotForYou):
        actions.decide(addressing.pk, answer="superseded", words="Nav vajadzīgs.", actor=actor_of(ilze))


@pytest.mark.parametrize("answer", ["refused", "outside"])
def test_a_refusal_says_why(addressing, ilze, answer):
    with pytest.raises(WordsNeeded):
        actions.answer(addressing.pk, answer=answer, words="  ", actor=actor_of(ilze))

    assert Addressing.objects.get(pk=addressing.pk).answer == "asked"


def test_news_may_be_added_without_moving_on(addressing, ilze):
    actions.answer(addressing.pk, answer="accepted", actor=actor_of(ilze))
    actions.answer(addressing.pk, answer="accepted", words="Budžets ir iesniegts.", actor=actor_of(ilze))

    assert [words for _label, words, _by in answers_of(addressing)] == ["Budžets ir iesniegts.", ""]


def test_what_is_overdue_stays_overdue_until_somebody_acts(addressing, ilze):
    actions.answer(addressing.pk, answer="accepted", actor=actor_of(ilze))

    with clock.set_to(NOW + timedelta(days=400)):
        late = reads.overdue(clock.today())
        actions.answer(addressing.pk, answer="refused", words="Nav līdzekļu.", actor=actor_of(ilze))
        after = reads.overdue(clock.today())

    assert (reads.overdue(clock.today()), late, after) == (0, 1, 0)


def test_an_organisation_is_asked_once(addressing, janis, ilze):
    with pytest.raises(AlreadyAsked):
        asked(addressing.statement, janis, ilze)


def test_nobody_is_asked_about_what_only_tells_how_things_are(janis, ilze):
    gain = said(janis, kind="gain")

    with pytest.raises(NothingToAsk):
        asked(gain, janis, ilze)


def test_nobody_is_asked_by_a_day_that_has_passed(janis, ilze):
    with pytest.raises(DayHasPassed):
        asked(said(janis), janis, ilze, due_on=date(2026, 11, 19))


def test_every_step_is_in_the_audit_trail(addressing, ilze):
    actions.answer(addressing.pk, answer="accepted", actor=actor_of(ilze))

    verbs = list(AuditEntry.objects.order_by("at", "position").values_list("verb", "reason"))
    assert sorted(verbs) == [
        ("recommendation.answered", "accepted"),
        ("recommendation.asked", ""),
        ("statement.recorded", ""),
    ]


class AnyHistory(TestCase):
    """Random legal and illegal steps: an illegal one is refused and writes nothing, a legal one is never lost."""

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.sampled_from(Answer.values)), max_size=8))
    def test_only_what_may_follow_is_taken(self, steps):
        janis, ilze = coordinator(), MembershipFactory(role="supervisor")
        addressing = asked(said(janis), janis, ilze)
        now, taken = Answer.ASKED, 0
        for by_coordinator, answer in steps:
            following = (COORDINATOR_NEXT if by_coordinator else ADDRESSEE_NEXT)[now]
            news = not by_coordinator and answer == now != Answer.ASKED
            act, who = (actions.decide, janis) if by_coordinator else (actions.answer, ilze)
            try:
                act(addressing.pk, answer=answer, words="Tāpēc.", actor=actor_of(who))
            except StepNotPossible:
                assert Answer(answer) not in following
                assert not news
            else:
                assert Answer(answer) in following or news
                now, taken = Answer(answer), taken + 1
            assert Addressing.objects.get(pk=addressing.pk).answer == now
        assert Step.objects.filter(addressing=addressing).count() == taken
