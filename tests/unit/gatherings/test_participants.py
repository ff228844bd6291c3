"""Who is invited, who comes, who was there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from khetene.gatherings import actions, reads
from khetene.gatherings.errors import AlreadyInvited, CameCannotGo, DayOutside, NobodyToInvite, NotPossibleNow
from khetene.gatherings.models import Identity, Needs, Participation, Presence, SameName
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.gatherings import announced, came, on_the_list, planned
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def gathering(janis):
    return announced(janis)


@pytest.fixture
def body(janis):
    return BodyFactory(organisation=janis.organisation)


def seated(body, by, name, town, **more):
    since = date(2026, 1, 1)
    seat = seat_in(body, by, begins=since, territory_id=TerritoryFactory(name=town).pk)
    office = OrganisationFactory(kind="municipal_unit")
    return holds(seat, known(by, name, **more), by, begins=since, represents_id=office.pk)


def test_a_body_is_invited_with_town_organisation_and_sector_as_of_that_day(gathering, body, janis):
    seated(body, janis, "Vija", "Tukums")

    added = actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))

    row = Participation.objects.get()
    assert (added, row.territory.name, row.sector, row.reply) == (1, "Tukums", "municipal", "invited")


def test_a_body_of_private_people_is_invited_by_its_keeper_alone(body, janis):
    body.seen_by = "keeper"
    body.save()
    seated(body, janis, "Vija Ēriksone", "Tukums")
    stranger = MembershipFactory(role="national_coordinator")
    theirs = planned(stranger)

    with pytest.raises(NotForYou):
        actions.invite_body(theirs.pk, body_id=body.pk, actor=actor_of(stranger))
    with pytest.raises(NotForYou):
        actions.change_gathering(theirs.pk, bodies=[body.pk], actor=actor_of(stranger))

    assert (theirs.participations.count(), theirs.bodies.count()) == (0, 0)


def test_a_body_addressed_by_somebody_else_stays_when_another_changes_the_plan(gathering, body, janis):
    body.seen_by = "keeper"
    body.organisation = OrganisationFactory()
    body.save()
    gathering.bodies.add(body)

    actions.change_gathering(gathering.pk, bodies=[], actor=actor_of(janis))

    assert list(gathering.bodies.all()) == [body]


def test_nobody_is_invited_twice(gathering, body, janis):
    seated(body, janis, "Vija", "Tukums")
    actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))
    seated(body, janis, "Dace", "Talsi")

    assert actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis)) == 1
    with pytest.raises(NobodyToInvite):
        actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))


def test_substitutes_are_not_invited_but_come_in_place(gathering, body, janis):
    holder = seated(body, janis, "Vija", "Tukums")
    holds(holder.seat, known(janis, "Sanita"), janis, is_substitute=True)
    actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))
    member = Participation.objects.get()

    substitute = actions.send_in_place(member.pk, name="Sanita", position="speciāliste", actor=actor_of(janis))

    assert Participation.objects.get(pk=member.pk).reply == "declined"
    assert (substitute.seat_id, substitute.stands_in, substitute.reply) == (holder.seat_id, True, "coming")


def test_a_seat_counts_as_represented_when_a_substitute_came(janis, body):
    holder = seated(body, janis, "Vija", "Tukums")
    for number, how in enumerate(["missed", "substitute", "missed"]):
        gathering = announced(janis, starts=clock.now() - timedelta(days=30 - number), hours=2)
        actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))
        row = Participation.objects.get(gathering=gathering)
        if how == "substitute":
            came(gathering, janis, actions.send_in_place(row.pk, name="Sanita", actor=actor_of(janis)))
        actions.note_as_held(gathering.pk, actor=actor_of(janis))

    held = reads.presence_of_seats(body.pk, on=date(2026, 11, 20))

    assert [holder.seat_id in one.invited for one in held] == [True, True, True]
    assert [holder.seat_id in one.represented for one in held] == [False, True, False]


def test_the_same_person_is_put_on_a_list_once(gathering, janis):
    person = known(janis)
    on_the_list(gathering, janis, person_id=person.pk)

    with pytest.raises(AlreadyInvited):
        on_the_list(gathering, janis, person_id=person.pk)


def test_the_same_name_is_a_question_and_never_a_merge(gathering, janis):
    first = on_the_list(gathering, janis, "Kristīne Liepa", position="eksperte")
    second = on_the_list(gathering, janis, "Kristine  liepa", position="vadītāja")

    pair = SameName.objects.get()
    assert {pair.first_id, pair.second_id} == {first.pk, second.pk}
    assert (pair.answer, Participation.objects.count()) == ("", 2)


def test_a_name_of_another_gathering_raises_no_question(gathering, janis):
    on_the_list(gathering, janis)
    on_the_list(announced(janis), janis)

    assert SameName.objects.count() == 0


def test_a_corrected_name_takes_its_question_back(gathering, janis):
    on_the_list(gathering, janis, "Anna Ozola")
    second = on_the_list(gathering, janis, "Anna Ozola")

    actions.change_participant(second.pk, name="Anna Ozoliņa", email="", actor=actor_of(janis))

    assert SameName.objects.count() == 0


def test_a_full_gathering_has_a_waiting_list_and_a_place_goes_to_who_waits_longest(janis):
    gathering = announced(janis, places=1)
    rows = [on_the_list(gathering, janis, name, reply="invited") for name in ("Pirmā", "Otrā", "Trešā")]
    for minute, row in enumerate(rows):
        with clock.set_to(clock.now() + timedelta(minutes=minute)):
            actions.reply(row.pk, comes=True, actor=actor_of(janis))
    before = [Participation.objects.get(pk=row.pk).reply for row in rows]

    actions.reply(rows[0].pk, comes=False, actor=actor_of(janis))

    after = [Participation.objects.get(pk=row.pk).reply for row in rows]
    assert (before, after) == (["coming", "waiting", "waiting"], ["declined", "coming", "waiting"])


def test_an_invited_person_answers_for_themselves_and_nobody_else_does(gathering, body, janis):
    velta = MembershipFactory(role="regional_expert")
    seat = seat_in(body, janis, territory_id=TerritoryFactory().pk)
    holds(seat, known(janis, email=velta.user.email), janis, represents_id=velta.organisation_id)
    actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))
    row = Participation.objects.get()

    assert [one.my_row for one in reads.waiting_for_me(actor=actor_of(velta))] == [row.pk]
    with pytest.raises(NotForYou):
        actions.reply(row.pk, comes=True, actor=actor_of(MembershipFactory(role="regional_expert")))
    assert actions.reply(row.pk, comes=True, actor=actor_of(velta)).reply == "coming"
    assert reads.waiting_for_me(actor=actor_of(velta)) == []


def test_what_somebody_needs_is_deleted_on_the_day_after(gathering, janis):
    on_the_list(gathering, janis, needs="Bez glutēna")

    last = gathering.days[-1]
    gone = {day: Needs.retention.expired(Needs.objects.all(), day).count() for day in (last, last + timedelta(days=1))}
    assert list(gone.values()) == [0, 1]


def test_when_the_last_day_moves_deletion_moves_with_it(gathering, janis):
    on_the_list(gathering, janis, needs="Bez glutēna")
    later = gathering.starts + timedelta(days=10)

    actions.change_gathering(gathering.pk, starts=later, ends=later, actor=actor_of(janis))

    assert Needs.objects.get().until == date(2026, 12, 11)
    assert Identity.objects.get().held_on == date(2026, 12, 11)


def test_after_five_years_the_name_goes_and_the_row_stays(gathering, janis):
    row = on_the_list(gathering, janis, position="vadītāja")

    Identity.retention.expired(Identity.objects.all(), date(2031, 12, 2)).delete()

    (shown,) = reads.participants(gathering.pk, actor=actor_of(janis))
    assert (shown.id, shown.name, shown.position) == (row.pk, "", "vadītāja")


def test_presence_is_noted_by_day_and_taken_back_by_day(janis):
    gathering = announced(janis, starts=clock.now() - timedelta(days=3), hours=30)
    rows = [on_the_list(gathering, janis, name) for name in ("Pirmā", "Otrā")]
    first, second = gathering.days
    keys = [row.pk for row in rows]

    actions.note_presence(gathering.pk, day=first, participation_ids=keys, actor=actor_of(janis))
    actions.note_presence(gathering.pk, day=second, participation_ids=keys[:1], actor=actor_of(janis))
    actions.note_presence(gathering.pk, day=first, participation_ids=keys[1:], actor=actor_of(janis))

    assert [row.days for row in reads.participants(gathering.pk, actor=actor_of(janis))] == [[second], [first]]


def test_nobody_was_there_on_a_day_that_has_not_come(gathering, janis):
    with pytest.raises(DayOutside):
        actions.note_presence(gathering.pk, day=gathering.days[0], participation_ids=[], actor=actor_of(janis))


def test_who_was_there_cannot_be_taken_off_the_list(gathering, janis):
    row = on_the_list(gathering, janis)
    came(gathering, janis, row)

    with pytest.raises(CameCannotGo):
        actions.take_off_the_list(row.pk, actor=actor_of(janis))
    Presence.objects.all().delete()
    actions.take_off_the_list(row.pk, actor=actor_of(janis))
    assert (Participation.objects.count(), Identity.objects.count()) == (0, 0)


def test_nobody_is_invited_to_what_was_cancelled(gathering, body, janis):
    seated(body, janis, "Vija", "Tukums")
    actions.cancel(gathering.pk, why="Vētra.", actor=actor_of(janis))

    with pytest.raises(NotPossibleNow):
        actions.invite_body(gathering.pk, body_id=body.pk, actor=actor_of(janis))


def test_only_those_who_came_are_counted_once_it_is_over(gathering, janis):
    rows = [on_the_list(gathering, janis, name, sector="state") for name in ("Pirmā", "Otrā")]
    before = reads.figures(gathering.pk).rows.high
    came(gathering, janis, rows[0])
    with clock.set_to(gathering.ends):
        after = reads.figures(gathering.pk).rows.high

    assert (before, after) == (2, 1)


def test_heads_without_names_are_counted_apart(gathering, janis):
    on_the_list(gathering, janis)
    actions.count_heads(gathering.pk, group="ģimenes, kas piekrita", number=4, actor=actor_of(janis))

    figures = reads.figures(gathering.pk)
    assert (figures.persons.high, [(one.group, one.number) for one in figures.heads]) == (
        1,
        [("ģimenes, kas piekrita", 4)],
    )


def test_names_are_the_organiser_s_alone_unless_the_person_agreed(gathering, janis):
    on_the_list(gathering, janis, "Vija Ēriksone", email="vija@example.org", may_be_listed=True)
    on_the_list(gathering, janis, "Kanārijputniņš", email="k@example.org")
    expert = actor_of(MembershipFactory(role="regional_expert"))

    seen = reads.gathering(gathering.pk, actor=expert).participants

    assert [(row.name, row.email) for row in seen] == [("Vija Ēriksone", ""), ("", "")]
    with pytest.raises(NotForYou):
        reads.participants(gathering.pk, actor=expert)


def test_names_and_needs_are_kept_encrypted_and_stand_in_no_trail(janis):
    on_the_list(planned(janis), janis, "Vija Ēriksone", email="vija@example.org", needs="Bez glutēna")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM gatherings_identity")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT words FROM gatherings_needs")
        stored += str(cursor.fetchall())
    written = str(list(AuditEntry.objects.order_by("pk").values()))
    assert [word for word in ("Vija", "example.org", "glutēna") if word in stored + written] == []
