"""A practice is shown to everybody after a look at it; its organisation hears of it and takes it off when it wants to."""

from __future__ import annotations

import pytest
from django.core import mail

from khetene.guidance import actions, reads
from khetene.guidance.errors import PracticeCannotMove
from khetene.guidance.models import Practice
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import PracticeFactory, coordinator, written
from tests.factories.pictures import ADULTS, of_practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def practice(ilze, janis):
    found = written(ilze)
    actions.move_practice(found.pk, state="proposed", actor=actor_of(ilze))
    return actions.move_practice(found.pk, state="published", actor=actor_of(janis))


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Who was written to while something was done."""

    def written_to(action):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action()
        return sorted(address for letter in mail.outbox for address in letter.to)

    return written_to


def show(practice, by, *, public=True, words=""):
    return lambda: actions.show_publicly(practice.pk, public=public, words=words, actor=actor_of(by))


def test_what_is_looked_at_is_what_everybody_reads(practice, janis):
    of_practice(practice, janis)
    of_practice(practice, janis, **ADULTS | {"uses": frozenset({"public"})})
    before = reads.publicity(practice.pk, actor=actor_of(janis))
    show(practice, janis)()

    assert not before.is_public
    assert before.shown == reads.public_practice(practice.pk)
    assert len(before.shown.pictures) == 1


def test_those_who_answer_for_the_organisation_hear_of_it_and_nobody_else(practice, ilze, janis, letters):
    MembershipFactory(role="case_worker", organisation=ilze.organisation)
    MembershipFactory(role="supervisor")

    told = letters(show(practice, janis))

    assert told == [ilze.user.email]
    assert practice.title not in mail.outbox[0].subject + mail.outbox[0].body
    assert reads.publicity(practice.pk, actor=actor_of(janis)).is_reached
    assert letters(show(practice, janis)) == []


def test_its_organisation_takes_it_off_and_the_coordinator_hears_of_it(practice, ilze, janis, letters):
    show(practice, janis)()

    told = letters(show(practice, ilze, public=False, words="Kontaktpersona mainās."))

    changes = reads.practice(practice.pk, actor=actor_of(janis)).changes[:2]
    assert told == [janis.user.email]
    assert not Practice.objects.get(pk=practice.pk).is_public
    assert [(one.state_label != "", one.words) for one in changes] == [(True, "Kontaktpersona mainās."), (True, "")]
    assert AuditEntry.objects.filter(verb="practice.not_public").count() == 1


def test_what_stands_in_a_document_is_taken_off_by_the_organisation_that_does_it(ilze, janis):
    practice = PracticeFactory(organisation=ilze.organisation)
    show(practice, janis)()

    show(practice, ilze, public=False)()

    assert not Practice.objects.get(pk=practice.pk).is_public


def test_nobody_else_shows_a_practice_or_takes_it_off(practice, ilze, janis):
    stranger, draft = MembershipFactory(role="supervisor"), written(ilze)

    for refused in (show(practice, ilze), show(practice, stranger), show(draft, janis)):
        with pytest.raises(NotForYou):
            refused()
    show(practice, janis)()
    for refused in (
        show(practice, stranger, public=False),
        lambda: reads.publicity(practice.pk, actor=actor_of(stranger)),
        lambda: reads.publicity(draft.pk, actor=actor_of(janis)),
    ):
        with pytest.raises(NotForYou):
            refused()


def test_what_is_only_proposed_is_not_shown(ilze, janis):
    practice = written(ilze)
    actions.move_practice(practice.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(PracticeCannotMove):
        show(practice, janis)()


def test_pictures_of_the_look_are_those_that_everybody_would_see(practice, janis, ilze):
    inside, outside = of_practice(practice, janis), of_practice(practice, janis, uses=frozenset({"public"}))

    assert reads.preview_picture(outside.pk, actor=actor_of(janis)).content == files.png()
    for key, actor in ((inside.pk, janis), (outside.pk, ilze)):
        with pytest.raises(NotForYou):
            reads.preview_picture(key, actor=actor_of(actor))
