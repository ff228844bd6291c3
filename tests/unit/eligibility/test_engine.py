"""The engine: three-valued, dated, explained; and the bulk execution that must agree with it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from khetene.eligibility import trial
from khetene.eligibility.bulk import CODES, Column, screen_many
from khetene.eligibility.errors import FactError, RuleError
from khetene.eligibility.programmes import RuleSet, rule_set
from khetene.eligibility.screening import Answer, next_questions, screen
from khetene.eligibility.values import Missing, age_on
from khetene.eligibility.vocabulary import parse_vocabulary

COUNTRY = Path(__file__).resolve().parents[3] / "country" / "lv"
ON = date(2026, 11, 20)
VOCABULARY = parse_vocabulary(yaml.safe_load((COUNTRY / "facts.yaml").read_text())["facts"])
RAWS = [json.loads(path.read_text()) for path in sorted((COUNTRY / "programmes").glob("*.json"))]
for raw in RAWS:
    del raw["$schema"]
RULES: RuleSet = rule_set(RAWS, VOCABULARY)
HARIS = {"age": 45, "months_without_work": 14, "employed": False, "registered_unemployed": False}


def verdict(facts: dict[str, Any], programme: str, on: date = ON) -> Any:
    return next(found for found in screen(RULES, facts, on) if found.programme.id == programme)


def test_every_programme_of_the_country_holds_its_own_tests():
    trial.check(RULES, RAWS)


def test_haris_before_registering_may_fit_and_is_told_what_to_do_first():
    found = verdict(HARIS, "long-term-unemployed")

    assert (found.answer, found.remedy.changes, found.missing) == (Answer.MAY_FIT, ("registered_unemployed",), ())


def test_haris_after_registering_fits_with_his_measures():
    found = verdict(
        {**HARIS, "registered_unemployed": True, "disability": False, "refused_suitable_offer": False},
        "long-term-unemployed",
    )

    assert found.answer == Answer.FITS
    assert [measure.id for measure in found.measures if measure.certain] == ["consultations", "motivation"]


@pytest.mark.parametrize(("day", "answer"), [(date(2021, 8, 31), Answer.DOES_NOT_FIT), (date(2021, 9, 1), Answer.FITS)])
def test_a_fourth_grader_is_let_in_from_the_school_year_2021(day, answer):
    facts = {"school_stage": "general", "grade": 4, "early_leaving_risk": True, "partner_joined": True}

    assert verdict(facts, "early-leaving", day).answer == answer


def test_a_programme_that_ended_is_not_in_force_rather_than_refused():
    assert verdict({}, "early-leaving", date(2024, 1, 1)).answer == Answer.NOT_IN_FORCE


def test_what_does_not_apply_counts_as_not_met():
    assert verdict({"age": Missing.NOT_APPLICABLE}, "neet").answer == Answer.DOES_NOT_FIT


def test_what_somebody_prefers_not_to_say_is_not_asked_again():
    found = verdict({"needs_everyday_help": Missing.DECLINED}, "support-person")

    assert (found.answer, found.missing) == (Answer.MAY_FIT, ())


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1981, 3, 1), date(2026, 2, 28), 44),
        (date(1981, 3, 1), date(2026, 3, 1), 45),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
    ],
)
def test_age_changes_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


@pytest.mark.parametrize(("days", "answer"), [(0, Answer.FITS), (-1, Answer.DOES_NOT_FIT)])
def test_the_age_limit_holds_to_the_day(days, answer):
    thirty_tomorrow = date(1996, 11, 21) + timedelta(days=days)
    rest = {"school_stage": "none", "employed": False, "learning_trade": False, "registered_unemployed": False}

    assert verdict({"birth_date": thirty_tomorrow, **rest}, "neet").answer == answer


def test_questions_come_topic_by_topic_and_each_once():
    questions = next_questions(screen(RULES, {}, ON), VOCABULARY)
    topics = [VOCABULARY[fact].topic for fact in questions]

    assert len(questions) == len(set(questions))
    assert topics == sorted(topics, key=topics.index)


BROKEN = {
    "a fact that is not in the vocabulary": {"==": ["shoe_size", 44]},
    "a word that is not in the format": {"~=": ["age", 44]},
    "a value of another type": {"==": ["age", "many"]},
    "an option that does not exist": {"==": ["household_status", "rich"]},
    "a size of a word": {">=": ["household_status", 3]},
    "bounds the wrong way round": {"between": ["age", 29, 15]},
    "an empty group": {"all": []},
    "two words at once": {"all": [{"==": ["age", 1]}], "any": [{"==": ["age", 1]}]},
    "code instead of a condition": "__import__('os')",
}


@pytest.mark.parametrize("test", BROKEN.values(), ids=BROKEN)
def test_a_rule_that_cannot_be_understood_is_refused_with_its_place(test):
    raw = {**RAWS[0], "criteria": [{**RAWS[0]["criteria"][0], "versions": [{"test": test}]}]}

    with pytest.raises(RuleError, match=r"criteria\[0\]\.versions\[0\]\.test"):
        rule_set([raw], VOCABULARY)


def test_rules_whose_tests_do_not_hold_are_refused():
    raw = next(entry for entry in RAWS if entry["id"] == "neet")
    wrong = {**raw, "tests": [{"on": "2020-06-01", "facts": {"age": 30}, "expect": "fits"}]}

    with pytest.raises(RuleError, match=r"tests\[0\]\.expect"):
        trial.check(rule_set([wrong], VOCABULARY), [wrong])


def test_a_gap_between_versions_is_refused():
    raw = next(entry for entry in RAWS if entry["id"] == "early-leaving")
    criterion = json.loads(json.dumps(raw["criteria"][0]))
    criterion["versions"][0]["to"] = "2021-08-31"

    with pytest.raises(RuleError, match="versions"):
        rule_set([{**raw, "criteria": [criterion]}], VOCABULARY)


@pytest.mark.parametrize(
    "facts", [{"age": 200}, {"age": "45"}, {"birth_date": "yesterday"}, {"x": 1}, {"household_status": "=1+1"}]
)
def test_an_answer_that_does_not_fit_its_question_is_refused_by_name(facts):
    with pytest.raises(FactError) as refusal:
        VOCABULARY.checked(facts)

    assert refusal.value.fact == next(iter(facts))


ASKED = [fact for fact in VOCABULARY.facts.values() if fact.type != "date"]


def values_of(fact: Any) -> list[Any]:
    if fact.type == "boolean":
        return [True, False]
    if fact.type == "word":
        return list(fact.options)
    bounds = {fact.low, fact.high, 11, 12, 13, 4, 5, 6, 14, 15, 29, 30}
    return [bound for bound in bounds if fact.low <= bound <= fact.high]


people = st.fixed_dictionaries({}, optional={fact.id: st.sampled_from([*values_of(fact), *Missing]) for fact in ASKED})


@given(facts=people, more=people, day=st.sampled_from([ON, date(2020, 1, 1), date(2021, 8, 31), date(2021, 9, 1)]))
def test_another_fact_never_flips_a_settled_answer(facts, more, day):
    known = {name: value for name, value in facts.items() if not isinstance(value, Missing)}
    later = {**more, **known}

    for before, after in zip(screen(RULES, known, day), screen(RULES, later, day), strict=True):
        if before.answer in (Answer.FITS, Answer.DOES_NOT_FIT, Answer.NOT_IN_FORCE):
            assert before.answer == after.answer


def test_one_person_and_a_whole_caseload_agree_on_six_hundred_thousand_decisions():
    """The walker is the ground truth; distinct people are judged once and compared with every place they stand in."""
    persons, chance = 50_000, np.random.default_rng(20261120)
    columns, rows = {}, [{} for _ in range(4_000)]
    pick = chance.integers(0, len(rows), persons)
    for fact in ASKED:
        options = [*values_of(fact), *([Missing.NOT_ASKED] * 2), Missing.NOT_APPLICABLE]
        drawn = [options[place] for place in chance.integers(0, len(options), len(rows))]
        for row, value in zip(rows, drawn, strict=True):
            row[fact.id] = value
        coded = [0 if isinstance(v, Missing) else fact.code(v) if fact.type == "word" else v for v in drawn]
        known = np.array([not isinstance(value, Missing) for value in drawn])
        absent = np.array([value is Missing.NOT_APPLICABLE for value in drawn])
        columns[fact.id] = Column(np.array(coded)[pick], known[pick], absent[pick])

    bulk = screen_many(RULES, columns, ON, persons=persons)
    single = [{found.programme.id: CODES[found.answer] for found in screen(RULES, row, ON)} for row in rows]

    compared = 0
    for programme, answers in bulk.items():
        expected = np.array([row[programme] for row in single], np.int8)[pick]
        assert np.array_equal(answers, expected), programme
        compared += answers.size
    assert compared >= 600_000


def test_an_assistants_qualification_and_what_is_open_to_everybody_are_not_asked_of_a_client():
    asked_of_clients = {programme.id for programme in RULES.for_clients().programmes}

    assert {programme.id for programme in RULES.programmes} - asked_of_clients == {
        "assistant-qualification",
        "community-centre",
    }


def test_what_is_open_to_everybody_fits_everybody():
    bulk = screen_many(RULES, {}, ON, persons=3)

    assert verdict({}, "community-centre").answer == Answer.FITS
    assert list(bulk["community-centre"]) == [CODES[Answer.FITS]] * 3
