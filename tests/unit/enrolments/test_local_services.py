"""A service that is no programme: heads without a person, days and nights of one who agreed, totals of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.enrolments.errors import DayNotPossible, DeliveryRefused
from khetene.enrolments.sheets import SheetRow
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import operation, programme_choices, published
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NEET, enrolled, give, go, noted_attendance, noted_outreach
from tests.factories.programmes import haris

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("latvia")]
TODAY = date(2026, 11, 20)
COMMUNITY, DAY, STREET, CRISIS = "community-centre", "day-centre", "street-social-work", "crisis-centre"


@pytest.fixture
def rules(latvia):
    """Published with the country."""


def heads(by, programme=COMMUNITY, log=Log.ATTENDANCE):
    found = reads.own_heads_by_kind(operation(programme), log=log, actor=actor_of(by))
    return [(row.label, row.entries, row.heads) for row in found]


def running(by, programme):
    return go(enrolled(by, programme=programme, client=haris(by)), by, "running")


def test_whoever_comes_to_a_community_centre_is_a_head_and_no_name(maija):
    noted_attendance(maija, heads=8)
    noted_attendance(maija, heads=4)
    noted_attendance(maija, kind="laundry", heads=3)

    assert heads(maija) == [("Veļas mazgāšana", 1, 3), ("Dušas", 2, 12)]


def test_nobody_is_enrolled_where_heads_are_counted(maija):
    assert COMMUNITY not in reads.open_to(published(), on=TODAY, actor=actor_of(maija))
    with pytest.raises(NotForYou):
        enrolled(maija, programme=COMMUNITY, client=haris(maija))


def test_nobody_agrees_by_name_to_take_part_where_heads_are_counted(maija):
    offered = {programme for programme, _title in programme_choices(on=TODAY)}

    assert (COMMUNITY in offered, {DAY, STREET, CRISIS} <= offered) == (False, True)


def test_attendance_and_outreach_are_two_logs(maija):
    noted_attendance(maija, programme=DAY, kind="open-door")
    noted_outreach(maija, programme=STREET, kind="round", heads=5)

    assert heads(maija, DAY) == [("Atvērtās durvis", 1, 8)]
    assert heads(maija, STREET, Log.OUTREACH) == [("Apgaita: iela, pagalms, stacija", 1, 5)]
    assert heads(maija, DAY, Log.OUTREACH) == []


@pytest.mark.parametrize("programme", [CRISIS, NEET])
def test_a_service_that_counts_no_heads_has_no_such_log(maija, programme):
    with pytest.raises(NotForYou):
        noted_attendance(maija, programme=programme)


def test_a_head_count_of_a_day_to_come_is_refused(maija):
    with pytest.raises(DayNotPossible):
        noted_attendance(maija, happened_on=date(2026, 11, 21))


def test_a_head_count_noted_by_mistake_counts_nowhere_and_stays_in_the_trail(maija):
    row = noted_attendance(maija)

    actions.take_back_heads(COMMUNITY, row.pk, log=Log.ATTENDANCE, actor=actor_of(maija))

    assert heads(maija) == []
    verbs = AuditEntry.objects.filter(object=row.pk).order_by("position").values_list("verb", flat=True)
    assert list(verbs) == ["attendance.noted", "attendance.taken_back"]


def test_a_day_at_a_day_centre_is_recorded_for_whoever_agreed_to_come(maija):
    enrolment = running(maija, DAY)

    give(enrolment, maija, support="day", quantity=Decimal(1))

    (row,) = reads.own_totals(DAY, on=TODAY, actor=actor_of(maija)).supports
    assert (row.title, row.unit, row.people, row.quantity) == ("Diena centrā", "days", 1, 1)


def test_two_days_in_one_entry_are_refused(maija):
    with pytest.raises(DeliveryRefused):
        give(running(maija, DAY), maija, support="day", quantity=Decimal(2))


ANOTHER_DAY = date(2026, 11, 19)


def a_day(enrolment, by, on=TODAY):
    return give(enrolment, by, support="day", quantity=Decimal(1), on=on)


@pytest.fixture
def came_today(maija):
    with clock.set_to(clock.start_of(ANOTHER_DAY)):
        enrolment = running(maija, DAY)
    return enrolment, a_day(enrolment, maija)


def test_a_day_that_is_recorded_is_not_recorded_again_alone_or_in_a_group(maija, came_today):
    enrolment, _today = came_today

    with pytest.raises(DeliveryRefused):
        a_day(enrolment, maija)
    with pytest.raises(DeliveryRefused):
        actions.give_together([actions.Entry(enrolment.pk, Decimal(1))], support="day", on=TODAY, actor=actor_of(maija))
    assert a_day(enrolment, maija, on=ANOTHER_DAY).pk


def test_a_day_that_was_struck_out_may_be_recorded_again(maija, came_today):
    enrolment, today = came_today
    values = {"reason": "Kļūda.", "quantity": Decimal(1), "cents": 0, "actor": actor_of(maija)}

    actions.correct_delivery(today.pk, on=TODAY, strike=True, **values)

    assert a_day(enrolment, maija).pk


def test_a_day_is_not_corrected_to_one_that_is_recorded(maija, came_today):
    enrolment, _today = came_today
    other = a_day(enrolment, maija, on=ANOTHER_DAY)
    values = {"reason": "Kļūda.", "quantity": Decimal(1), "cents": 0, "actor": actor_of(maija)}

    with pytest.raises(DeliveryRefused):
        actions.correct_delivery(other.pk, on=TODAY, **values)


def test_a_file_does_not_bring_the_same_day_twice(maija, came_today):
    enrolment, _today = came_today
    row = SheetRow(
        number=2,
        enrolment=enrolment.key,
        support="day",
        on=TODAY,
        quantity=Decimal(1),
        cents=500,
        given_as="",
        giver="",
    )

    (problem,) = actions.check_deliveries([row], actor=actor_of(maija))
    assert problem.sentence == "Šī diena jau ir ierakstīta. Vienu dienu skaita vienreiz."


@pytest.mark.parametrize(
    "programme", [STREET, DAY, CRISIS, "family-assistant", "personal-assistant", "support-person", "teachers-assistant"]
)
def test_whether_the_client_confirms_no_source_tells(programme, maija):
    assert {support.confirm for support in operation(programme).supports} == {"unknown"}


def test_who_is_met_in_the_street_and_wants_it_is_accompanied(maija):
    enrolment = running(maija, STREET)

    give(enrolment, maija, support="accompanying", quantity=Decimal("1.5"))

    totals = reads.own_totals(STREET, on=TODAY, actor=actor_of(maija))
    assert (totals.people, totals.supports[0].quantity) == (1, Decimal("1.5"))


def test_nights_at_a_crisis_centre_are_seen_by_nobody_else(maija):
    enrolment = running(maija, CRISIS)
    give(enrolment, maija, support="night", quantity=Decimal(1))
    stranger = MembershipFactory(role="case_worker")

    assert reads.own_totals(CRISIS, on=TODAY, actor=actor_of(stranger)).people == 0
    with pytest.raises(NotForYou):
        reads.visible_enrolment(enrolment.pk, actor=actor_of(stranger))
