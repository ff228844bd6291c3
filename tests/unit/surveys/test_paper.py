"""Sheets of paper: under a name, or without names in the box, where nobody is recognised by whoever typed the others in."""

from __future__ import annotations

import json

import pytest

from khetene.instruments.errors import DoesNotFit
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.surveys import actions, errors, reads
from khetene.surveys.models import Answer, Asked, Box, FromPaper, PaperCount
from khetene.surveys.paper import promises_on_paper
from khetene.surveys.reporting import parts_of_the_report
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.surveys import answered, expected, opened, token_for

pytestmark = pytest.mark.django_db
YES, NO = {"useful": "yes"}, {"useful": "no"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def entered(survey, by, *sheets, **more):
    for said in sheets:
        actions.enter_paper(survey.pk, answers=said, actor=actor_of(by), **more)


def closed(survey, janis):
    actions.close(survey.pk, actor=actor_of(janis))
    return reads.results(survey.pk, actor=actor_of(janis))


def test_a_sheet_with_a_name_stands_beside_it_with_who_typed_it_in(janis):
    survey = opened(janis, is_anonymous=False)
    someone = survey.asked.order_by("pk")[0]

    entered(survey, janis, YES, asked_id=someone.pk)

    shown = reads.survey(survey.pk, actor=actor_of(janis))
    assert [(row.id, row.answered, row.on_paper) for row in shown.people if row.answered] == [(someone.pk, True, True)]
    assert FromPaper.objects.get().entered_by == janis.pk
    assert (shown.row.answered, shown.row.on_paper) == (1, 1)
    with pytest.raises(errors.AnsweredAlready) as refusal:
        entered(survey, janis, NO, asked_id=someone.pk)
    assert (refusal.value.field, str(refusal.value.message)) == (
        "asked_id",
        "Šis cilvēks jau ir atbildējis. Divreiz atbildēt nevar.",
    )


def test_a_sheet_without_a_name_is_one_of_many_in_the_box_and_nobody_is_noted_as_having_answered(janis):
    survey = opened(janis)
    answered(survey, *[{"useful": "yes", "change": f"saite {number}"} for number in range(5)])
    before = set(Asked.objects.filter(answered=True).values_list("pk", flat=True))

    entered(survey, janis, {"useful": "yes", "change": "papīrs"})

    papers = json.loads(Box.objects.get().content)
    assert {frozenset(paper) for paper in papers} == {frozenset({"group", "said"})}
    assert set(Asked.objects.filter(answered=True).values_list("pk", flat=True)) == before
    assert FromPaper.objects.count() == 0
    entry = AuditEntry.objects.get(verb="survey.paper_entered")
    assert entry.object == survey.pk


@pytest.mark.parametrize(("by_link", "sheets", "readable"), [(4, 1, False), (1, 5, False), (0, 5, True), (5, 1, True)])
def test_whoever_typed_sheets_in_cannot_work_out_what_a_few_others_said(janis, by_link, sheets, readable):
    survey = opened(janis)
    answered(survey, *[YES] * by_link)
    entered(survey, janis, *[NO] * sheets)

    shown = closed(survey, janis)

    assert (shown.row.answered, bool(shown.questions)) == (by_link + sheets, readable)
    report = parts_of_the_report(survey.gathering_id, words=True)[0]
    assert bool(report.questions) is readable


def test_a_group_is_hidden_when_too_few_of_it_answered_by_link(janis):
    """Six of the municipalities, five of them on paper: the sixth would be known to whoever typed them in."""
    survey = opened(janis, expected(janis, 18, ("municipal", "association")), grouped_by="sector")
    places = {row.sector: [] for row in survey.asked.all()}
    for row in survey.asked.order_by("pk"):
        places[row.sector].append(row)
    for row in [*places["association"][:7], places["municipal"][0]]:
        answered_by(row)
    entered(survey, janis, *[NO] * 5, group="municipal")

    shown = closed(survey, janis)

    assert shown.row.answered == 13
    assert [group.number for group in shown.groups] == [None, None]
    assert shown.group_names == []


def answered_by(asked):
    actions.give_answer(token_for(asked), answers=YES)


def test_only_a_group_in_which_enough_are_asked_stands_beside_a_sheet(janis):
    survey = opened(janis, expected(janis, 7, ("municipal",) * 6 + ("mediator",)), grouped_by="sector")

    sheet = reads.sheet(survey.pk, actor=actor_of(janis))
    entered(survey, janis, YES, group="municipal")

    assert [code for code, _label in sheet.groups] == ["municipal"]
    assert list(PaperCount.objects.values_list("group", "number")) == [("municipal", 1)]
    with pytest.raises(errors.NotAGroupOfThisSurvey):
        entered(survey, janis, YES, group="mediator")


def test_there_are_not_more_sheets_than_people_who_have_not_answered(janis):
    survey = opened(janis)
    answered(survey, YES)
    entered(survey, janis, *[YES] * 5)

    with pytest.raises(errors.MoreSheetsThanPeople):
        entered(survey, janis, YES)


def test_whoever_answers_twice_makes_nobody_silent_less_than_none(janis):
    survey = opened(janis)
    entered(survey, janis, *[YES] * 6)
    answered(survey, YES)

    row = reads.survey(survey.pk, actor=actor_of(janis)).row

    assert (row.answered, row.asked, row.silent) == (7, 6, 0)


def test_what_was_left_out_on_paper_stays_out_and_what_does_not_fit_is_refused(janis):
    survey = opened(janis, is_anonymous=False)
    first, second = survey.asked.order_by("pk")[:2]

    entered(survey, janis, {"change": "Vairāk laika"}, asked_id=first.pk)

    with pytest.raises(DoesNotFit):
        entered(survey, janis, {"useful": "perhaps"}, asked_id=second.pk)
    assert reads.results(survey.pk, actor=actor_of(janis)).questions[0].silent.number == 1


def test_sheets_are_typed_in_by_whoever_asks_and_while_the_survey_is_open(janis):
    survey, other = opened(janis), MembershipFactory(role="national_coordinator")
    with pytest.raises(NotForYou):
        entered(survey, other, YES)
    with pytest.raises(NotForYou):
        reads.sheet(survey.pk, actor=actor_of(other))
    actions.close(survey.pk, actor=actor_of(janis))
    with pytest.raises(errors.SurveyIsClosed):
        entered(survey, janis, YES)


def test_the_sheet_says_what_becomes_of_it(janis):
    nameless, named = opened(janis), opened(janis, is_anonymous=False)

    assert promises_on_paper(nameless)[0].startswith("Savu vārdu nerakstiet.")
    assert promises_on_paper(named)[0].startswith("Uzrakstiet savu vārdu.")


def test_a_sheet_under_a_name_can_be_taken_back_with_its_words_and_typed_in_again(janis):
    survey = opened(janis, is_anonymous=False)
    someone = survey.asked.order_by("pk")[0]
    entered(survey, janis, NO, asked_id=someone.pk)

    actions.take_back_paper(FromPaper.objects.get().pk, why="somebody_elses", actor=actor_of(janis))

    assert (Answer.objects.count(), FromPaper.objects.count()) == (0, 0)
    assert Asked.objects.get(pk=someone.pk).answered is False
    entry = AuditEntry.objects.get(verb="survey.paper_taken_back")
    assert (entry.object, entry.reason) == (someone.pk, "somebody_elses")
    entered(survey, janis, YES, asked_id=someone.pk)
    assert Answer.objects.count() == 1


def test_who_wants_a_sheet_back_gets_it_also_when_the_survey_is_closed(janis):
    survey = opened(janis, is_anonymous=False)
    entered(survey, janis, NO, asked_id=survey.asked.order_by("pk")[0].pk)
    closed(survey, janis)

    actions.take_back_paper(FromPaper.objects.get().pk, why="wanted_back", actor=actor_of(janis))

    assert Answer.objects.count() == 0


def test_only_who_keeps_the_survey_takes_a_sheet_back_and_says_why(janis):
    survey = opened(janis, is_anonymous=False)
    entered(survey, janis, NO, asked_id=survey.asked.order_by("pk")[0].pk)
    paper = FromPaper.objects.get()

    with pytest.raises(NotForYou):
        actions.take_back_paper(
            paper.pk, why="mistyped", actor=actor_of(MembershipFactory(role="national_coordinator"))
        )
    with pytest.raises(errors.SayWhyTakenBack):
        actions.take_back_paper(paper.pk, why="", actor=actor_of(janis))

    assert Answer.objects.count() == 1


def test_what_a_person_answered_by_link_is_not_taken_back(janis):
    survey = opened(janis, is_anonymous=False)
    answered(survey, YES)

    with pytest.raises(NotForYou):
        actions.take_back_paper(Answer.objects.get().pk, why="mistyped", actor=actor_of(janis))
