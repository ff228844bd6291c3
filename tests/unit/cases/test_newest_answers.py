"""Of several answers to a question exactly one is the newest on any day, in whatever order they were recorded."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khetene.cases import actions, reads
from khetene.cases.models import ClientFact
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case

migration = import_module("khetene.cases.migrations.0002_newest_answers")
FIRST = date(2026, 11, 1)


@pytest.fixture
def anna(db):
    return MembershipFactory(role="mediator")


@pytest.fixture
def person(anna):
    return client_of(open_case(anna))


def answer(person, anna, grade, day):
    return actions.record_fact(person.pk, fact="grade", value=grade, known_on=day, origin="said", actor=actor_of(anna))


def grade_on(person, anna, day):
    known = reads.facts_of(person.pk, actor=actor_of(anna), as_of=day)
    return known["grade"].value if "grade" in known else None


def grade_in_the_caseload(person, anna, day):
    rows = reads.clients_with_facts({"grade": "number"}, actor=actor_of(anna), as_of=day)
    return rows.values_list("fact_grade", flat=True).get(pk=person.pk)


def test_an_answer_of_an_earlier_day_that_is_recorded_late_takes_its_place_between(person, anna):
    answer(person, anna, 3, date(2026, 11, 2))
    answer(person, anna, 5, date(2026, 11, 9))
    answer(person, anna, 4, date(2026, 11, 6))

    found = [grade_on(person, anna, date(2026, 11, day)) for day in (1, 2, 5, 6, 8, 9, 20)]

    assert found == [None, 3, 3, 4, 4, 5, 5]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 5), min_size=1, max_size=7), st.integers(-1, 6))
def test_on_any_day_the_newest_answer_is_the_last_of_the_latest_day(person, anna, days, asked):
    ClientFact.objects.filter(client=person).delete()
    for grade, day in enumerate(days, start=1):
        answer(person, anna, grade, FIRST + timedelta(day))

    by_then = [(day, grade) for grade, day in enumerate(days, start=1) if day <= asked]

    expected = max(by_then)[1] if by_then else None
    on = FIRST + timedelta(asked)
    assert grade_on(person, anna, on) == expected
    if on >= person.added_at.date():
        assert grade_in_the_caseload(person, anna, on) == expected


def test_two_newest_answers_are_refused_by_the_database(person, anna):
    kept = answer(person, anna, 3, FIRST)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClientFact.objects.bulk_create(
            [
                ClientFact(
                    client=person,
                    fact="grade",
                    state="known",
                    number=4,
                    known_on=FIRST,
                    origin="said",
                    recorded_by=anna,
                    recorded_at=kept.recorded_at,
                )
            ]
        )

    assert [row.number for row in ClientFact.objects.all()] == [3]


def test_answers_of_before_learn_their_successors(person, anna):
    for grade, day in ((3, 2), (5, 9), (4, 6)):
        answer(person, anna, grade, date(2026, 11, day))
    answer(client_of(open_case(anna, called="Zita")), anna, 7, date(2026, 11, 3))
    ClientFact.objects.exclude(superseded_on=None).update(superseded_on=date(2000, 1, 1))

    migration.tell_each_answer_its_successor(apps, SimpleNamespace(connection=connection))

    assert dict(ClientFact.objects.order_by("number").values_list("number", "superseded_on")) == {
        3: date(2026, 11, 6),
        4: date(2026, 11, 9),
        5: None,
        7: None,
    }
