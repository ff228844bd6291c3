"""Actions serve recommendations, many to many; what is past its day is told and never closed by itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from khetene.guidance import actions, reads
from khetene.guidance.enums import ACTION_CLOSED, ACTION_COORDINATOR_NEXT, ACTION_OWNER_NEXT, ActionState
from khetene.guidance.errors import ActionCannotMove, DayHasPassed, ServesNothing, WordsNeeded
from khetene.guidance.models import Action, ActionNote, Reminder, SourceDocument
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import asked, coordinator, promised, said

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 10)


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def action(janis, ilze):
    return promised(ilze, said(janis))


@pytest.fixture
def remind(django_capture_on_commit_callbacks):
    """Reminds on a day; the letters that went out, as (to, subject, text)."""

    def run(day):
        mail.outbox.clear()
        with clock.set_to(NOW + (day - NOW.date())), django_capture_on_commit_callbacks(execute=True):
            actions.remind_overdue(on=day)
        return [(letter.to[0], letter.subject, letter.body.splitlines()[0]) for letter in mail.outbox]

    return run


def test_one_action_serves_several_recommendations_and_one_has_several_actions(janis, ilze):
    first, second = said(janis), said(janis, "Vajag telpu.")
    both, alone = promised(ilze, first, second), promised(ilze, first, title="Atrast telpu")

    served = {words for _key, words, _year in reads.action(both.pk).statements}
    assert served == {"Vajag atbalsta personu.", "Vajag telpu."}
    assert {row.id for row in reads.actions_serving(first.pk)} == {both.pk, alone.pk}
    assert [row.id for row in reads.actions_serving(second.pk)] == [both.pk]


def test_an_action_serves_something_that_asks_to_act(janis, ilze):
    with pytest.raises(ServesNothing):
        promised(ilze, said(janis, kind="gain"))


def test_nothing_is_promised_for_a_day_that_has_passed(janis, ilze):
    with pytest.raises(DayHasPassed):
        promised(ilze, said(janis), due_on=date(2026, 11, 19))


def test_done_is_the_word_of_the_organisation_and_confirmed_is_the_coordinators(action, janis, ilze):
    actions.report(action.pk, state="done", words="Strādā.", evidence="https://example.org", actor=actor_of(ilze))
    with pytest.raises(NotForYou):
        actions.verify(action.pk, state="confirmed", actor=actor_of(ilze))
    actions.verify(action.pk, state="confirmed", actor=actor_of(janis))

    notes = reads.action(action.pk).notes
    assert [(note.state_label, note.by_coordinator) for note in notes] == [
        ("izpildīts un apstiprināts", True),
        ("izpildīta pēc iestādes vārdiem", False),
        ("plānota", False),
    ]


def test_another_organisation_does_not_report(action):
    with pytest.raises(NotForYou):
        actions.report(action.pk, state="under_way", actor=actor_of(MembershipFactory(role="supervisor")))


def test_a_new_day_and_giving_up_say_why(action, ilze):
    for change in ({"state": "planned", "due_on": date(2027, 1, 1)}, {"state": "dropped"}):
        with pytest.raises(WordsNeeded):
            actions.report(action.pk, **change, actor=actor_of(ilze))
    actions.report(action.pk, state="planned", due_on=date(2027, 1, 1), words="Nav telpu.", actor=actor_of(ilze))

    assert [note.due_on for note in reads.action(action.pk).notes] == [date(2027, 1, 1), DUE]


def test_who_took_it_on_is_reminded_once_for_each_day_and_then_the_coordinator_is_told(action, janis, ilze, remind):
    days = ilze.organisation.escalation_days
    on_the_day, late, again = remind(DUE), remind(DUE + timedelta(days=1)), remind(DUE + timedelta(days=2))
    long, longer = remind(DUE + timedelta(days=days)), remind(DUE + timedelta(days=days + 1))

    assert (on_the_day, again, longer) == ([], [], [])
    assert late == [
        (ilze.user.email, "Khetene: jūs kaut kas gaida", "1 jūsu iestādes apņemšanās vai atbilde ir nokavēta.")
    ]
    assert [(to, text) for to, _subject, text in long] == [
        (janis.user.email, "1 citu iestāžu apņemšanās vai atbilde ir ilgi nokavēta.")
    ]
    assert list(Reminder.objects.order_by("at").values_list("kind", flat=True)) == ["owner", "escalated"]


def test_a_new_day_is_reminded_of_anew(action, ilze, remind):
    remind(DUE + timedelta(days=1))
    actions.report(action.pk, state="under_way", words="Vēlāk.", due_on=date(2027, 2, 1), actor=actor_of(ilze))

    assert [remind(date(2027, 1, 31)), len(remind(date(2027, 2, 2)))] == [[], 1]


def test_when_who_took_it_on_is_gone_those_who_answer_for_the_organisation_are_reminded(action, ilze, remind):
    other = MembershipFactory(role="regional_expert", organisation=ilze.organisation)
    MembershipFactory(role="case_worker", organisation=ilze.organisation)
    type(ilze).objects.filter(pk=ilze.pk).update(to_day=date(2026, 11, 30))

    assert [to for to, _subject, _text in remind(DUE + timedelta(days=1))] == [other.user.email]


def test_an_answer_that_does_not_come_is_reminded_of_too(janis, ilze, remind):
    asked(said(janis), janis, ilze, due_on=DUE)

    assert [to for to, _subject, _text in remind(DUE + timedelta(days=1))] == [ilze.user.email]


def test_what_nobody_can_hear_is_not_called_told_and_told_once_somebody_can(action, ilze, remind):
    type(ilze).objects.filter(organisation=ilze.organisation).update(to_day=date(2026, 11, 30))
    unheard = remind(DUE + timedelta(days=1))
    marked = Reminder.objects.count()
    newcomer = MembershipFactory(role="supervisor", organisation=ilze.organisation)

    later = remind(DUE + timedelta(days=2))

    assert (unheard, marked) == ([], 0)
    assert [to for to, _subject, _text in later] == [newcomer.user.email]


def test_what_is_called_done_does_not_escalate_to_its_organisation(action, ilze, remind):
    actions.report(action.pk, state="done", words="Strādā.", actor=actor_of(ilze))

    assert remind(DUE + timedelta(days=1)) == []
    assert list(reads.actions(state="overdue")) == []


def test_nothing_closes_because_time_passed(action, janis):
    with clock.set_to(NOW + timedelta(days=400)):
        (row,) = reads.waiting_actions(action.organisation_id, until=clock.today())
        answers, late = reads.escalated(on=clock.today())

    assert (row.state, row.overdue, answers, [one.id for one in late]) == ("planned", True, [], [action.pk])


def test_the_number_of_what_waits_for_long_is_that_of_what_is_told(action, janis, ilze, django_assert_num_queries):
    asked(said(janis), janis, ilze, due_on=DUE)
    days = [DUE + timedelta(days=number) for number in range(0, 200, 7)]

    for day in days:
        with clock.set_to(NOW.replace(year=day.year, month=day.month, day=day.day)):
            answers, late = reads.escalated(on=day)
            with django_assert_num_queries(2):
                number = reads.number_escalated(on=day)
        assert number == len(answers) + len(late)
    assert number == 2


def test_what_an_institution_promised_stands_by_document(janis, ilze):
    plan = SourceDocument.objects.create(slug="plans", title="Plāns 2024", year=2024, kind="guideline")
    statement = said(janis)
    promised(ilze, statement, guideline_id=plan.pk, place_in_guideline="3.2. uzdevums")
    addressing = asked(said(janis, "Vajag telpu."), janis, ilze)
    actions.answer(addressing.pk, answer="accepted", actor=actor_of(ilze))

    found = [(one.document, one.words, one.place) for one in reads.commitments(ilze.organisation_id)]

    assert found == [("Plāns 2024", "Pieņemt atbalsta personu", "3.2. uzdevums"), ("", "Vajag telpu.", "")]
    assert [len(reads.commitments(ilze.organisation_id, state=state)) for state in ("open", "done")] == [2, 0]
    assert reads.who_promised() == [(str(ilze.organisation_id), ilze.organisation.name)]


def test_a_report_of_others_is_no_guideline(janis, ilze):
    report = SourceDocument.objects.create(slug="zinojums", title="Ziņojums", year=2024, kind="external")

    with pytest.raises(NotForYou):
        promised(ilze, said(janis), guideline_id=report.pk)


def test_a_participant_is_named_by_capacity_only_when_they_agreed(janis):
    with pytest.raises(ValidationError, match="dalībnieks"):
        said(janis, kind="participant", said_by="mediatore")
    agreed = said(janis, kind="participant", said_by="mediatore", may_attribute=True)
    silent = said(janis, kind="participant")

    assert [reads.statement(row.pk).said_by for row in (agreed, silent)] == ["mediatore", ""]


class AnyHistory(TestCase):
    """Random steps: an illegal one is refused and writes nothing, a legal one is kept; closed is only what was closed."""

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.tuples(st.booleans(), st.sampled_from(ActionState.values)), max_size=8))
    def test_only_what_may_follow_is_taken(self, steps):
        janis, ilze = coordinator(), MembershipFactory(role="supervisor")
        action = promised(ilze, said(janis))
        now, taken = ActionState.PLANNED, 1
        for by_coordinator, state in steps:
            following = (ACTION_COORDINATOR_NEXT if by_coordinator else ACTION_OWNER_NEXT)[now]
            news = not by_coordinator and state == now not in ACTION_CLOSED
            act, who = (actions.verify, janis) if by_coordinator else (actions.report, ilze)
            try:
                act(action.pk, state=state, words="Tāpēc.", actor=actor_of(who))
            except ActionCannotMove:
                assert ActionState(state) not in following
                assert not news
            else:
                assert ActionState(state) in following or news
                now, taken = ActionState(state), taken + 1
            assert Action.objects.get(pk=action.pk).state == now
        assert ActionNote.objects.filter(action=action).count() == taken
