"""What may be read, when, and how small groups stay hidden."""

from __future__ import annotations

import pytest

from khetene.disclosure.totals import Why
from khetene.surveys import actions, reads
from khetene.surveys.reporting import parts_of_the_report
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.surveys import answered, asks, expected, opened

pytestmark = pytest.mark.django_db
YES, NO = {"useful": "yes"}, {"useful": "no"}


@pytest.fixture
def janis():
    return MembershipFactory(role="national_coordinator")


def closed(survey, janis):
    actions.close(survey.pk, actor=actor_of(janis))
    return reads.results(survey.pk, actor=actor_of(janis))


def test_answers_without_names_are_read_only_when_it_is_closed(janis):
    """After five and again after six would tell the sixth."""
    survey = opened(janis)
    answered(survey, *[YES] * 5)
    assert reads.results(survey.pk, actor=actor_of(janis)).questions == []

    shown = closed(survey, janis)

    assert (shown.row.answered, shown.row.asked, shown.row.silent) == (5, 6, 1)
    assert [(line.label, line.number) for line in shown.questions[0].lines] == [("jā", 5), ("nē", 0)]


def test_four_answers_without_names_are_never_read(janis):
    survey = opened(janis)
    answered(survey, *[YES] * 4)

    assert closed(survey, janis).questions == []


def test_who_has_answered_is_shown_to_nobody_where_no_names_were_announced(janis):
    nameless, named = opened(janis), opened(janis, is_anonymous=False)
    for survey in (nameless, named):
        answered(survey, YES)

    seen = [[row.answered for row in reads.survey(one.pk, actor=actor_of(janis)).people] for one in (nameless, named)]

    assert seen == [[None] * 6, [True, *[False] * 5]]


def test_silence_on_one_question_is_counted_and_never_worked_out(janis):
    survey = opened(janis, is_anonymous=False)
    answered(survey, {"useful": "yes", "change": "Mazāk runu"}, NO)

    useful, change = reads.results(survey.pk, actor=actor_of(janis)).questions

    assert [(line.label, line.number) for line in useful.lines] == [("jā", 1), ("nē", 1)]
    assert ([one.words for one in change.texts], change.silent.number) == (["Mazāk runu"], 1)


def test_words_stand_in_the_order_of_the_alphabet_and_beside_no_name(janis):
    survey = opened(janis)
    answered(survey, *({"useful": "yes", "change": words} for words in ("zeme", "āda", "bērzs", "liepa", "ābols")))

    words = closed(survey, janis).questions[1].texts

    assert [(one.words, one.who) for one in words] == [
        (word, "") for word in ("ābols", "āda", "bērzs", "liepa", "zeme")
    ]


def test_a_small_group_is_hidden_and_a_large_one_with_it(janis):
    """Nine and three: the three are too few, and the nine would give them away."""
    survey = opened(janis, expected(janis, 12, ("municipal", "municipal", "municipal", "mediator")),
                    grouped_by="sector", is_anonymous=False)  # fmt: skip
    answered(survey, *[YES] * 12)

    shown = closed(survey, janis)

    assert {group.label: (group.number, group.why) for group in shown.groups} == {
        "pašvaldības": (None, Why.PROTECTS_ANOTHER),
        "romu mediatori": (None, Why.TOO_SMALL),
    }
    assert shown.group_names == []
    assert [line.by_group for line in shown.questions[0].lines] == [(), ()]


def test_large_groups_are_shown_beside_small_ones_that_are_large_together(janis):
    sectors = (*["municipal"] * 6, *["mediator"] * 3, *["association"] * 3)
    survey = opened(janis, expected(janis, 12, sectors), grouped_by="sector", is_anonymous=False)
    answered(survey, *[YES] * 6, *[NO] * 6)

    shown = closed(survey, janis)

    assert shown.group_names == ["pašvaldības"]
    assert {group.label: group.number for group in shown.groups} == {
        "biedrības": None, "pašvaldības": 6, "romu mediatori": None,
    }  # fmt: skip
    assert [(line.number, line.by_group) for line in shown.questions[0].lines] == [(6, (6,)), (6, (0,))]


def test_whatever_is_told_of_a_group_is_about_five_people_or_more(janis):
    """Every group that is shown, and everybody who is left when the shown ones are taken away."""
    sectors = ("municipal", "municipal", "mediator", "association", "state")
    survey = opened(janis, expected(janis, 20, sectors), grouped_by="sector")
    answered(survey, *[YES] * 17)

    shown = closed(survey, janis)

    told = [group.number for group in shown.groups if group.number is not None]
    rest = shown.row.answered - sum(told)
    assert [number for number in (*told, rest) if 0 < number < shown.minimum] == []


def test_the_report_has_closed_surveys_and_words_only_for_the_organiser(janis):
    gathering = expected(janis)
    survey = opened(janis, gathering)
    answered(survey, *({"useful": "yes", "change": "Garāks laiks"} for _ in range(5)))
    assert parts_of_the_report(gathering.pk, words=True) == []
    actions.close(survey.pk, actor=actor_of(janis))

    (full,), (short,) = (parts_of_the_report(gathering.pk, words=words) for words in (True, False))

    assert full.sentences[0] == "Atbildēja 5 no 6; klusē 1."
    assert full.questions[0].lines == ["Jā: 5", "Nē: 0"]
    assert full.questions[1].lines == ["Garāks laiks"] * 5
    assert short.questions[1].lines == ["5 cilvēki atbildēja saviem vārdiem; to lasa rīkotājs."]


def test_a_small_survey_stands_in_the_report_without_its_answers_also_with_names(janis):
    gathering = expected(janis)
    survey = opened(janis, gathering, is_anonymous=False)
    answered(survey, YES)
    actions.close(survey.pk, actor=actor_of(janis))

    (part,) = parts_of_the_report(gathering.pk, words=True)

    assert (part.questions, len(part.sentences)) == ([], 2)


def test_not_asked_and_left_out_are_different_things(janis):
    rows = [
        ["select_one yn", "useful", "Vai bija noderīgi?", "yes"],
        ["text", "why", "Kā pietrūka?", "", "${useful} = 'no'"],
    ]
    survey = opened(janis, is_anonymous=False, version=asks("survey-why", rows))
    answered(survey, YES, NO, {"useful": "no", "why": "Laika"})

    why = reads.results(survey.pk, actor=actor_of(janis)).questions[1]

    assert ([one.words for one in why.texts], why.silent.number, why.not_asked.number) == (["Laika"], 1, 1)
