"""A service that is no programme: heads without a person, days and nights of one who agreed, totals of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from khetene.disclosure.door import Hidden, Rule, Shown, protect_kinds
from khetene.enrolments import actions, reads
from khetene.enrolments.enums import Log
from khetene.enrolments.errors import DayNotPossible, DeliveryRefused
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.programmes.reads import operation, published
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
    found = reads.own_outreach_by_kind(operation(programme), log=log, actor=actor_of(by))
    return [(row.label, row.actions, row.heads) for row in found]


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

    actions.take_back_outreach(row.pk, actor=actor_of(maija))

    assert heads(maija) == []
    verbs = AuditEntry.objects.filter(object=row.pk).order_by("position").values_list("verb", flat=True)
    assert list(verbs) == ["attendance.noted", "attendance.taken_back"]


def test_the_holder_reads_no_small_head_count(maija):
    office = MembershipFactory(role="case_worker")
    for by, number in ((maija, 40), (office, 4)):
        noted_attendance(by, heads=number, happened_on=date(2026, 9, 1)).__class__.objects.update(
            noted_at=clock.start_of(date(2026, 9, 2))
        )
    until = date(2026, 9, 30)

    shown = protect_kinds(
        reads.whole_outreach_by_organisation(operation(COMMUNITY), log=Log.ATTENDANCE, on=until),
        Rule(minimum=10, contributors=1),
    )
    assert shown.total == Shown(44)
    assert all(isinstance(cell, Hidden) for cell in shown.cells.values())


def test_a_day_at_a_day_centre_is_recorded_for_whoever_agreed_to_come(maija):
    enrolment = running(maija, DAY)

    give(enrolment, maija, support="day", quantity=Decimal(1))

    (row,) = reads.own_totals(DAY, on=TODAY, actor=actor_of(maija)).supports
    assert (row.title, row.unit, row.people, row.quantity) == ("Diena centrā", "days", 1, 1)


def test_two_days_in_one_entry_are_refused(maija):
    with pytest.raises(DeliveryRefused):
        give(running(maija, DAY), maija, support="day", quantity=Decimal(2))


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
