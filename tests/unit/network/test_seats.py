"""Seats, the people who are asked into them, and what they answer."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection

from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.network import actions, reads
from khetene.network.errors import (
    AlreadyAnswered,
    EndsBeforeItBegins,
    HowToReach,
    SeatHasEnded,
    SeatIsTaken,
)
from khetene.network.models import Holder, Person
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.network import TODAY, BodyFactory, asked_into, holds, known, seat_in
from tests.factories.territory import TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def body(janis):
    return BodyFactory(organisation=janis.organisation)


@pytest.fixture
def seat(body, janis):
    return seat_in(body, janis, territory_id=TerritoryFactory(name="Tukums").pk)


def roster(body, actor, on=TODAY):
    return reads.roster(body.slug, on=on, actor=actor_of(actor))


def test_a_seat_is_filled_when_the_person_confirms(body, seat, janis):
    holder = asked_into(seat, known(janis), janis)
    before = roster(body, janis)
    actions.answer_invitation(holder.pk, confirmed=True, actor=actor_of(janis))
    after = roster(body, janis)

    assert [(one.filled, one.asked) for one in (before, after)] == [(0, 1), (1, 0)]
    assert after.seats[0].holder.name == "Vija Ēriksone"


def test_whoever_works_in_the_organisation_answers_for_themselves(seat, janis):
    velta = MembershipFactory(role="regional_expert")
    person = known(janis, email=velta.user.email)
    holder = asked_into(seat, person, janis, represents_id=velta.organisation_id)

    answered = actions.answer_invitation(holder.pk, confirmed=True, actor=actor_of(velta))

    assert (answered.state, [row.place for row in reads.my_seats(actor=actor_of(velta))]) == ("confirmed", ["Tukums"])


def test_nobody_answers_for_somebody_else(seat, janis):
    holder = asked_into(seat, known(janis), janis)

    with pytest.raises(NotForYou):
        actions.answer_invitation(holder.pk, confirmed=True, actor=actor_of(MembershipFactory(role="regional_expert")))


def test_an_answer_is_given_once(seat, janis):
    holder = holds(seat, known(janis), janis)

    with pytest.raises(AlreadyAnswered):
        actions.answer_invitation(holder.pk, confirmed=False, actor=actor_of(janis))


def test_a_seat_has_one_member_and_any_number_of_substitutes(seat, janis):
    holds(seat, known(janis), janis)
    for name in ("Otrā", "Trešā"):
        holds(seat, known(janis, name), janis, is_substitute=True)

    with pytest.raises(SeatIsTaken):
        asked_into(seat, known(janis, "Ceturtā"), janis)
    assert Holder.objects.filter(seat=seat).count() == 3


def test_the_database_itself_keeps_a_seat_for_one(seat, janis):
    first = holds(seat, known(janis), janis)
    first.pk = None
    first._state.adding = True

    with pytest.raises(IntegrityError):
        Holder.objects.bulk_create([Holder(**{**_values(first), "person": known(janis, "Otrā")})])


def _values(holder):
    names = ("seat", "represents", "position", "is_substitute", "state", "invited_on", "answered_on", "begins", "ends")
    return {name: getattr(holder, name) for name in names}


def test_after_a_decline_somebody_else_is_asked(seat, janis):
    declined = asked_into(seat, known(janis), janis)
    actions.answer_invitation(declined.pk, confirmed=False, actor=actor_of(janis))

    again = holds(seat, known(janis, "Otrā"), janis)

    assert (again.state, Holder.objects.get(pk=declined.pk).ends) == ("confirmed", TODAY)


def test_several_experts_of_one_town_each_speak_for_a_field(body, janis):
    town = TerritoryFactory(name="Tukums")
    for field in ("education", "social"):
        holds(seat_in(body, janis, territory_id=town.pk, field=field), known(janis, field), janis)

    shown = roster(body, janis)

    assert [(row.place, row.field, row.holder.name) for row in shown.seats] == [
        ("Tukums", "education", "education"),
        ("Tukums", "social", "social"),
    ]
    assert shown.places == 1


def test_the_roster_of_a_day_shows_who_held_the_seat_then(body, seat, janis):
    with clock.set_to(clock.now().replace(year=2026, month=11, day=20)):
        first = holds(seat, known(janis, "Pirmā"), janis)
    actions.end_term(first.pk, ends=date(2026, 12, 1), actor=actor_of(janis))
    holds(seat, known(janis, "Otrā"), janis, begins=date(2026, 12, 1))

    on = {day: roster(body, janis, day).seats[0].holder.name for day in (date(2026, 11, 30), date(2026, 12, 1))}

    assert on == {date(2026, 11, 30): "Pirmā", date(2026, 12, 1): "Otrā"}


def test_a_seat_that_ended_takes_nobody(seat, janis):
    actions.end_seat(seat.pk, ends=TODAY, actor=actor_of(janis))

    with pytest.raises(SeatHasEnded):
        asked_into(seat, known(janis), janis)


def test_whoever_holds_a_seat_leaves_with_it(seat, janis):
    holder = holds(seat, known(janis), janis)

    actions.end_seat(seat.pk, ends=date(2026, 12, 1), actor=actor_of(janis))

    assert Holder.objects.get(pk=holder.pk).ends == date(2026, 12, 1)


def test_a_term_cannot_end_before_it_began(seat, janis):
    holder = holds(seat, known(janis), janis)

    with pytest.raises(EndsBeforeItBegins):
        actions.end_term(holder.pk, ends=date(2026, 11, 1), actor=actor_of(janis))


def test_somebody_without_address_and_phone_cannot_be_invited(janis):
    with pytest.raises(HowToReach):
        known(janis, email="", phone="")
    assert Person.objects.count() == 0


def test_only_the_keeper_asks_people_into_seats(body, seat):
    stranger = MembershipFactory(role="national_coordinator")
    expert = MembershipFactory(role="regional_expert")

    for who in (stranger, expert):
        with pytest.raises(NotForYou):
            actions.open_seat(body.pk, field="general", role="member", begins=TODAY, actor=actor_of(who))
        with pytest.raises(NotForYou):
            actions.end_seat(seat.pk, ends=TODAY, actor=actor_of(who))


def test_a_name_is_listed_only_with_their_agreement(body, seat, janis):
    holds(seat, known(janis, may_be_listed=False), janis, position="vadītāja")
    expert = MembershipFactory(role="regional_expert")

    seen = {who: roster(body, who).seats[0].holder for who in (janis, expert)}

    assert [(row.name, row.email, row.position) for row in seen.values()] == [
        ("Vija Ēriksone", "vija@example.org", "vadītāja"),
        ("", "", "vadītāja"),
    ]


def test_a_body_of_private_people_is_read_by_its_keeper_alone(janis):
    circle = BodyFactory(organisation=janis.organisation, kind="women", seen_by="keeper")
    holds(seat_in(circle, janis), known(janis), janis)
    expert = MembershipFactory(role="regional_expert")

    with pytest.raises(NotForYou):
        roster(circle, expert)
    assert reads.who_knows("", actor=actor_of(expert), field="general", on=TODAY) == []
    assert len(roster(circle, janis).seats) == 1


def test_who_knows_what_is_found_by_town_field_and_organisation(body, janis):
    office = OrganisationFactory(name="Tukuma novada sociālais dienests")
    town = TerritoryFactory(name="Tukuma novads")
    seat = seat_in(body, janis, territory_id=town.pk, field="social")
    holds(seat, known(janis), janis, represents_id=office.pk)
    expert = actor_of(MembershipFactory(role="regional_expert"))

    found = {
        words: len(reads.who_knows(words, actor=expert, on=TODAY))
        for words in ("tukuma", "socialais dienests", "veselība", "vija")
    }

    assert found == {"tukuma": 1, "socialais dienests": 1, "veselība": 0, "vija": 0}
    assert len(reads.who_knows("", field="education", actor=expert, on=TODAY)) == 0


def test_two_years_after_the_last_seat_the_person_is_forgotten_and_the_seat_remembers_the_office(seat, janis):
    holder = holds(seat, known(janis), janis)
    actions.end_term(holder.pk, ends=date(2026, 12, 1), actor=actor_of(janis))
    person = Person.objects.get()

    expired = Person.retention.expired(Person.objects.all(), date(2028, 12, 2))
    assert list(expired) == [person]
    expired.delete()

    assert Holder.objects.get(pk=holder.pk).person is None


def test_a_person_with_a_seat_is_not_forgotten(seat, janis):
    holds(seat, known(janis), janis)

    assert Person.retention.expired(Person.objects.all(), date(2040, 1, 1)).count() == 0


def test_the_trail_holds_keys_and_no_names(seat, janis):
    holds(seat, known(janis), janis)

    written = str(list(AuditEntry.objects.order_by("pk").values()))
    assert "seat.confirmed" in written
    assert "Vija" not in written


def test_a_name_is_kept_encrypted(janis):
    known(janis)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM network_person")
        stored = str(cursor.fetchall())
    assert "Vija" not in stored
    assert "example.org" not in stored
