"""What is promised about an answer is kept by the tables and the database itself."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from khetene.instruments.errors import DoesNotFit
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.network import reads as network
from khetene.surveys import actions, reads
from khetene.surveys.errors import (
    AnsweredAlready,
    EndsTooEarly,
    LinkIsOver,
    NobodyToAsk,
    NotASurvey,
    SurveyIsClosed,
    TooFewToStayUnknown,
)
from khetene.surveys.models import Answer, Asked, Box, Survey
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.gatherings import announced, came, on_the_list
from tests.factories.instruments import questions
from tests.factories.network import BodyFactory, holds, known, seat_in
from tests.factories.surveys import answered, expected, opened, token_for

pytestmark = pytest.mark.django_db
YES, NO = {"useful": "yes"}, {"useful": "no"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def papers(survey):
    return json.loads(Box.objects.get(survey=survey).content)


def refused_by_the_database(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_a_body_of_private_people_is_asked_by_its_keeper_alone(janis):
    body = BodyFactory(organisation=janis.organisation, seen_by="keeper")
    holds(seat_in(body, janis), known(janis), janis)
    stranger = MembershipFactory(role="national_coordinator")

    with pytest.raises(NotForYou):
        opened(stranger, body_id=body.pk, is_anonymous=False)
    asked = [row.name for row in opened(janis, body_id=body.pk, is_anonymous=False).asked.all()]

    offered = [network.body_choices(actor=actor_of(one)) for one in (stranger, janis)]
    assert (asked, offered) == (["Vija Ēriksone"], [[], [(str(body.pk), "Ekspertu tīkls")]])


def test_what_was_announced_never_changes(janis):
    survey = opened(janis)
    rows = Survey.objects.filter(pk=survey.pk)

    for change in (
        {"is_anonymous": False}, {"grouped_by": "sector"}, {"minimum": 6}, {"closes_on": date(2026, 12, 24)},
        {"moment": "after"},
    ):  # fmt: skip
        refused_by_the_database(lambda change=change: rows.update(**change))
    assert rows.get().is_anonymous is True


def test_a_closed_survey_is_not_opened_again(janis):
    survey = opened(janis)
    actions.close(survey.pk, actor=actor_of(janis))

    refused_by_the_database(lambda: Survey.objects.filter(pk=survey.pk).update(closed_on=None))
    with pytest.raises(SurveyIsClosed):
        actions.close(survey.pk, actor=actor_of(janis))


def test_a_survey_without_names_takes_no_answer_under_a_name(janis):
    nameless, named = opened(janis), opened(janis, is_anonymous=False)
    answered(named, YES)
    row, someone = Answer.objects.get(), nameless.asked.order_by("pk")[0]

    refused_by_the_database(lambda: Answer(asked=someone, content="{}").save(force_insert=True))
    refused_by_the_database(lambda: Answer.objects.filter(pk=row.pk).update(asked=someone))


def test_an_answer_without_a_name_has_no_row_key_moment_or_order(janis):
    """Fifty answers come in the order of their numbers; the box gives them back in another."""
    survey = opened(janis, expected(janis, 50))
    answered(survey, *({"useful": "yes", "change": str(number)} for number in range(50)))

    kept = [int(paper["said"]["change"]) for paper in papers(survey)]

    assert (sorted(kept), kept != sorted(kept)) == (list(range(50)), True)
    assert {key for paper in papers(survey) for key in paper} == {"group", "said"}
    assert Answer.objects.count() == 0
    assert {field.name for field in Asked._meta.concrete_fields} == {
        "id", "survey", "name", "email", "sector", "place", "answered",
    }  # fmt: skip


def test_the_log_of_a_survey_without_names_says_that_somebody_answered_and_not_who(janis):
    survey = opened(janis)
    answered(survey, YES)

    entries = AuditEntry.objects.filter(verb="survey.answered")

    assert [(entry.object, entry.user, entry.membership) for entry in entries] == [(survey.pk, None, None)]


def test_no_table_holds_an_answer_and_a_person_of_a_survey_without_names(janis):
    survey = opened(janis)
    someone = survey.asked.order_by("pk")[0]
    answered(survey, YES)

    model = apps.get_model("surveys", "Box")
    assert [field.name for field in model._meta.concrete_fields] == ["id", "survey", "content"]
    assert str(someone.pk) not in Box.objects.get(survey=survey).content
    assert someone.name not in Box.objects.get(survey=survey).content


def test_only_the_announced_group_stands_beside_an_answer_and_only_where_it_is_large(janis):
    survey = opened(janis, expected(janis, 9, ("municipal", "municipal", "mediator")), grouped_by="sector")
    answered(survey, *[YES] * 9)

    assert sorted(paper["group"] for paper in papers(survey)) == ["", "", "", *["municipal"] * 6]


def test_somebody_answers_once_and_whole(janis):
    survey = opened(janis)
    token = token_for(survey.asked.order_by("pk")[0])

    with pytest.raises(DoesNotFit):
        actions.give_answer(token, answers={"change": "Viss"})
    actions.give_answer(token, answers=YES)
    with pytest.raises(AnsweredAlready):
        actions.give_answer(token, answers=NO)

    assert papers(survey) == [{"group": "", "said": YES}]


def test_an_unknown_link_and_one_of_a_survey_that_is_over_say_the_same(janis):
    survey = opened(janis)
    token = token_for(survey.asked.order_by("pk")[0])
    refusals = []
    with pytest.raises(LinkIsOver) as unknown:
        actions.give_answer("made-up", answers=YES)
    refusals.append(unknown.value.message)
    with clock.set_to(clock.now() + timedelta(days=30)), pytest.raises(LinkIsOver) as over:
        actions.give_answer(token, answers=YES)

    assert refusals == [over.value.message]
    assert survey.asked.filter(answered=True).count() == 0


def test_fewer_than_five_cannot_be_asked_without_names(janis):
    gathering = expected(janis, 4)

    with pytest.raises(TooFewToStayUnknown):
        opened(janis, gathering)
    assert opened(janis, gathering, is_anonymous=False).asked.count() == 4


def test_before_a_gathering_all_who_are_expected_are_asked_and_after_it_all_who_were_there(janis):
    gathering = announced(janis)
    coming = [on_the_list(gathering, janis, f"D {number}", email=f"d{number}@example.org") for number in range(6)]
    on_the_list(gathering, janis, "Nenāk", email="n@example.org", reply="declined")
    before = opened(janis, gathering, is_anonymous=False)
    came(gathering, janis, *coming[:5])
    with clock.set_to(gathering.ends + timedelta(days=1)):
        after = opened(janis, gathering, closes_on=date(2026, 12, 24))

    assert (before.moment, before.asked.count()) == ("before", 6)
    assert (after.moment, after.asked.count()) == ("after", 5)


def test_one_address_on_two_rows_is_asked_once(janis):
    gathering = expected(janis, 5)
    on_the_list(gathering, janis, "Dalībniece 0", email="D0@example.org")

    assert opened(janis, gathering).asked.count() == 5


def test_a_body_is_asked_by_its_seats_and_not_beside_its_substitutes(janis):
    body = BodyFactory(organisation=janis.organisation)
    seat = seat_in(body, janis)
    holds(seat, known(janis, "Vija", email="vija@example.org"), janis)
    holds(seat, known(janis, "Zane", email="zane@example.org"), janis, is_substitute=True)

    survey = opened(janis, body_id=body.pk, is_anonymous=False)

    assert [row.name for row in survey.asked.order_by("pk")] == ["Vija"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [({"closes_on": date(2026, 11, 1)}, EndsTooEarly), ({"body_id": None}, NobodyToAsk)],
)
def test_what_cannot_be_asked_is_refused(janis, change, refusal):
    with pytest.raises(refusal):
        opened(janis, **change)


def test_questions_that_are_not_made_for_a_survey_are_refused(janis):
    with pytest.raises(NotASurvey):
        opened(janis, version=questions())


def test_another_organisation_finds_nothing(janis):
    survey, stranger = opened(janis), actor_of(MembershipFactory(role="national_coordinator"))

    for look in (reads.survey, reads.results, actions.close, actions.send_letters, actions.remind):
        with pytest.raises(NotForYou):
            look(survey.pk, actor=stranger)
    with pytest.raises(NotForYou):
        actions.make_link(survey.asked.order_by("pk")[0].pk, actor=stranger)
    assert reads.surveys(actor=stranger) == []
