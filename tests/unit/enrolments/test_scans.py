"""Confirmation on paper: the scan of a signed sheet, of one person or of everybody who was there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from khetene.cases.models import Case
from khetene.enrolments import actions, reads
from khetene.enrolments.errors import AlreadyScanned, DayNotPossible, NothingToConfirm, SayWhyTakenBack
from khetene.enrolments.models import ConfirmationScan, Delivery
from khetene.files.errors import FileRefused
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import give, taking_part
from tests.factories.files import given, pdf
from tests.factories.programmes import haris

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def waiting(by, enrolment=None):
    delivery = give(enrolment or taking_part(by, client=haris(by)), by)
    Delivery.objects.filter(pk=delivery.pk).update(confirmation="waiting")
    return delivery


def scanned(by, *deliveries, on=TODAY, content=None):
    keys = [delivery.pk for delivery in deliveries]
    return actions.confirm_on_paper(keys, on=on, given=given(content), actor=actor_of(by))


def states():
    return list(Delivery.objects.order_by("pk").values_list("confirmation", "confirmed_on", "scan_id"))


def test_a_scan_confirms_on_paper_everybody_who_signed_it(maija):
    first, second, third = (waiting(maija) for _person in range(3))

    scan = scanned(maija, first, second)

    assert states() == [("paper", TODAY, scan.pk), ("paper", TODAY, scan.pk), ("waiting", None, None)]
    page = reads.scan_page(scan.pk, actor=actor_of(maija))
    assert ({entry.row.id for entry in page.entries}, page.others) == ({first.pk, second.pk}, 0)
    assert reads.opened_scan(scan.pk, actor=actor_of(maija)).content == pdf()
    assert third.pk not in {entry.row.id for entry in page.entries}


def test_removing_a_scan_takes_the_confirmation_back_and_says_why(maija):
    first, second = waiting(maija), waiting(maija)
    scan = scanned(maija, first, second)
    with pytest.raises(SayWhyTakenBack):
        actions.remove_scan(scan.pk, why="", actor=actor_of(maija))

    actions.remove_scan(scan.pk, why="not_signed", actor=actor_of(maija))

    assert states() == [("waiting", None, None)] * 2
    assert ConfirmationScan.objects.count() == 0
    told = AuditEntry.objects.filter(reason="not_signed").order_by("position").values_list("verb", flat=True)
    assert list(told) == ["delivery.confirmation_taken_back"] * 2 + ["confirmation_scan.removed"]


def test_what_was_confirmed_on_paper_before_gets_its_scan_later_and_only_one(maija):
    delivery = waiting(maija)
    actions.confirm_delivery(delivery.pk, how="paper", on=TODAY, actor=actor_of(maija))

    scan = scanned(maija, delivery)

    assert states() == [("paper", TODAY, scan.pk)]
    with pytest.raises(AlreadyScanned):
        scanned(maija, delivery)


def test_when_one_entry_cannot_be_confirmed_none_is(maija):
    first, second = waiting(maija), give(taking_part(maija, client=haris(maija)), maija)

    with pytest.raises(NothingToConfirm):
        scanned(maija, first, second)

    assert [state for state, _day, _scan in states()] == ["waiting", "not_asked"]
    assert ConfirmationScan.objects.count() == 0


@pytest.mark.parametrize("day", [TODAY - timedelta(days=400), TODAY + timedelta(days=1)])
def test_nobody_signs_before_it_was_given_or_in_the_future(maija, day):
    delivery = waiting(maija)

    with pytest.raises(DayNotPossible):
        scanned(maija, delivery, on=day)


def test_a_hostile_scan_is_refused_and_nothing_is_confirmed(maija):
    delivery = waiting(maija)

    with pytest.raises(FileRefused):
        scanned(maija, delivery, content=pdf(b"/JavaScript"))

    assert states() == [("waiting", None, None)]


def test_who_sees_only_some_of_the_people_does_not_get_the_file(maija):
    colleague = MembershipFactory(role="case_worker", organisation=maija.organisation)
    mine, theirs = waiting(maija), waiting(colleague)
    both = scanned(maija, mine)
    Delivery.objects.filter(pk=theirs.pk).update(confirmation="paper", confirmed_on=TODAY, scan=both)

    page = reads.scan_page(both.pk, actor=actor_of(maija))

    assert ([entry.row.id for entry in page.entries], page.others) == ([mine.pk], 1)
    for refused in (reads.opened_scan, lambda key, actor: actions.remove_scan(key, why="wrong_file", actor=actor)):
        with pytest.raises(NotForYou):
            refused(both.pk, actor=actor_of(maija))
    with pytest.raises(NotForYou):
        reads.scan_page(both.pk, actor=actor_of(MembershipFactory(role="case_worker")))


def test_a_scan_is_kept_as_long_as_something_that_it_confirms(maija):
    scan = scanned(maija, waiting(maija))
    later = clock.today() + timedelta(days=4000)
    assert ConfirmationScan.retention.expired(ConfirmationScan.objects.all(), later).count() == 0
    assert ConfirmationScan.retention.not_expired(ConfirmationScan.objects.all(), later).get() == scan

    Case.objects.all().delete()

    assert ConfirmationScan.retention.expired(ConfirmationScan.objects.all(), later).get() == scan


def test_a_sheet_lists_those_of_the_same_session(maija):
    people = [taking_part(maija, client=haris(maija), on=date(2026, 11, 1)) for _person in range(2)]
    entries = [actions.Entry(person.pk, Decimal(2)) for person in people]
    made = actions.give_together(entries, support="group", on=TODAY, actor=actor_of(maija))
    give(people[0], maija, on=TODAY - timedelta(days=1))

    session = reads.session_of(made[0].pk, actor=actor_of(maija))

    assert [entry.key for entry in session] == sorted(person.key for person in people)


def test_the_database_refuses_a_scan_of_what_was_not_confirmed_on_paper(maija):
    scanned(maija, waiting(maija))

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.update(confirmation="screen")
