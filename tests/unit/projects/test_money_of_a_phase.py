"""Entries about money are added and replaced, never changed; the budget by line and by source follows from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.projects import actions, reads
from khetene.projects.errors import (
    AmendmentChangesSomething,
    AttachTheDocument,
    NameTheDocument,
    NotOfThisPhase,
    ReplacedAlready,
    SayHowItDiffers,
    SayWhatChanged,
)
from khetene.projects.models import Activity, Amendment, Cost
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.projects import ActivityFactory, amended, line_in, phase_of, prepared, replaced, signed, spent

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


@pytest.fixture
def phase(janis):
    return phase_of(janis)


def money(phase, by):
    return reads.phase(phase.ordinal, actor=actor_of(by)).money


def test_a_line_shows_what_is_planned_committed_paid_and_left(phase, janis):
    line = line_in(phase, janis)
    spent(line, janis, "100.10")
    spent(line, janis, "50.05", state="paid")
    line_in(phase, janis, "B1", "300.00")

    shown = money(phase, janis)

    assert [(row.code, row.planned, row.committed, row.paid, row.left) for row in shown.lines] == [
        ("A1", D(600), D("100.10"), D("50.05"), D("449.85")),
        ("B1", D(300), 0, 0, D(300)),
    ]
    assert (shown.planned, shown.committed, shown.paid, shown.left) == (D(900), D("100.10"), D("50.05"), D("749.85"))
    assert shown.not_planned == D("100.01")


def test_what_was_committed_becomes_paid_by_a_new_entry_and_is_counted_once(phase, janis):
    first = spent(line_in(phase, janis), janis, "100.00")
    replaced(first, janis, "98.50")

    shown = money(phase, janis)

    assert (shown.committed, shown.paid) == (0, D("98.50"))
    assert [(row.amount, row.is_current) for row in shown.costs] == [(D(100), False), (D("98.50"), True)]


def test_a_withdrawn_entry_stays_in_sight_and_counts_nothing(phase, janis):
    withdrawn = replaced(spent(line_in(phase, janis), janis), janis, state="withdrawn", reason="Ievadīts divreiz")

    shown = money(phase, janis)

    assert (shown.committed, shown.paid, len(shown.costs)) == (0, 0, 2)
    with pytest.raises(ReplacedAlready):
        replaced(withdrawn, janis)


def test_an_entry_is_replaced_once_and_says_why(phase, janis):
    first = spent(line_in(phase, janis), janis)

    with pytest.raises(SayWhatChanged):
        replaced(first, janis, reason="  ")
    replaced(first, janis)
    with pytest.raises(ReplacedAlready):
        replaced(first, janis)


def test_the_database_itself_keeps_entries_as_they_were_written(phase, janis):
    first, amendment = spent(line_in(phase, janis), janis), amended(phase, janis)

    for rows, change in (
        (Cost.objects.filter(pk=first.pk), {"amount": 1}),
        (Amendment.objects.filter(pk=amendment.pk), {"words": "Cits"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)

    assert Cost.objects.get().amount == D(100)


def test_a_cost_names_its_document(phase, janis):
    with pytest.raises(NameTheDocument):
        spent(line_in(phase, janis), janis, document=" ")


@pytest.mark.parametrize("amount", ["0", "-5.00"])
def test_a_cost_is_more_than_nothing(phase, janis, amount):
    with pytest.raises(ValidationError, match="Summa ir lielāka par nulli"):
        spent(line_in(phase, janis), janis, amount)


def test_a_first_entry_cannot_be_a_withdrawal(phase, janis):
    with pytest.raises(ValidationError, match="Atsaukt var tikai"):
        spent(line_in(phase, janis), janis, state="withdrawn")


def test_a_cost_belongs_to_an_activity_of_the_same_phase(phase, janis):
    line, other = line_in(phase, janis), ActivityFactory(phase=phase_of(janis))

    with pytest.raises(NotOfThisPhase):
        spent(line, janis, activity_id=other.pk)


def test_paid_money_is_split_by_source_to_the_cent(phase, janis):
    spent(line_in(phase, janis), janis, "33.33", state="paid")

    shown = money(phase, janis)

    assert [(share.computed, share.paid) for share in shown.shares] == [
        (D("900.01"), D("30.00")),
        (D("100.00"), D("3.33")),
    ]


def test_too_much_spent_is_shown_below_zero(phase, janis):
    spent(line_in(phase, janis, planned="10.00"), janis, "10.01", state="paid")

    assert money(phase, janis).left == D("-0.01")


def test_an_amendment_moves_the_end_and_the_grant_and_the_first_stays_in_sight(phase, janis):
    amended(phase, janis, ends=date(2027, 10, 31))
    amended(phase, janis, words="Lielāks finansējums", total=D("2000.00"))

    page = reads.phase(phase.ordinal, actor=actor_of(janis))

    assert [row.number for row in page.amendments] == [1, 2]
    assert (page.row.ends, page.money.agreed, page.money.total) == (date(2027, 10, 31), D("1000.01"), D(2000))


def test_an_amendment_says_what_and_names_and_attaches_its_document(phase, janis):
    with pytest.raises(AmendmentChangesSomething):
        prepared(phase, janis, words=" ")
    for lacking, refused in (({"document": ""}, NameTheDocument), ({"file": None}, AttachTheDocument)):
        with pytest.raises(refused):
            signed(prepared(phase, janis), janis, **lacking)

    assert not Amendment.objects.exists()


def test_an_activity_that_was_not_done_as_planned_says_how(phase, janis):
    activity, actor = ActivityFactory(phase=phase), actor_of(janis)

    with pytest.raises(SayHowItDiffers):
        actions.write_activity(activity.pk, state="partly", actual="", deviation=" ", actor=actor)
    actions.write_activity(activity.pk, state="partly", actual="Viena", deviation="Ārkārtas situācija", actor=actor)

    kept = Activity.objects.get()
    assert (kept.state, kept.actual, kept.deviation) == ("partly", "Viena", "Ārkārtas situācija")


def test_only_coordinators_of_the_beneficiary_see_and_keep_money(phase, janis):
    line = line_in(phase, janis)
    cost, activity = spent(line, janis), ActivityFactory(phase=phase)
    elsewhere = MembershipFactory(role="national_coordinator")
    colleague = MembershipFactory(role="case_worker", organisation=janis.organisation)

    for other in (elsewhere, colleague):
        assert money(phase, other) is None
        for refused in (
            lambda other=other: line_in(phase, other, "C1"),
            lambda other=other: spent(line, other),
            lambda other=other: replaced(cost, other),
            lambda other=other: amended(phase, other),
            lambda other=other: actions.write_activity(
                activity.pk, state="done", actual="", deviation="", actor=actor_of(other)
            ),
            lambda other=other: reads.cost(cost.pk, actor=actor_of(other)),
            lambda other=other: reads.activity(activity.pk, actor=actor_of(other)),
        ):
            with pytest.raises(NotForYou):
                refused()


def test_everything_that_is_written_stands_in_the_audit_trail(phase, janis):
    replaced(spent(line_in(phase, janis), janis), janis)
    amended(phase, janis)

    verbs = AuditEntry.objects.filter(silo=janis.organisation_id).order_by("position").values_list("verb", flat=True)

    added = ["budget_line.added", "cost.added", "cost.replaced"]
    assert list(verbs) == [*added, "amendment.begun", "phase.amended"]


def test_money_is_read_with_as_many_queries_however_many_entries(phase, janis, django_assert_max_num_queries):
    line, actor = line_in(phase, janis), actor_of(janis)
    for number in range(12):
        spent(line, janis, document=f"Rēķins {number}")

    with django_assert_max_num_queries(23):
        reads.phase(phase.ordinal, actor=actor)
