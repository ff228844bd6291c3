"""Confirmation on paper: the scan of a signature list, of one person or of everybody who was there."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from khetene.cases.models import Case, CaseWorker
from khetene.enrolments import actions, reads
from khetene.enrolments.errors import (
    AlreadyScanned,
    DayNotPossible,
    NotEverybodySeen,
    NothingToConfirm,
    SayWhyTakenBack,
)
from khetene.enrolments.models import ConfirmationScan, Delivery, OnScan
from khetene.files.errors import FileRefused
from khetene.kernel import clock
from khetene.kernel.actions import delete_expired
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key
from khetene.kernel.models import AuditEntry, DeletionProof
from khetene.programmes.models import RuleVersion
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NVA, give, republished, taking_part
from tests.factories.files import given, pdf
from tests.factories.programmes import haris

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def waiting(by, enrolment=None):
    delivery = give(enrolment or taking_part(by, client=haris(by)), by)
    Delivery.objects.filter(pk=delivery.pk).update(confirmation="waiting")
    return delivery


def asks(confirm):
    """What the programme says about the confirmation of its supports."""
    raw = next(
        one for one in RuleVersion.objects.order_by("-published_at", "-id")[0].operations if one["programme"] == NVA
    )
    republished(NVA, supports=[one | {"confirm": confirm} for one in raw["supports"]])


def scanned(by, *deliveries, on=TODAY, content=None, only_seen=False):
    keys = [delivery.pk for delivery in deliveries]
    return actions.confirm_on_paper(keys, on=on, given=given(content), only_seen=only_seen, actor=actor_of(by))


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
    asks("client")
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


def test_where_nobody_knows_whether_the_client_confirms_a_scan_may_come_and_go(maija):
    delivery = give(taking_part(maija), maija)
    assert delivery.confirmation == "not_asked"

    scan = scanned(maija, delivery)
    assert states() == [("paper", TODAY, scan.pk)]

    actions.remove_scan(scan.pk, why="better_copy", actor=actor_of(maija))
    assert states() == [("not_asked", None, None)]


def test_what_the_programme_does_not_let_confirm_gets_no_scan(maija):
    delivery = give(taking_part(maija), maija)
    asks("none")

    with pytest.raises(NothingToConfirm):
        scanned(maija, delivery)


def test_when_one_entry_cannot_be_confirmed_none_is(maija):
    first, second = waiting(maija), waiting(maija)
    actions.confirm_delivery(second.pk, how="screen", on=TODAY, actor=actor_of(maija))

    with pytest.raises(NothingToConfirm):
        scanned(maija, first, second)

    assert [state for state, _day, _scan in states()] == ["waiting", "screen"]
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


def session(by, *others, confirmation="waiting"):
    """The same support on the same day, recorded together, of one person of each who is named."""
    people = [taking_part(one, client=haris(one), on=date(2026, 11, 1)) for one in (by, *others)]
    made = [give(person, whose) for person, whose in zip(people, (by, *others), strict=True)]
    Delivery.objects.update(confirmation=confirmation, together=new_key())
    return [Delivery.objects.get(pk=delivery.pk) for delivery in made]


def colleague_of(maija):
    return MembershipFactory(role="case_worker", organisation=maija.organisation)


def taken_over(maija, delivery):
    """A case of hers that a colleague works on instead of her now."""
    case = delivery.enrolment.case
    case.workers.all().delete()
    CaseWorker.objects.create(case=case, membership=colleague_of(maija), from_day=TODAY)


def test_who_sees_only_some_of_the_people_does_not_get_the_file_nor_remove_it(maija):
    mine, theirs = session(maija, maija)
    scan = scanned(maija, mine, theirs)
    taken_over(maija, theirs)

    page = reads.scan_page(scan.pk, actor=actor_of(maija))

    assert ([entry.row.id for entry in page.entries], page.others) == ([mine.pk], 1)
    for refused in (reads.opened_scan, lambda key, actor: actions.remove_scan(key, why="wrong_file", actor=actor)):
        with pytest.raises(NotForYou):
            refused(scan.pk, actor=actor_of(maija))
    with pytest.raises(NotForYou):
        reads.scan_page(scan.pk, actor=actor_of(MembershipFactory(role="case_worker")))


def test_everybody_printed_counts_also_who_did_not_sign(maija):
    signed, absent = session(maija, maija)
    scan = scanned(maija, signed)
    assert reads.opened_scan(scan.pk, actor=actor_of(maija)).content == pdf()

    taken_over(maija, absent)

    assert reads.scan_page(scan.pk, actor=actor_of(maija)).others == 1
    with pytest.raises(NotForYou):
        reads.opened_scan(scan.pk, actor=actor_of(maija))


@pytest.mark.parametrize("strike", [True, False])
def test_who_was_printed_and_corrected_since_stays_on_the_list(maija, strike):
    signed, moved = session(maija, maija)
    actions.correct_delivery(
        moved.pk,
        reason="Cita diena.",
        on=TODAY - timedelta(days=1),
        quantity=Decimal(2),
        cents=0,
        strike=strike,
        actor=actor_of(maija),
    )

    scan = scanned(maija, signed)

    assert set(scan.printed.values_list("enrolment_id", flat=True)) == {signed.enrolment_id, moved.enrolment_id}


def test_what_was_corrected_to_another_day_names_those_of_both_days(maija):
    moved, other = session(maija, maija)
    newest = actions.correct_delivery(
        moved.pk, reason="Cita diena.", on=TODAY, quantity=Decimal(1), cents=0, actor=actor_of(maija)
    )
    Delivery.objects.filter(pk=newest.pk).update(confirmation="waiting", given_on=TODAY - timedelta(days=1))

    scan = scanned(maija, newest)

    assert set(scan.printed.values_list("enrolment_id", flat=True)) == {moved.enrolment_id, other.enrolment_id}


def test_who_does_not_see_everybody_on_the_list_does_not_bring_it(maija):
    mine, _theirs = session(maija, colleague_of(maija))

    with pytest.raises(NotEverybodySeen):
        scanned(maija, mine)

    assert ConfirmationScan.objects.count() == 0
    assert states() == [("waiting", None, None)] * 2


def test_the_sheet_that_holds_only_those_whom_somebody_sees_is_theirs_to_bring(maija):
    colleague = colleague_of(maija)
    signed, absent, _theirs = session(maija, maija, colleague)
    assert not reads.sees_whole_session(signed.pk, actor=actor_of(maija))

    scan = scanned(maija, signed, only_seen=True)

    assert set(scan.printed.values_list("enrolment_id", flat=True)) == {signed.enrolment_id, absent.enrolment_id}
    assert reads.opened_scan(scan.pk, actor=actor_of(maija)).content == pdf()
    with pytest.raises(NotForYou):
        reads.scan_page(scan.pk, actor=actor_of(colleague))


@pytest.mark.parametrize("who_goes", [0, 1])
def test_when_the_record_of_one_on_the_list_goes_the_bytes_go_and_the_confirmation_stays(maija, who_goes):
    pair = session(maija, maija)
    scan = scanned(maija, pair[0])
    other = scanned(maija, waiting(maija))
    stays = pair[1 - who_goes]

    Case.objects.filter(pk=pair[who_goes].enrolment.case_id).delete()

    assert list(ConfirmationScan.objects.values_list("pk", flat=True)) == [other.pk]
    assert OnScan.objects.filter(scan_id=scan.pk).count() == 0
    stays.refresh_from_db()
    signed = ("paper", TODAY, None) if who_goes == 1 else ("waiting", None, None)
    assert (stays.confirmation, stays.confirmed_on, stays.scan_id) == signed


def test_retention_proves_that_the_scan_went_with_the_case(maija):
    first, second = session(maija, maija)
    scanned(maija, first, second)
    Case.objects.filter(pk=first.enrolment.case_id).update(
        opened_on=date(2009, 1, 1), closed_on=date(2010, 1, 1), closing_reason="goals_reached"
    )

    delete_expired(TODAY)

    proofs = DeletionProof.objects.filter(object_type__in=["enrolments.confirmationscan", "enrolments.onscan"])
    assert sorted(proofs.values_list("object_type", "how_many")) == [
        ("enrolments.confirmationscan", 1),
        ("enrolments.onscan", 2),
    ]
    assert Delivery.objects.get().confirmation == "paper"


def test_of_scans_brought_earlier_it_is_written_down_who_is_on_them(maija):
    signed, absent = session(maija, maija)
    scan = scanned(maija, signed)
    OnScan.objects.all().delete()

    import_module("khetene.enrolments.migrations.0008_who_is_on_earlier_scans").write_down(apps, None)

    assert set(scan.printed.values_list("enrolment_id", flat=True)) == {signed.enrolment_id, absent.enrolment_id}


def test_nobody_gets_a_scan_of_which_nobody_knows_who_is_on_it(maija):
    scan = scanned(maija, waiting(maija))
    OnScan.objects.all().delete()

    assert not reads.scan_page(scan.pk, actor=actor_of(maija)).is_shown
    with pytest.raises(NotForYou):
        reads.opened_scan(scan.pk, actor=actor_of(maija))


def test_a_scan_is_kept_as_long_as_something_that_it_confirms(maija):
    scan = scanned(maija, waiting(maija))
    later = clock.today() + timedelta(days=4000)
    assert ConfirmationScan.retention.expired(ConfirmationScan.objects.all(), later).count() == 0
    assert ConfirmationScan.retention.not_expired(ConfirmationScan.objects.all(), later).get() == scan

    Delivery.objects.update(scan=None)

    assert ConfirmationScan.retention.expired(ConfirmationScan.objects.all(), later).get() == scan


def test_a_list_names_those_of_the_same_session(maija):
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
