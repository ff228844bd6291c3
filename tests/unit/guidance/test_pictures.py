"""A picture of a practice is shown where everybody in it agreed, until the day to which they agreed, and not one day longer."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from khetene.files import releasing
from khetene.files.enums import Recognisable, Use
from khetene.files.errors import (
    AgreedByAnother,
    AgreementEndsBefore,
    AgreementNeedsItsDays,
    AgreementTooLong,
    NobodyAgreedYet,
    NobodyToAgree,
    NotAPicture,
    PictureTooLarge,
    SayHowTheyAgreed,
    SayWhatItShows,
    SayWhoVouches,
    SayWhyItIsTakenAway,
    TooManyPictures,
)
from khetene.guidance import actions, reads
from khetene.guidance.models import PracticePicture
from khetene.kernel import clock, data_keys
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry, DataKey
from khetene.kernel.personal_codes import PersonalCodeFound
from tests.factories import files
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.guidance import coordinator, written
from tests.factories.pictures import ADULTS, NOBODY, of_practice, sent, told, wide_png

pytestmark = pytest.mark.django_db
EVERYWHERE = frozenset(Use.values)


@pytest.fixture
def janis():
    return coordinator()


@pytest.fixture
def ilze():
    return MembershipFactory(role="supervisor")


@pytest.fixture
def practice(ilze, janis):
    """Published, and shown to everybody."""
    found = written(ilze)
    actions.move_practice(found.pk, state="proposed", actor=actor_of(ilze))
    actions.move_practice(found.pk, state="published", actor=actor_of(janis))
    return actions.show_publicly(found.pk, public=True, actor=actor_of(janis))


@pytest.fixture
def reader():
    return actor_of(MembershipFactory(role="case_worker"))


def inside(practice, actor):
    return [one.id for one in reads.practice(practice.pk, actor=actor).pictures]


def outside(practice):
    return [one.id for one in reads.public_practice(practice.pk).pictures]


def test_a_picture_of_nobody_is_shown_inside_and_not_publicly_by_itself(practice, janis, reader):
    picture = of_practice(practice, janis)

    assert inside(practice, reader) == [picture.pk]
    assert reads.opened_picture(picture.pk, actor=reader).content == files.png()
    assert outside(practice) == []
    with pytest.raises(NotForYou):
        reads.opened_public_picture(picture.pk)


def test_what_was_released_for_everybody_is_seen_by_everybody_while_the_practice_is_public(practice, janis, reader):
    picture = of_practice(practice, janis, **ADULTS | {"uses": frozenset({"public"})})

    assert outside(practice) == [picture.pk]
    assert reads.opened_public_picture(picture.pk).media_type == "image/png"
    assert inside(practice, reader) == []
    actions.show_publicly(practice.pk, public=False, actor=actor_of(janis))
    with pytest.raises(NotForYou):
        reads.opened_public_picture(picture.pk)
    with pytest.raises(NotForYou):
        reads.public_practice(practice.pk)


def test_people_who_can_be_recognised_are_not_shown_before_they_agree(practice, janis, reader):
    picture = of_practice(practice, janis, recognisable="adults", uses=frozenset())

    assert inside(practice, reader) == []
    with pytest.raises(NotForYou):
        reads.opened_picture(picture.pk, actor=actor_of(janis))
    (kept,) = reads.kept_pictures(practice.pk, actor=actor_of(janis)).pictures
    assert (kept.row.standing, kept.row.goes_on) == ("waiting", clock.today() + timedelta(days=31))


def test_a_release_ends_with_its_day(practice, janis, reader):
    picture = of_practice(practice, janis, **ADULTS | {"uses": EVERYWHERE})
    last = clock.start_of(ADULTS["until"])

    with clock.set_to(last):
        on_the_day = (inside(practice, reader), outside(practice))
    with clock.set_to(last + timedelta(days=1)):
        after = (inside(practice, reader), outside(practice))
        with pytest.raises(NotForYou):
            reads.opened_picture(picture.pk, actor=reader)
        with pytest.raises(NotForYou):
            reads.opened_public_picture(picture.pk)

    assert on_the_day == ([picture.pk], [picture.pk])
    assert after == ([], [])


def test_the_rule_for_one_picture_and_for_the_database_agree(practice, janis):
    for people in (NOBODY, ADULTS, ADULTS | {"recognisable": "children", "given_how": "guardian"}):
        for uses in ({"network"}, {"reports", "public"}, set()):
            of_practice(practice, janis, **people | {"uses": frozenset(uses)})
    of_practice(practice, janis, recognisable="children", uses=frozenset())
    of_practice(practice, janis, until=date(2026, 11, 1))
    days = [date(2026, 11, 1), clock.today(), ADULTS["until"], ADULTS["until"] + timedelta(days=1)]

    for use in Use:
        for day in days:
            by_database = set(PracticePicture.objects.covering(use, day).values_list("pk", flat=True))
            assert by_database == {one.pk for one in PracticePicture.objects.all() if one.covers(use, day)}
    assert PracticePicture.objects.covering(Use.NETWORK, clock.today()).count() == 3


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"shows": "  "}, SayWhatItShows),
        ({"caption": "Kods 010190-12345"}, PersonalCodeFound),
        ({"recognisable": "adults"}, NobodyAgreedYet),
        (ADULTS | {"given_how": "guardian"}, AgreedByAnother),
        (ADULTS | {"recognisable": "children"}, AgreedByAnother),
        (ADULTS | {"agreed_on": None}, AgreementNeedsItsDays),
        (ADULTS | {"until": None}, AgreementNeedsItsDays),
        (ADULTS | {"agreed_on": date(2027, 1, 1)}, AgreementNeedsItsDays),
        (ADULTS | {"until": date(2026, 10, 31)}, AgreementEndsBefore),
        (ADULTS | {"vouched_by": " "}, SayWhoVouches),
        (ADULTS | {"until": date(2031, 11, 2)}, AgreementTooLong),
        (ADULTS | {"recognisable": "nobody"}, NobodyToAgree),
        (NOBODY | {"vouched_by": "kanceleja"}, NobodyToAgree),
        (ADULTS | {"given_how": "", "uses": frozenset()}, SayHowTheyAgreed),
        ({"recognisable": "adults", "uses": frozenset(), "until": date(2027, 1, 1)}, SayHowTheyAgreed),
    ],
)
def test_a_release_that_is_none_is_refused_in_words(practice, janis, given, refusal):
    with pytest.raises(refusal):
        of_practice(practice, janis, **given)

    assert not PracticePicture.objects.exists()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (files.pdf(), NotAPicture),
        (wide_png(5001, 5000), PictureTooLarge),
        (b"\x89PNG" + b"0" * releasing.LARGEST_PICTURE, PictureTooLarge),
    ],
)
def test_what_is_no_picture_for_a_phone_is_refused(practice, janis, content, refusal):
    with pytest.raises(refusal):
        actions.add_picture(practice.pk, sent(content), told(), actor=actor_of(janis))


def test_a_practice_has_so_many_pictures_and_no_more(practice, janis, monkeypatch):
    monkeypatch.setattr(releasing, "MOST_PICTURES", 1)
    of_practice(practice, janis)

    with pytest.raises(TooManyPictures):
        of_practice(practice, janis)


@pytest.mark.parametrize(("turn", "size"), [(1, (1, 256)), (6, (256, 1))])
def test_a_picture_that_was_taken_upright_says_its_size_as_it_is_seen(practice, janis, turn, size):
    high = files.jpeg(files.exif(turn)).replace(b"\x08\0\1\0\1", b"\x08\1\0\0\1")

    picture = of_practice(practice, janis, high)

    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "broken",
    [
        {"given_how": "", "agreed_on": None, "until": None},
        {"recognisable": Recognisable.CHILDREN},
        {"recognisable": Recognisable.NOBODY},
        {"until": None},
        {"until": date(2026, 10, 1)},
        {"agreed_on": None},
        {"kind": "pdf"},
        {"for_network": False},
    ],
)
def test_the_database_itself_refuses_a_release_that_is_none(practice, janis, broken):
    picture = of_practice(practice, janis, **ADULTS)

    with pytest.raises(IntegrityError), transaction.atomic():
        PracticePicture.objects.filter(pk=picture.pk).update(**broken)


def test_what_stands_under_a_picture_lies_sealed_with_the_key_of_who_keeps_it(practice, janis):
    of_practice(practice, janis, shows="Kanarijputnins", caption="Kanarijputnins")

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT shows, caption, name, sealed FROM {PracticePicture._meta.db_table}")
        stored = b"".join(part.encode() if isinstance(part, str) else bytes(part) for part in cursor.fetchone())

    key = DataKey.objects.get(silo=janis.organisation_id)
    assert b"Kanarijputnins" not in stored
    assert stored.count(f"silo-{key.pk.hex}:".encode()) == 4


def test_whoever_edits_the_practice_adds_and_orders_pictures(practice, ilze, janis):
    first, second, third = (of_practice(practice, janis, caption=name) for name in "123")
    with pytest.raises(NotForYou):
        of_practice(practice, ilze)

    actions.move_picture(third.pk, earlier=True, actor=actor_of(janis))
    actions.move_picture(first.pk, earlier=True, actor=actor_of(janis))

    assert inside(practice, actor_of(ilze)) == [first.pk, third.pk, second.pk]


def test_the_organisation_that_holds_the_papers_changes_the_release_and_nobody_else(ilze, janis):
    draft = written(ilze)
    picture = of_practice(draft, ilze)
    actions.move_practice(draft.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(NotForYou):
        actions.change_picture(picture.pk, told(uses=EVERYWHERE), actor=actor_of(janis))
    actions.change_picture(picture.pk, told(shows="Plaukts.", uses=EVERYWHERE), actor=actor_of(ilze))

    kept = reads.kept_picture(picture.pk, actor=actor_of(ilze))
    assert (kept.row.shows, kept.row.uses, kept.may_change, kept.may_move) == ("Plaukts.", EVERYWHERE, True, False)


def test_a_withdrawn_picture_is_gone_from_this_moment_with_its_bytes(ilze, janis, practice):
    draft = written(ilze)
    withdrawn, not_fitting = of_practice(draft, ilze, **ADULTS), of_practice(draft, ilze)
    actions.move_practice(draft.pk, state="proposed", actor=actor_of(ilze))

    with pytest.raises(SayWhyItIsTakenAway):
        actions.take_picture_away(withdrawn.pk, why="", actor=actor_of(ilze))
    actions.take_picture_away(withdrawn.pk, why="withdrawn", actor=actor_of(ilze))
    actions.take_picture_away(not_fitting.pk, why="wrong", actor=actor_of(janis))

    entries = AuditEntry.objects.filter(verb="practice_picture.taken_away").order_by("position")
    assert not PracticePicture.objects.exists()
    assert [(one.object, one.reason, one.silo) for one in entries] == [
        (withdrawn.pk, "withdrawn", ilze.organisation_id),
        (not_fitting.pk, "wrong", ilze.organisation_id),
    ]


def test_a_stranger_neither_sees_nor_touches_what_is_kept(practice, janis):
    stranger = actor_of(MembershipFactory(role="supervisor"))
    picture = of_practice(practice, janis)

    for attempt in (
        lambda: reads.kept_pictures(practice.pk, actor=stranger),
        lambda: reads.kept_picture(picture.pk, actor=stranger),
        lambda: actions.change_picture(picture.pk, told(), actor=stranger),
        lambda: actions.move_picture(picture.pk, earlier=True, actor=stranger),
        lambda: actions.take_picture_away(picture.pk, why="wrong", actor=stranger),
    ):
        with pytest.raises(NotForYou):
            attempt()
    assert PracticePicture.objects.count() == 1


def test_a_picture_of_a_draft_is_not_served_to_others(ilze, reader):
    picture = of_practice(written(ilze), ilze)

    with pytest.raises(NotForYou):
        reads.opened_picture(picture.pk, actor=reader)
    assert reads.opened_picture(picture.pk, actor=actor_of(ilze)).content == files.png()


def test_what_nobody_may_see_for_thirty_days_is_deleted(practice, janis):
    of_practice(practice, janis)
    ended = of_practice(practice, janis, **ADULTS)
    waiting = of_practice(practice, janis, recognisable="children", uses=frozenset())
    late = {"waiting": clock.today() + timedelta(days=31), "ended": ADULTS["until"] + timedelta(days=31)}

    deleted = [
        releasing.delete_unseen(late["waiting"] - timedelta(days=1)),
        releasing.delete_unseen(late["waiting"]),
        releasing.delete_unseen(late["ended"] - timedelta(days=1)),
        releasing.delete_unseen(late["ended"]),
    ]

    entries = AuditEntry.objects.filter(verb="practice_picture.taken_away").order_by("position")
    assert deleted == [0, 1, 0, 1]
    assert [(one.object, one.reason) for one in entries] == [(waiting.pk, "not_released"), (ended.pk, "ended")]
    assert PracticePicture.objects.count() == 1


def test_a_picture_that_is_used_nowhere_is_deleted_thirty_days_after_it_was_unticked(practice, janis):
    picture = of_practice(practice, janis, **ADULTS | {"until": date(2031, 11, 1)})
    unticked, nowhere = clock.start_of(date(2027, 3, 1)), ADULTS | {"until": date(2031, 11, 1), "uses": frozenset()}
    with clock.set_to(unticked):
        actions.change_picture(picture.pk, told(**nowhere), actor=actor_of(janis))
    with clock.set_to(unticked + timedelta(days=20)):
        actions.change_picture(picture.pk, told(**nowhere | {"caption": "Otrdiena"}), actor=actor_of(janis))
        kept = reads.kept_picture(picture.pk, actor=actor_of(janis)).row

    deleted = [releasing.delete_unseen(day) for day in (kept.goes_on - timedelta(days=1), kept.goes_on)]

    assert (kept.standing, kept.goes_on, deleted) == ("nowhere", date(2027, 4, 1), [0, 1])
    assert AuditEntry.objects.get(verb="practice_picture.taken_away").reason == "no_use"


def test_a_use_that_is_ticked_again_keeps_the_picture(practice, janis):
    picture = of_practice(practice, janis, uses=frozenset())
    actions.change_picture(picture.pk, told(), actor=actor_of(janis))

    assert releasing.delete_unseen(clock.today() + timedelta(days=400)) == 0


@pytest.mark.parametrize(("given", "since"), [({"recognisable": "adults"}, "added"), (NOBODY, "now")])
def test_pictures_without_a_use_from_before_get_their_day(practice, janis, given, since):
    migration = import_module("khetene.guidance.migrations.0010_pictures_that_are_used_nowhere")
    picture = of_practice(practice, janis, **given | {"uses": frozenset()})
    early = picture.added_at - timedelta(days=400)
    PracticePicture.objects.update(added_at=early)

    migration.say_since_when(apps, None)

    picture.refresh_from_db()
    assert (picture.unseen_since == early, picture.unseen_since > early) == (since == "added", since == "now")


def test_a_picture_whose_silo_has_ended_leaves_the_page_whole(practice, janis, reader):
    of_practice(practice, janis)
    key = DataKey.objects.get(silo=janis.organisation_id)
    DataKey.objects.filter(pk=key.pk).update(destroyed_at=clock.now(), wrapped="")
    data_keys.forget(key.pk)

    assert inside(practice, reader) == []


@pytest.mark.parametrize("pictures", [1, 3])
def test_a_page_of_a_practice_costs_the_same_however_many_pictures(
    practice, janis, reader, pictures, django_assert_num_queries
):
    for _one in range(pictures):
        of_practice(practice, janis)

    with django_assert_num_queries(6):
        assert len(inside(practice, reader)) == pictures
