"""Support from a spreadsheet: every problem by row and cell, all rows or none."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from khetene.enrolments import actions
from khetene.enrolments.errors import ImportRefused
from khetene.enrolments.models import Delivery
from khetene.enrolments.sheets import parse
from khetene.kernel.models import AuditEntry
from khetene.kernel.workbooks import BadWorkbook, first_sheet
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.enrolments import NVA, give, republished, taking_part
from tests.factories.programmes import haris
from tests.factories.workbooks import HEADER, workbook

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def read(rows, **more):
    return parse(first_sheet(workbook(rows, **more)))


def row(enrolment, *, support="group", on=TODAY, quantity="2", **more):
    return [enrolment.key, support, on, quantity, more.get("euro", ""), more.get("given_as", ""), more.get("giver", "")]


def problems_of(rows, by):
    good, bad = read(rows)
    assert bad == []
    return [(problem.row, problem.sentence) for problem in actions.check_deliveries(good, actor=actor_of(by))]


def test_days_and_numbers_are_read_as_people_write_them():
    cells = [
        ["D-26-0001", "group", "20.11.2026.", "1,5", "12,30"],
        ["D-26-0001", "group", "20.11.2026", 2, 3.5],
        ["D-26-0001", "group", "2026-11-20", "1 000", ""],
        ["D-26-0001", "group", date(2026, 11, 20), "", 0.1],
        ["", "", "", "", ""],
    ]

    rows, problems = read(cells)

    assert problems == []
    assert [(line.number, line.on, line.quantity, line.cents) for line in rows] == [
        (2, TODAY, Decimal("1.5"), 1230),
        (3, TODAY, Decimal(2), 350),
        (4, TODAY, Decimal(1000), 0),
        (5, TODAY, Decimal(0), 10),
    ]


def test_every_cell_that_cannot_be_meant_is_named():
    _rows, problems = read([["", "group", "31.02.2026.", "divas", "-1"], ["D-26-0001", "", TODAY, "1.234", ""]])

    assert [problem.cell for problem in problems] == ["C2", "D2", "E2", "A2", "D3", "B3"]


@pytest.mark.parametrize("header", [["atbalsts", "datums"], [*HEADER, "datums"]])
def test_columns_that_are_missing_or_stand_twice_are_refused(header):
    with pytest.raises(BadWorkbook):
        read([["x"]], header=header)


def test_a_good_sheet_is_kept_as_a_whole(maija):
    first, second = (taking_part(maija, client=haris(maija)) for _person in range(2))
    rows, _problems = read([row(first), row(second, support="Grupas konsultācija", quantity="1,5", giver="SIA")])

    assert actions.import_deliveries(rows, actor=actor_of(maija)) == 2

    kept = {(one.enrolment_id, one.quantity, one.giver) for one in Delivery.objects.order_by("id")}
    assert kept == {(first.pk, Decimal(2), None), (second.pk, Decimal("1.5"), "SIA")}
    assert AuditEntry.objects.filter(verb="delivery.imported").count() == 2


def test_one_bad_row_keeps_all_others_out(maija):
    enrolment = taking_part(maija)
    rows, _problems = read([row(enrolment), row(enrolment, on=TODAY + timedelta(days=1))])

    with pytest.raises(ImportRefused) as refused:
        actions.import_deliveries(rows, actor=actor_of(maija))

    assert [problem.row for problem in refused.value.problems] == [3]
    assert Delivery.objects.count() == 0


def test_checking_writes_nothing(maija):
    assert problems_of([row(taking_part(maija))], maija) == []
    assert Delivery.objects.count() == 0


def test_the_participation_of_another_silo_is_as_if_it_were_not_there(maija):
    stranger = MembershipFactory(role="case_worker")
    theirs = taking_part(stranger)

    ((number, _sentence),) = problems_of([row(theirs)], maija)

    assert number == 2


def test_a_limit_counts_the_rows_of_the_sheet_too(maija):
    limit = {"id": "hours", "of": "quantity", "support": "group", "per": "month", "most": "5", "source": "tests"}
    republished(NVA, limits=[limit])
    enrolment = taking_part(maija, on=date(2026, 11, 2))
    give(enrolment, maija, quantity=Decimal(2))
    rows = [row(enrolment, on=date(2026, 11, day), quantity="2") for day in (3, 4, 5)]

    ((number, sentence), (last, _sentence)) = problems_of(rows, maija)

    assert (number, last) == (3, 4)
    assert "atlicis 1" in sentence


def test_what_is_recorded_already_or_stands_twice_is_refused(maija):
    enrolment = taking_part(maija)
    give(enrolment, maija)

    assert [number for number, _sentence in problems_of([row(enrolment), row(enrolment, quantity="3")] * 2, maija)] == [
        2,
        4,
        5,
    ]


def test_who_watches_may_stop_it_and_nothing_is_kept(maija):
    enrolment = taking_part(maija)
    rows, _problems = read([row(enrolment)])

    def stop(_done, _all):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.import_deliveries(rows, actor=actor_of(maija), watch=stop)
    assert Delivery.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 30])
def test_checking_costs_the_same_however_many_rows(maija, rows, django_assert_max_num_queries):
    enrolment = taking_part(maija, on=date(2026, 10, 1))
    lines = [row(enrolment, on=date(2026, 10, 1) + timedelta(days=number)) for number in range(rows)]
    good, _bad = read(lines)

    with django_assert_max_num_queries(20):
        assert actions.check_deliveries(good, actor=actor_of(maija)) == []
