"""Questions that are built once: they answer what the same question built anew would answer, for whoever asks."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.core.paginator import Paginator
from django.db import connection

from khetene.accounts.models import Membership, User
from khetene.kernel import clock
from khetene.kernel.statements import CannotBeKept, Kept, Typed, Word, kept, slim
from tests.conftest import ANSWER
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _not_compared(monkeypatch) -> None:
    """Here it is counted how often a question is built; the comparison of the whole suite would build it too."""
    monkeypatch.setattr(Kept, "answer", ANSWER)


def built(question):
    """How often the question was built."""
    times = []

    def counted(*args, **kwargs):
        times.append(1)
        return question(*args, **kwargs)

    return kept(counted), times


def of_actor(actor):
    return Membership.objects.active_on(clock.today()).filter(pk=actor.membership_key).order_by("pk")


def with_role(role):
    return Membership.objects.filter(role=role).order_by("from_day", "pk")


def test_one_statement_serves_everybody_who_asks():
    anna, eva = MembershipFactory(role="mediator"), MembershipFactory(role="mediator")
    question, times = built(of_actor)

    assert [question(actor_of(who)) for who in (anna, eva, anna)] == [[anna], [eva], [anna]]
    assert len(times) == 1


def test_what_is_not_a_value_makes_a_statement_of_its_own():
    anna, rita = MembershipFactory(role="mediator"), MembershipFactory(role="supervisor")
    question, times = built(with_role)

    assert [question("mediator"), question("supervisor"), question("mediator")] == [[anna], [rita], [anna]]
    assert len(times) == 2


def test_a_word_is_a_value():
    anna, eva = (
        MembershipFactory(role="mediator", user__email="anna@a.lv"),
        MembershipFactory(role="mediator", user__email="eva@e.lv"),
    )
    question, times = built(lambda email: User.objects.filter(email=email).order_by("pk"))

    assert [question(Word("anna@a.lv")), question(Word("eva@e.lv"))] == [[anna.user], [eva.user]]
    assert len(times) == 1


def test_what_somebody_typed_is_kept_by_no_process():
    haris, eva = (MembershipFactory(role="mediator", user__name=name) for name in ("Haris Canary", "Eva"))
    question = kept(lambda name: User.objects.filter(name__icontains=name).order_by("pk"))

    assert [question(Typed(name)) for name in ("Canary", "Eva", "Canary", "")] == [
        *([haris.user], [eva.user], [haris.user]),
        [haris.user, eva.user],
    ]
    assert [statement.said([])[1] for statement in question._statements.values()] == [("%%",)]


def test_the_day_of_the_clock_goes_in_anew():
    anna = MembershipFactory(role="mediator", to_day=clock.today())
    question, _times = built(of_actor)
    today = question(actor_of(anna))

    with clock.set_to(clock.now() + timedelta(days=1)):
        assert (today, question(actor_of(anna))) == ([anna], [])


def test_keys_go_in_together_and_their_number_belongs_to_the_shape():
    people = [MembershipFactory(role="mediator") for _number in range(3)]
    keys = tuple(who.pk for who in people)
    question, times = built(lambda wanted: Membership.objects.filter(pk__in=wanted).order_by("pk"))

    assert {who.pk for who in question(keys[:2])} == set(keys[:2])
    assert {who.pk for who in question(keys[1:])} == set(keys[1:])
    assert {who.pk for who in question(keys)} == set(keys)
    assert len(times) == 2


def test_a_paginator_takes_its_rows(django_assert_num_queries):
    people = [MembershipFactory(role="mediator", from_day=clock.today() - timedelta(days=day)) for day in range(5)]
    question, _times = built(with_role)

    with django_assert_num_queries(2):
        page = Paginator(question.listed("mediator"), 2).get_page(2)
        shown = list(page)

    oldest_first = people[::-1]
    assert (shown, page.paginator.num_pages) == (oldest_first[2:4], 3)
    assert list(question.listed("mediator")) == oldest_first


def test_a_question_that_can_have_no_answer_is_not_asked(django_assert_num_queries):
    question, _times = built(Membership.objects.none)

    with django_assert_num_queries(0):
        assert (question(), question.listed().count()) == ([], 0)


def test_a_day_that_was_counted_from_a_value_is_refused():
    question, _times = built(lambda day: Membership.objects.filter(from_day__lte=day - timedelta(days=30)))

    with pytest.raises(CannotBeKept):
        question(clock.today())


def test_a_day_that_was_counted_from_the_clock_is_refused():
    question, _times = built(lambda: Membership.objects.filter(from_day__lte=clock.today() - timedelta(days=30)))

    with pytest.raises(CannotBeKept):
        question()


def test_a_value_that_does_not_go_into_the_question_is_refused():
    question, _times = built(lambda key: Membership.objects.filter(role=str(key)))

    with pytest.raises(CannotBeKept):
        question(uuid.uuid4())


def test_a_question_that_asks_while_it_is_built_is_refused():
    question, _times = built(lambda: Membership.objects.filter(pk__in=list(Membership.objects.values_list("pk"))))

    with pytest.raises(CannotBeKept):
        question()


def test_columns_of_others_stay_behind_until_they_are_wanted(django_assert_num_queries):
    MembershipFactory(role="mediator", organisation=OrganisationFactory(name="Jelgavas dome"))
    question, _times = built(
        lambda: slim(Membership.objects.select_related("organisation"), "organisation__name").order_by("pk")
    )

    with django_assert_num_queries(1):
        row = question()[0]
        assert (row.organisation.name, row.role) == ("Jelgavas dome", row.role)
    assert "description" in row.organisation.get_deferred_fields()


def test_a_statement_is_kept_for_each_database():
    question, _times = built(lambda: Membership.objects.order_by("pk"))
    question()

    assert {shape[0] for shape in question._statements} == {connection.vendor}
