"""What the dashboards count, and what they keep to themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from khetene.dashboards import reads
from khetene.dashboards.errors import NotThereThen
from khetene.dashboards.reads.reach import joined_chart
from khetene.gatherings import actions as gatherings
from khetene.gatherings import reads as gathering_reads
from khetene.guidance import reads as guidance
from khetene.guidance.reads import Standing
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.network.models import Holder, Person
from khetene.programmes.reads import published
from khetene.territory.models import Territory
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.enrolments import joined
from tests.factories.gatherings import announced, came, on_the_list
from tests.factories.guidance import asked, coordinator, said
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.projects import phase_of
from tests.factories.territory import TerritoryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
NEET = "neet"
ENDED = "diversity"
TODAY = date(2026, 11, 20)


def place(slug):
    return Territory.objects.get(slug=slug)


def office_in(slug, **more):
    return MembershipFactory(role="regional_expert", organisation=OrganisationFactory(territory=place(slug), **more))


def covered(found):
    return {one.place.slug for one in found.places if one.joined}


def test_every_local_government_since_2021_has_a_square_of_its_own():
    squares = reads.coverage(NEET, on=date(2021, 7, 1))
    chart = reads.coverage_chart(squares)
    drawn = {(tile["x"], tile["y"]) for tile in chart.spec["data"]["values"]}

    assert (len(squares.places), len(drawn)) == (43, 43)


def test_before_the_reform_a_square_says_how_many_of_its_municipalities_joined():
    joined(office_in("aizputes-novads-2009"), NEET)

    found = reads.coverage(NEET, on=date(2021, 6, 30))
    tile = next(row for row in reads.coverage_chart(found).spec["data"]["values"] if row["label"].startswith("Dienvid"))

    assert (len(found.places), covered(found)) == (119, {"aizputes-novads-2009"})
    assert (tile["below"], tile["part"]) == ("1/8", "līgums ir pierakstīts daļā")


def test_a_municipality_is_covered_while_the_agreement_of_its_office_holds():
    joined(office_in("kandava-pilseta"), NEET, since=date(2024, 5, 1))

    assert covered(reads.coverage(NEET, on=date(2024, 4, 30))) == set()
    assert covered(reads.coverage(NEET, on=date(2024, 5, 1))) == {"tukuma-novads-2021"}


def test_an_office_without_a_place_covers_nothing_and_is_named():
    joined(
        MembershipFactory(role="regional_expert", organisation=OrganisationFactory(name="Visas valsts birojs")), NEET
    )

    found = reads.coverage(NEET, on=TODAY)

    assert (covered(found), found.nationwide) == (set(), ["Visas valsts birojs"])


def test_an_office_that_may_lie_in_several_municipalities_is_not_guessed():
    joined(office_in("dienvidkurzemes-novads-2021", name="Novada birojs"), NEET)

    found = reads.coverage(NEET, on=date(2021, 6, 30))

    assert (covered(found), found.unplaced) == (set(), ["Novada birojs"])


def test_services_stand_on_the_map_of_today_alone():
    assert reads.coverage(NEET, on=TODAY).knows_services
    assert not reads.coverage(NEET, on=date(2026, 11, 19)).knows_services


def test_a_programme_that_is_not_there_is_not_shown():
    with pytest.raises(NotForYou):
        reads.coverage("nav-tadas", on=TODAY)


def test_joined_municipalities_are_counted_once_each():
    joined(office_in("kandava-pilseta"), NEET)
    joined(office_in("tukuma-novads-2021"), NEET)
    joined(office_in("valmieras-novads-2021"), NEET)

    rows = {row[0]: row[1] for row in joined_chart(TODAY).rows}

    assert rows[published().titles[NEET]] == 2


def test_a_programme_over_the_years_counts_organisations_at_the_end_of_each():
    joined(office_in("valmieras-novads-2021"), NEET, since=date(2024, 2, 1))
    joined(office_in("jelgava-2021"), NEET, since=date(2026, 2, 1))

    shown = reads.programme(NEET, actor=actor_of(MembershipFactory(role="regional_expert")))

    assert shown.charts[1].rows == (("2024", 1), ("2025", 1), ("2026", 2))


def test_recommendations_stand_as_they_stand_today():
    janis, office = coordinator(), MembershipFactory(role="regional_expert")
    before = guidance.standing_by_year().get(2026, {}).get(Standing.WAITING, 0)
    asked(said(janis), janis, office)

    assert guidance.standing_by_year()[2026][Standing.WAITING] == before + 1


def test_years_of_requests_add_up_to_what_the_yearly_check_says():
    for year, found in guidance.standing_by_year().items():
        rows = guidance.yearly_check(year).rows
        assert sum(found.values()) == sum(1 for row in rows for one in row.addressees if one.organisation_id)


def test_gatherings_by_year_are_those_of_the_yearly_count():
    counted = gathering_reads.held_by_year()

    for year in {year for year, _kind in counted}:
        assert sum(1 for one, _kind in counted if one == year) == gathering_reads.held_in(year).held


def test_everybody_at_work_sees_what_was_published():
    velta = MembershipFactory(role="regional_expert")

    names = [chart.name for chart in reads.national(actor=actor_of(velta))]

    assert names == ["outcomes", "joined", "mediators", "requests", "gatherings"]


def test_money_is_for_those_who_keep_the_phase():
    janis = MembershipFactory(role="national_coordinator")
    phase_of(janis, ordinal=42)
    stranger = MembershipFactory(role="national_coordinator")

    assert [chart.name for chart in reads.national(actor=actor_of(janis))][-1] == "money"
    assert "money" not in {chart.name for chart in reads.national(actor=actor_of(stranger))}


@pytest.fixture
def body():
    """Two seats, Talsi and Valka, since January; Vija and Gita hold them."""
    janis = coordinator()
    body = BodyFactory(organisation=janis.organisation)
    with clock.set_to(datetime(2026, 1, 5, 9, tzinfo=clock.HOME)):
        day = clock.today()
        for slug, name in (("talsu-novads-2021", "Vija Ēriksone"), ("valkas-novads-2021", "Gita Strazda")):
            seat = seat_in(body, janis, begins=day, territory_id=place(slug).pk)
            holds(seat, known(janis, name), janis, begins=day)
    return body


def met(body, by, starts, *there):
    """The body was invited, and only those places were represented."""
    meeting = announced(by, starts=starts)
    gatherings.invite_body(meeting.pk, body_id=body.pk, actor=actor_of(by))
    came(meeting, by, *meeting.participations.filter(territory__slug__in=there))
    with clock.set_to(meeting.ends):
        gatherings.note_as_held(meeting.pk, actor=actor_of(by))


MARCH = datetime(2026, 3, 2, 10, tzinfo=clock.HOME)


def keeper_of(body):
    return MembershipFactory(role="national_coordinator", organisation=body.organisation)


def test_seats_are_shown_to_their_keeper_by_place_and_never_by_a_name(body):
    janis = keeper_of(body)
    met(body, janis, MARCH, "talsu-novads-2021")

    over_time, seats, _places = reads.network(body.slug, actor=actor_of(janis)).charts

    assert over_time.rows == (("02.03.2026.", "Ekspertu sanāksme", 1, 1),)
    assert seats.rows == (
        ("Talsu novads", "pārstāvēta", "1 no 1"),
        ("Valkas novads", "aicināta, klāt nebija neviena", "0 no 1"),
    )
    assert "Vija" not in str(seats) + str(over_time)


def test_a_municipality_takes_part_in_a_share_of_its_invitations_and_of_all_gatherings(body):
    janis = keeper_of(body)
    met(body, janis, MARCH, "talsu-novads-2021")
    with clock.set_to(MARCH):
        second = seat_in(
            body, janis, begins=MARCH.date(), territory_id=place("talsu-novads-2021").pk, field="education"
        )
        holds(second, known(janis, "Anete Kalna"), janis, begins=MARCH.date())
    met(body, janis, MARCH.replace(month=5), "talsu-novads-2021")
    met(body, janis, MARCH.replace(month=6))

    *_charts, places = reads.network(body.slug, actor=actor_of(janis)).charts

    assert places.rows == (
        ("Talsu novads", "2", "3 no 5", "60\N{NO-BREAK SPACE}%", "2 no 3", "67\N{NO-BREAK SPACE}%"),
        ("Valkas novads", "1", "0 no 3", "0\N{NO-BREAK SPACE}%", "0 no 3", "0\N{NO-BREAK SPACE}%"),
    )


def test_others_see_how_many_seats_were_represented_and_not_which(body):
    met(body, keeper_of(body), MARCH, "talsu-novads-2021")

    shown = reads.network(body.slug, actor=actor_of(MembershipFactory(role="regional_expert")))

    assert [chart.rows for chart in shown.charts] == [(("02.03.2026.", "Ekspertu sanāksme", 1, 1),)]
    assert shown.away == []


def test_a_member_sees_the_own_seat_alone(body):
    gita = MembershipFactory(role="regional_expert")
    Person.objects.filter(pk=body.seats.get(territory__slug="valkas-novads-2021").holders.get().person_id).update(
        membership=gita
    )
    met(body, keeper_of(body), MARCH, "talsu-novads-2021")

    _over_time, own, own_place = reads.network(body.slug, actor=actor_of(gita)).charts

    assert [row[0] for row in own_place.rows] == ["Valkas novads"]
    assert own.rows == (("Valkas novads", "aicināta, klāt nebija neviena", "0 no 1"),)


def test_a_member_reads_all_seats_of_the_own_municipality_as_its_own(body):
    janis, gita = keeper_of(body), MembershipFactory(role="regional_expert")
    first = body.seats.get(territory__slug="talsu-novads-2021")
    Person.objects.filter(pk=first.holders.get().person_id).update(membership=gita)
    with clock.set_to(MARCH):
        second = seat_in(body, janis, begins=MARCH.date(), territory_id=first.territory_id, field="education")
        holds(second, known(janis, "Anete Kalna"), janis, begins=MARCH.date())
    met(body, janis, MARCH.replace(month=5), "talsu-novads-2021")

    _over_time, own, own_place = reads.network(body.slug, actor=actor_of(gita)).charts

    assert [row[:3] for row in own_place.rows] == [("Talsu novads", "2", "2 no 2")]
    assert [row[0] for row in own.rows] == ["Talsu novads"]


def test_a_town_and_its_municipality_are_one_row(body):
    janis = keeper_of(body)
    with clock.set_to(MARCH):
        inside = seat_in(body, janis, begins=MARCH.date(), territory_id=place("sabile-pilseta").pk)
        holds(inside, known(janis, "Anete Kalna"), janis, begins=MARCH.date())
    met(body, janis, MARCH.replace(month=5), "talsu-novads-2021", "sabile-pilseta")

    *_charts, places = reads.network(body.slug, actor=actor_of(janis)).charts

    assert [row[:3] for row in places.rows] == [("Talsu novads", "2", "2 no 2"), ("Valkas novads", "1", "0 no 1")]


@pytest.mark.parametrize(
    ("talsi_came", "reminded"),
    [((True, False, False, False), [("Talsu novads", 3)]), ((False, False, True, False), []), ((False, False), [])],
)
def test_the_keeper_is_reminded_of_a_seat_that_stayed_away_three_times(body, talsi_came, reminded):
    janis = keeper_of(body)
    for number, was_there in enumerate(talsi_came):
        there = ["valkas-novads-2021", *(["talsu-novads-2021"] if was_there else [])]
        met(body, janis, MARCH + timedelta(days=30 * number), *there)

    shown = reads.network(body.slug, actor=actor_of(janis))

    assert [(one.label, one.times) for one in shown.away] == reminded


def test_a_new_member_is_not_reminded_of_what_an_earlier_one_missed(body):
    janis = keeper_of(body)
    for number in range(3):
        met(body, janis, MARCH + timedelta(days=30 * number), "valkas-novads-2021")
    Holder.objects.update(begins=MARCH.date() + timedelta(days=31))

    assert reads.network(body.slug, actor=actor_of(janis)).away == []


def test_a_roster_that_only_its_keeper_reads_has_no_dashboard_for_others():
    body = BodyFactory(organisation=coordinator().organisation, seen_by="keeper")

    with pytest.raises(NotForYou):
        reads.network(body.slug, actor=actor_of(MembershipFactory(role="regional_expert")))


def test_a_municipality_shows_what_lies_in_it_on_the_day():
    janis = coordinator()
    office = office_in("rujiena-pilseta", name="Rūjienas dienests")
    MembershipFactory(organisation=office.organisation, role="mediator", from_day=date(2026, 1, 1))
    joined(office, NEET, since=date(2026, 2, 1))
    asked(said(janis), janis, office)
    held = announced(janis, territory=place("rujiena-pilseta"), starts=datetime(2026, 3, 2, 10, tzinfo=clock.HOME))
    on_the_list(held, janis)

    shown = reads.municipality(place("valmieras-novads-2021").pk, actor=actor_of(janis))

    assert "Rūjienas dienests" in [one.name for one in shown.organisations]
    assert [(one.organisation, one.begins) for one in shown.joined] == [("Rūjienas dienests", date(2026, 2, 1))]
    assert ("Rūjienas dienests", 1) in shown.posts
    assert "Vajag atbalsta personu." in [one.words for one in shown.asked]
    assert "Rūjienas novads" in {seat.place for seat in shown.seats}


def test_another_municipality_has_nothing_of_it():
    joined(office_in("rujiena-pilseta"), NEET)

    shown = reads.municipality(place("talsu-novads-2021").pk, actor=actor_of(MembershipFactory(role="regional_expert")))

    assert shown.joined == []


def test_a_municipality_that_is_no_more_is_shown_as_of_its_last_day():
    shown = reads.municipality(
        place("rujienas-novads-2009").pk, actor=actor_of(MembershipFactory(role="regional_expert"))
    )

    assert (shown.on, [after.slug for after in shown.after]) == (date(2021, 6, 30), ["valmieras-novads-2021"])


def test_a_day_without_the_municipality_is_refused_in_words():
    with pytest.raises(NotThereThen):
        reads.municipality(
            place("valmieras-novads-2021").pk,
            on=date(2021, 6, 30),
            actor=actor_of(MembershipFactory(role="regional_expert")),
        )


@pytest.mark.parametrize("slug", ["region-vidzeme", "country-ee", "rujiena-pilseta"])
def test_only_local_governments_have_a_page(slug):
    with pytest.raises(NotForYou):
        reads.municipality(place(slug).pk, actor=actor_of(MembershipFactory(role="regional_expert")))


def test_no_dashboard_asks_more_when_there_is_more(django_assert_num_queries):
    janis = MembershipFactory(role="regional_expert")
    for slug in ("valmieras-novads-2021", "talsu-novads-2021", "jelgava-2021"):
        joined(office_in(slug), NEET)
    TerritoryFactory()
    published()  # read once for all pages

    with django_assert_num_queries(17):
        reads.national(actor=actor_of(janis))
    with django_assert_num_queries(6):
        reads.coverage(NEET, on=date(2026, 1, 1))


def test_an_ended_programme_covers_nothing_though_nobody_ended_its_agreements():
    joined(office_in("talsu-novads-2021"), ENDED)

    assert covered(reads.coverage(ENDED, on=date(2022, 6, 1))) == {"talsu-novads-2021"}
    assert covered(reads.coverage(ENDED, on=TODAY)) == set()
    assert published().titles[ENDED] not in {row[0] for row in joined_chart(TODAY).rows}


def test_a_year_without_gatherings_keeps_its_column():
    chart = next(one for one in reads.national(actor=actor_of(coordinator())) if one.name == "gatherings")

    assert chart.columns[1:] == tuple(str(year) for year in range(2017, int(chart.columns[-1]) + 1))
    assert chart.spec["encoding"]["x"]["scale"]["domain"] == list(chart.columns[1:])
