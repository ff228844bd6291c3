"""Letters about gatherings: to whom, when, once, and what a person is asked when nobody knows whether one went."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django_tasks_db.models import DBTaskResult
from icalendar import Calendar

from khetene.gatherings import actions, post
from khetene.gatherings.errors import AnnounceFirst, NamedAlready, NobodyToWriteTo, TooLateToAnswer
from khetene.gatherings.models import Letter, Participation
from khetene.gatherings.queue import queue_reminders
from khetene.gatherings.reads.letters import letters
from khetene.kernel import clock, outbox
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import BEGINS, announced, on_the_list, planned

pytestmark = pytest.mark.django_db
VIJA, OTO = "vija@example.org", "oto@example.org"


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def gathering(janis):
    return announced(janis)


def listed(gathering, janis, name="Vija Ēriksone", email=VIJA, reply="invited", **more):
    return on_the_list(gathering, janis, name, email=email, reply=reply, **more)


def sent():
    """Who got which letter since the last time somebody looked."""
    post.deliver()
    found = [(letter.to[0], letter.subject) for letter in mail.outbox]
    mail.outbox.clear()
    return sorted(found)


def entry_in(letter):
    (calendar,) = [part for part in letter.attachments if part.get_content_type() == "text/calendar"]
    (event,) = Calendar.from_ical(calendar.get_payload(decode=True)).walk("VEVENT")
    return calendar.get_param("method"), int(event["SEQUENCE"]), event["UID"], str(event["ATTENDEE"])


class Breaking(EmailBackend):
    """A mail server that answers as it is told."""

    problem: Exception | None = None
    fails_to_open = False
    breaks_after: int | None = None
    most_on_a_line = 100

    def open(self):
        if self.fails_to_open:
            raise ConnectionRefusedError
        self.on_this_line = 0
        return super().open()

    def send_messages(self, messages):
        if self.problem:
            raise self.problem
        if self.breaks_after == len(mail.outbox):
            type(self).breaks_after = None
            raise SMTPServerDisconnected
        if self.on_this_line >= self.most_on_a_line:
            raise SMTPResponseException(421, b"too many letters")
        self.on_this_line += 1
        return super().send_messages(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Breaking"
    for name, normal in (("problem", None), ("breaks_after", None), ("most_on_a_line", 100)):
        monkeypatch.setattr(Breaking, name, normal)
    return Breaking


def test_everybody_with_an_address_is_invited_once(gathering, janis):
    listed(gathering, janis)
    listed(gathering, janis, "Oto Bērziņš", OTO)
    listed(gathering, janis, "Bez Adreses", "")
    actions.send_invitations(gathering.pk, actor=actor_of(janis))

    first = sent()
    with pytest.raises(NobodyToWriteTo):
        actions.send_invitations(gathering.pk, actor=actor_of(janis))

    assert first == [(OTO, "Aicinājums uz sanāksmi 01.12.2026."), (VIJA, "Aicinājums uz sanāksmi 01.12.2026.")]
    assert sent() == []
    assert [one.name for one in letters(gathering.pk, actor=actor_of(janis)).unreachable] == ["Bez Adreses"]


def test_an_invitation_says_what_where_and_how_to_answer_in_both_languages(gathering, janis):
    row = listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))

    post.deliver()

    (letter,) = mail.outbox
    assert (
        letter.body.count("Ekspertu sanāksme") == letter.body.count("Tukums") == letter.body.count("10.00–15.00") == 2
    )
    assert letter.body.count(f"/aicinajums/{row.pk}/") == 2
    assert "Ekspertu" not in letter.subject
    assert "Vija" not in letter.body
    assert entry_in(letter) == ("REQUEST", 0, f"{gathering.pk}@localhost", f"mailto:{VIJA}")


def test_what_is_only_planned_invites_nobody(janis):
    gathering = planned(janis)
    listed(gathering, janis)

    with pytest.raises(AnnounceFirst):
        actions.send_invitations(gathering.pk, actor=actor_of(janis))

    assert sent() == []


def test_a_new_time_reaches_those_who_know_the_old_one(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    sent()
    listed(gathering, janis, "Oto Bērziņš", OTO)  # nobody wrote to him yet
    later = BEGINS + timedelta(days=1)

    actions.change_gathering(gathering.pk, starts=later, ends=later + timedelta(hours=5), actor=actor_of(janis))
    post.deliver()

    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([VIJA], "Mainīta sanāksme 02.12.2026.")
    assert entry_in(letter)[:3] == ("REQUEST", 1, f"{gathering.pk}@localhost")


def test_an_invitation_that_still_waits_says_the_new_time_itself(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))

    actions.change_gathering(gathering.pk, place="Talsi", actor=actor_of(janis))
    post.deliver()

    (letter,) = mail.outbox
    assert "Talsi" in letter.body


def test_a_cancellation_reaches_everybody_who_expects_it_and_nobody_else(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    sent()
    listed(gathering, janis, "Oto Bērziņš", OTO, reply="coming")
    listed(gathering, janis, "Ņina Ozola", "nina@example.org", reply="declined")
    listed(gathering, janis, "Ēvalds Ozols", "evalds@example.org")
    actions.send_invitations(gathering.pk, actor=actor_of(janis))  # waits

    actions.cancel(gathering.pk, why="Slimība.", actor=actor_of(janis))
    post.deliver()

    assert sorted(letter.to[0] for letter in mail.outbox) == [OTO, VIJA]
    assert {entry_in(letter)[:2] for letter in mail.outbox} == {("CANCEL", 1)}
    assert all("Slimība." in letter.body for letter in mail.outbox)


def test_a_cancelled_plan_that_nobody_knew_writes_to_nobody(janis):
    gathering = planned(janis)
    listed(gathering, janis, reply="coming")

    actions.cancel(gathering.pk, why="Slimība.", actor=actor_of(janis))

    assert sent() == []


def test_whoever_moves_up_from_the_waiting_list_is_told(janis):
    gathering = announced(janis, places=1)
    first = listed(gathering, janis)
    second = listed(gathering, janis, "Oto Bērziņš", OTO)
    actions.reply(first.pk, comes=True, actor=actor_of(janis))
    actions.reply(second.pk, comes=True, actor=actor_of(janis))
    nothing_yet = sent()

    actions.reply(first.pk, comes=False, actor=actor_of(janis))

    assert nothing_yet == []
    assert sent() == [(OTO, "Jums ir vieta sanāksmē 01.12.2026.")]


@pytest.mark.parametrize(("days_before", "reminded"), [(4, []), (3, [OTO, VIJA]), (1, [OTO, VIJA]), (-1, [])])
def test_a_reminder_goes_three_days_before_once(gathering, janis, days_before, reminded):
    listed(gathering, janis)
    listed(gathering, janis, "Oto Bērziņš", OTO, reply="coming")
    listed(gathering, janis, "Ņina Ozola", "nina@example.org", reply="declined")

    with clock.set_to(BEGINS - timedelta(days=days_before)):
        queue_reminders()
        first = [address for address, _subject in sent()]
        queue_reminders()
        again = sent()

    assert (first, again) == (reminded, [])


def test_nobody_is_reminded_on_the_day_after_the_invitation(gathering, janis):
    listed(gathering, janis)
    with clock.set_to(BEGINS - timedelta(days=3)):
        actions.send_invitations(gathering.pk, actor=actor_of(janis))
        sent()

    with clock.set_to(BEGINS - timedelta(days=2)):
        queue_reminders()

        assert sent() == []


def test_a_letter_of_a_gathering_that_is_over_is_not_needed(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))

    with clock.set_to(BEGINS + timedelta(days=1)):
        assert post.deliver() == {"not_needed": 1}

    assert mail.outbox == []


def test_a_server_that_does_not_answer_leaves_every_letter_waiting(gathering, janis, server, monkeypatch):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    monkeypatch.setattr(server, "fails_to_open", True)

    failed = post.deliver()
    monkeypatch.setattr(server, "fails_to_open", False)

    assert failed == {"waiting": 1}
    assert post.deliver() == {"sent": 1}


def test_an_address_that_is_refused_is_shown_and_not_tried_again(gathering, janis, server, monkeypatch):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    monkeypatch.setattr(server, "problem", SMTPRecipientsRefused({VIJA: (550, b"unknown")}))

    assert (post.deliver(), post.deliver()) == ({"refused": 1}, {})
    (shown,) = letters(gathering.pk, actor=actor_of(janis)).undecided
    assert (shown.name, shown.state) == ("Vija Ēriksone", "refused")


def test_an_address_that_no_line_can_carry_is_refused_and_those_behind_it_go(gathering, janis):
    listed(gathering, janis, email=f"x@{'ā' * 60}.lv")
    listed(gathering, janis, "Oto Bērziņš", OTO)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))

    assert post.deliver() == {"refused": 1, "sent": 1}
    assert [letter.to for letter in mail.outbox] == [[OTO]]


def test_a_server_that_is_busy_is_tried_for_a_day(gathering, janis, server, monkeypatch):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    monkeypatch.setattr(server, "problem", SMTPRecipientsRefused({VIJA: (451, b"later")}))

    first = post.deliver()
    Letter.objects.update(tries=outbox.MOST_TRIES - 1)

    assert (first, post.deliver(), post.deliver()) == ({"waiting": 1}, {"refused": 1}, {})
    assert timedelta(days=1) == outbox.MOST_TRIES * outbox.TRY_AGAIN_AFTER


def test_letters_that_wait_are_tried_again_by_one_job(gathering, janis, server, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    monkeypatch.setattr(server, "fails_to_open", True)

    for _run in range(3):
        post.send_letters.call()

    again = DBTaskResult.objects.get(run_after__lt=clock.now() + timedelta(days=1))
    assert again.run_after - clock.now() == timedelta(minutes=15)


@pytest.fixture
def three(gathering, janis):
    for number in range(3):
        listed(gathering, janis, f"Viesis {number}", f"viesis{number}@example.org")
    actions.send_invitations(gathering.pk, actor=actor_of(janis))


def test_a_line_that_breaks_once_makes_one_question_and_the_others_go(three, server, monkeypatch):
    monkeypatch.setattr(server, "breaks_after", 1)

    assert post.deliver() == {"sent": 2, "unsure": 1}


def test_a_server_that_takes_one_letter_on_each_line_gets_all_of_them(three, server, monkeypatch):
    monkeypatch.setattr(server, "most_on_a_line", 1)

    assert (post.deliver(), len(mail.outbox)) == ({"sent": 2, "waiting": 1}, 2)
    assert (post.deliver(), len(mail.outbox)) == ({"sent": 1}, 3)


def test_a_server_that_leaves_at_once_is_left_alone_until_later(three, server, monkeypatch):
    monkeypatch.setattr(server, "most_on_a_line", 0)

    assert post.deliver() == {"waiting": 3}
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0, 1]


def test_a_line_that_breaks_while_a_letter_goes_is_a_question_and_never_a_second_letter(
    gathering, janis, server, monkeypatch
):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    monkeypatch.setattr(server, "problem", SMTPServerDisconnected())
    broken = post.deliver()
    monkeypatch.setattr(server, "problem", None)

    assert (broken, post.deliver(), mail.outbox) == ({"unsure": 1}, {}, [])


def test_a_letter_that_was_going_when_the_site_stopped_is_a_question_after_ten_minutes(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    Letter.objects.update(state=LetterState.GOING)
    post.deliver()
    soon = Letter.objects.get().state

    with clock.set_to(clock.now() + timedelta(minutes=11)):
        post.deliver()

    assert (soon, Letter.objects.get().state) == ("going", "unsure")


def test_a_person_decides_about_a_letter_that_may_have_gone(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    Letter.objects.update(state=LetterState.UNSURE)
    letter = Letter.objects.get()
    stranger = MembershipFactory(role="national_coordinator")

    with pytest.raises(NotForYou):
        actions.send_again(letter.pk, actor=actor_of(stranger))
    actions.send_again(letter.pk, actor=actor_of(janis))

    assert [address for address, _subject in sent()] == [VIJA]
    with pytest.raises(NotForYou):
        actions.note_as_arrived(letter.pk, actor=actor_of(janis))  # it went


def test_the_second_copy_of_a_letter_is_known_by_its_message_id(gathering, janis):
    listed(gathering, janis)
    actions.send_invitations(gathering.pk, actor=actor_of(janis))
    post.deliver()
    Letter.objects.update(state=LetterState.WAITING)
    post.deliver()

    first, second = (letter.message()["Message-ID"] for letter in mail.outbox)
    assert first == second


def test_a_link_names_one_person_in_place_who_gets_a_letter(gathering, janis):
    row = listed(gathering, janis)

    instead = actions.send_in_place_by_link(row.pk, name="Oto Bērziņš", email=OTO, position="sociālais darbinieks")

    assert [address for address, _subject in sent()] == [OTO]
    assert (instead.reply, Participation.objects.get(pk=row.pk).reply) == ("coming", "declined")
    for key in (row.pk, instead.pk):
        with pytest.raises(NamedAlready):
            actions.send_in_place_by_link(key, name="Trešais", email="tresais@example.org")
    assert Participation.objects.count() == 2


def test_an_answer_that_comes_too_late_is_told_so(gathering, janis):
    row = listed(gathering, janis)

    with clock.set_to(BEGINS + timedelta(days=1)), pytest.raises(TooLateToAnswer):
        actions.reply_by_link(row.pk, comes=True)

    row.refresh_from_db()
    assert row.reply == "invited"
