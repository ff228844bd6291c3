"""The database and the engine answer alike: the same rules over a random caseload."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest

from khetene.cases import actions
from khetene.cases.models import Client
from khetene.eligibility.programmes import RuleSet, rule_set
from khetene.eligibility.screening import Answer, screen
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.programmes import caseload, reads, rulebook
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import client_of, open_case
from tests.factories.programmes import haris, know, loaded_rules, random_caseload

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
TEXT = {"lv": "…", "en": "…"}


@pytest.fixture
def anna():
    return MembershipFactory(role="mediator")


@pytest.fixture
def rules() -> RuleSet:
    loaded_rules()
    return rulebook.current()[1]


def random_rules(rules: RuleSet, luck: random.Random, how_many: int) -> RuleSet:
    """Programmes whose conditions nobody would write: everything nested, negated and mixed."""
    raws = [
        {
            "id": f"random-{number}",
            "title": TEXT,
            "holder": "nobody",
            "decides": TEXT,
            "source": "made up",
            "tests": [{}],
            "criteria": [
                {"id": f"c{place}", "text": TEXT, "versions": [{"test": random_condition(rules, luck, 3)}]}
                for place in range(luck.choice([1, 2]))
            ],
        }
        for number in range(how_many)
    ]
    return rule_set(raws, rules.vocabulary)


def random_condition(rules: RuleSet, luck: random.Random, depth: int):
    if depth and luck.random() < 0.6:
        word = luck.choice(["all", "any", "not"])
        parts = [random_condition(rules, luck, depth - 1) for _part in range(luck.choice([1, 2]))]
        return {"not": parts[0]} if word == "not" else {word: parts}
    fact = luck.choice([f for f in rules.vocabulary.facts.values() if f.type != "date" and f.keep == "case"])
    if fact.type == "boolean":
        return {"==": [fact.id, luck.random() < 0.5]}
    if fact.type == "word":
        options = list(fact.options)
        return luck.choice([{"==": [fact.id, options[0]]}, {"in": [fact.id, options[:2]]}])
    low, high = sorted((luck.choice([1, 3, 12, 15]), luck.choice([4, 12, 14, 29])))
    return luck.choice(
        [
            {"between": [fact.id, low, high]},
            {">=": [fact.id, low]},
            {"<=": [fact.id, high]},
            {"==": [fact.id, high]},
            {"in": [fact.id, [low, high]]},
        ]
    )


def by_the_engine(rules: RuleSet, clients: list[Client], actor, on: date) -> dict[str, dict]:
    answers: dict[str, dict] = {}
    for client in clients:
        for verdict in screen(rules, reads.known_facts(client.pk, on=on, actor=actor), on):
            answers.setdefault(verdict.programme.id, {})[client.pk] = verdict.answer
    return answers


def by_the_database(rules: RuleSet, clients: list[Client], actor, on: date) -> dict[str, dict]:
    keys = {client.pk for client in clients}
    return {
        programme: {client: answer for client, answer in rows if client in keys}
        for programme, rows in caseload.answers_by_client(rules, actor=actor, on=on).items()
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_the_database_answers_as_the_engine_does_on_the_rules_of_the_country(anna, rules, seed):
    luck = random.Random(seed)
    clients = random_caseload(anna, people=150, vocabulary=rules.vocabulary, luck=luck)

    engine = by_the_engine(rules, clients, actor_of(anna), TODAY)
    database = by_the_database(rules, clients, actor_of(anna), TODAY)

    in_force = {name: rows for name, rows in engine.items() if set(rows.values()) != {Answer.NOT_IN_FORCE}}
    assert database == in_force


@pytest.mark.parametrize("seed", [3, 4])
def test_the_database_answers_as_the_engine_does_on_rules_that_nobody_would_write(anna, rules, seed):
    luck = random.Random(seed)
    clients = random_caseload(anna, people=60, vocabulary=rules.vocabulary, luck=luck)
    strange = random_rules(rules, luck, how_many=40)

    engine = by_the_engine(strange, clients, actor_of(anna), TODAY)

    assert by_the_database(strange, clients, actor_of(anna), TODAY) == engine


def test_a_programme_that_asks_for_nothing_on_a_day_fits_everybody(anna, rules):
    ended = {"id": "c", "text": TEXT, "versions": [{"to": "2020-01-01", "test": {"==": ["employed", True]}}]}
    raw = {
        "id": "open",
        "title": TEXT,
        "holder": "x",
        "decides": TEXT,
        "source": "x",
        "tests": [{}],
        "criteria": [ended],
    }
    open_to_all = rule_set([raw], rules.vocabulary)
    client = haris(anna)

    engine = by_the_engine(open_to_all, [client], actor_of(anna), TODAY)

    assert engine == by_the_database(open_to_all, [client], actor_of(anna), TODAY) == {"open": {client.pk: Answer.FITS}}


def test_one_statement_screens_a_caseload_however_large(anna, rules, django_assert_num_queries):
    for _person in range(3):
        haris(anna)

    with django_assert_num_queries(1):
        caseload.cases_by_answer(rules, actor=actor_of(anna), on=TODAY)


def test_the_counts_are_those_of_the_engine(anna, rules):
    luck = random.Random(5)
    cases = [open_case(anna) for _case in range(12)]
    for case in cases:
        know(case, anna, employed=luck.choice([True, False]), registered_unemployed=True, months_without_work=12)
    clients = [client_of(case) for case in cases]

    counted = caseload.cases_by_answer(rules, actor=actor_of(anna), on=TODAY)["long-term-unemployed"]

    engine = by_the_engine(rules, clients, actor_of(anna), TODAY)["long-term-unemployed"]
    assert counted == {Answer.FITS: list(engine.values()).count(Answer.FITS)}


def test_a_case_with_two_people_whom_it_fits_counts_once(anna, rules):
    case = haris(anna, registered_unemployed=True).case
    second = actions.add_client(case.pk, called="Otrs", birth_date=date(1980, 1, 1), actor=actor_of(anna))
    for fact, value in {"months_without_work": 12, "employed": False, "registered_unemployed": True}.items():
        actions.record_fact(second.pk, fact=fact, value=value, known_on=TODAY, origin="said", actor=actor_of(anna))

    found = reads.caseload_cases("long-term-unemployed", Answer.FITS, on=TODAY, actor=actor_of(anna))

    line = next(
        row
        for row in reads.caseload_verdicts(on=TODAY, actor=actor_of(anna))
        if row.programme == "long-term-unemployed"
    )
    assert (found, line.fits, line.may_fit) == ([case.pk], 1, 0)


def test_nobody_sees_the_caseload_of_another_silo(anna, rules):
    eva = MembershipFactory(role="mediator")
    haris(anna, registered_unemployed=True)

    lines = reads.caseload_verdicts(on=TODAY, actor=actor_of(eva))

    assert {(line.fits, line.may_fit) for line in lines} == {(0, 0)}
    assert reads.caseload_cases("long-term-unemployed", Answer.FITS, on=TODAY, actor=actor_of(eva)) == []


def test_a_colleague_of_the_same_silo_counts_only_their_own_cases(anna, rules):
    colleague = MembershipFactory(role="mediator", organisation=anna.organisation)
    haris(anna, registered_unemployed=True)

    assert reads.caseload_cases("long-term-unemployed", Answer.FITS, on=TODAY, actor=actor_of(colleague)) == []


def test_there_is_no_list_for_a_programme_that_does_not_exist(anna, rules):
    with pytest.raises(NotForYou):
        reads.caseload_cases("no-such", Answer.FITS, on=TODAY, actor=actor_of(anna))


@pytest.mark.parametrize("on", [date(2027, 2, 28), date(2028, 2, 29), date(2027, 3, 1)])
@pytest.mark.parametrize("born", [date(2012, 2, 29), date(2012, 2, 28), date(2012, 3, 1)])
def test_a_birthday_on_29_february_is_the_same_in_both(anna, rules, on, born):
    with clock.set_to(datetime(on.year, on.month, on.day, 9, tzinfo=UTC)):
        case = open_case(anna, birth_date=born)
        client = know(case, anna, school_stage="none", employed=False)

        engine = by_the_engine(rules, [client], actor_of(anna), on)
        database = by_the_database(rules, [client], actor_of(anna), on)

    assert database["neet-2"] == engine["neet-2"]
