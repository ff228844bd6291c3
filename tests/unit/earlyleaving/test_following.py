"""Following a pupil who left: with an agreement, until there is a place, and then it goes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.errors import (
    AgreementIsOver,
    AgreementTooLong,
    AlreadyFollowed,
    FollowingHasEnded,
    NamePlace,
)
from khetene.earlyleaving.models import FollowStep, FollowUp
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from tests.factories.accounts import actor_of
from tests.factories.earlyleaving import followed, house, seen

pytestmark = pytest.mark.django_db


def ended(following, there, **more):
    return actions.end_following(following.pk, **more, actor=actor_of(there.inese))


def test_a_pupil_is_followed_until_there_is_a_place(there):
    following = followed(seen(there), there, words="Zvanījām.")

    ended(following, there, ended_as="placed", placed="vocational", placed_on=date(2026, 11, 9))

    page = reads.follow_page(following.pk, actor=actor_of(there.head))
    assert (page.placed, page.placed_on, page.may_write) == ("profesionālajā izglītībā", date(2026, 11, 9), False)
    assert [offer.words for offer in page.offers] == ["Zvanījām."]
    with pytest.raises(FollowingHasEnded):
        ended(following, there, ended_as="over")


def test_the_clock_runs_from_the_end_of_the_agreement_or_of_the_help(there):
    open_one = followed(seen(there), there)
    over = followed(seen(there, called="Elza"), there)
    ended(over, there, ended_as="no_contact")
    rows = FollowUp.objects.order_by("pk")

    gone = [
        set(FollowUp.retention.expired(rows, on).values_list("pk", flat=True))
        for on in (date(2027, 11, 21), date(2028, 7, 1))
    ]

    assert gone == [{over.pk}, {over.pk, open_one.pk}]


def test_a_withdrawn_agreement_takes_away_what_was_noted(there):
    following = followed(seen(there), there, words="Zvanījām.")

    ended(following, there, ended_as="withdrawn")

    assert FollowStep.objects.count() == 0


def test_after_the_agreement_nothing_is_noted_any_more(there):
    following = followed(seen(there), there)
    offer = {"happened_on": date(2026, 12, 1), "offered": "talk", "said": "accepted"}

    with clock.set_to(datetime(2027, 7, 1, 9, 0, tzinfo=UTC)):
        assert reads.follow_page(following.pk, actor=actor_of(there.inese)).is_over is True
        with pytest.raises(AgreementIsOver):
            actions.note_offer(following.pk, **offer, actor=actor_of(there.inese))


def test_an_agreement_is_for_a_year_at_most_and_not_over(there):
    pupil = seen(there)
    for day in (date(2026, 11, 1), date(2027, 10, 8)):
        with pytest.raises(AgreementTooLong):
            followed(pupil, there, tracked_until=day)


def test_a_pupil_is_followed_once_at_a_time_and_can_be_followed_again(there):
    pupil = seen(there)
    first = followed(pupil, there)
    with pytest.raises(AlreadyFollowed):
        followed(pupil, there)

    ended(first, there, ended_as="over")

    assert followed(pupil, there).pk != first.pk


def test_a_place_is_named_with_its_day(there):
    with pytest.raises(NamePlace):
        ended(followed(seen(there), there), there, ended_as="placed", placed="work")


def test_only_those_who_work_with_the_pupil_and_the_head_see_it(there):
    following = followed(seen(there), there)
    strangers = [there.coordinator, there.ikvd, house().inese]

    assert reads.follow_page(following.pk, actor=actor_of(there.velga)).called == "Pēteris"
    for stranger in strangers:
        with pytest.raises(NotForYou):
            reads.follow_page(following.pk, actor=actor_of(stranger))


def test_a_withdrawn_agreement_lengthens_no_record(there):
    pupil = seen(there)
    before = pupil.needed_until
    following = followed(pupil, there, agreed_on=date(2026, 11, 20), tracked_until=date(2027, 11, 19))
    pupil.refresh_from_db()
    during = pupil.needed_until

    ended(following, there, ended_as="withdrawn")

    pupil.refresh_from_db()
    assert (during, pupil.needed_until) == (before, before)


def test_what_was_offered_lengthens_the_record_until_the_agreement_is_withdrawn(there):
    pupil = seen(there)
    following = followed(pupil, there)
    with clock.set_to(datetime(2027, 3, 2, 9, 0, tzinfo=UTC)):
        offer = {"happened_on": date(2027, 3, 1), "offered": "talk", "said": "accepted"}
        actions.note_offer(following.pk, **offer, actor=actor_of(there.inese))
        pupil.refresh_from_db()
        during = pupil.needed_until
        ended(following, there, ended_as="withdrawn")

    pupil.refresh_from_db()
    assert (during, pupil.needed_until) == (date(2027, 3, 1), date(2026, 11, 20))
