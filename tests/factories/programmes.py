"""The rules of the country pack, answers about a client, and whole caseloads of answers."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings

from khetene.accounts.models import Membership
from khetene.cases import actions as cases
from khetene.cases.models import Case, Client, ClientFact
from khetene.eligibility.vocabulary import Fact, Vocabulary
from khetene.kernel import clock
from khetene.programmes import actions, rulebook
from khetene.programmes.models import RuleVersion
from tests.factories.accounts import actor_of
from tests.factories.cases import client_of, open_case

WITHOUT_A_VALUE = ("not_known", "declined", "not_applicable")
HARIS = {"months_without_work": 14, "employed": False, "registered_unemployed": False}


def loaded_rules() -> RuleVersion:
    """The rules that the product comes with, published and read once, as they are in a server that runs."""
    version = actions.load_country(settings.COUNTRY_FOLDER)
    rulebook.current()
    rulebook.current_operations()
    return version


def know(case: Case, by: Membership, **answers: Any) -> Client:
    """What the client said today; a word of `WITHOUT_A_VALUE` is an answer without a value."""
    client = client_of(case)
    for fact, answer in answers.items():
        state = answer if answer in WITHOUT_A_VALUE else "known"
        cases.record_fact(
            client.pk,
            fact=fact,
            value=answer if state == "known" else None,
            state=state,
            known_on=clock.today(),
            origin="said",
            actor=actor_of(by),
        )
    return client


def haris(by: Membership, **more: Any) -> Client:
    """45 years old, 14 months without work, not yet registered with the employment agency."""
    case = open_case(by, called="Haris", birth_date=date(1981, 3, 1))
    return know(case, by, **(HARIS | more))


def random_caseload(by: Membership, *, people: int, vocabulary: Vocabulary, luck: random.Random) -> list[Client]:
    """Many clients, each fact asked or not, answered, refused, expired and answered anew at random."""
    case = open_case(by)
    clients = [Client(case=case, called="•", birth_date=_birth_date(luck), added_at=clock.now()) for _ in range(people)]
    Client.objects.bulk_create(clients)
    facts = [fact for fact in vocabulary.facts.values() if fact.keep == "case"]
    answers = [answer for client in clients for answer in _answers(client, by, facts, luck)]
    ClientFact.objects.bulk_create(_in_their_places(answers))
    return clients


def _in_their_places(answers: list[ClientFact]) -> list[ClientFact]:
    """As the action would leave them: each knows the day of the next newer answer to its question."""
    chains: dict[tuple[Any, str], list[ClientFact]] = {}
    for answer in answers:
        chains.setdefault((answer.client.pk, answer.fact), []).append(answer)
    for chain in chains.values():
        chain.sort(key=lambda answer: (answer.known_on, answer.pk))
        for answer, newer in pairwise(chain):
            answer.superseded_on = newer.known_on
    return answers


def _birth_date(luck: random.Random) -> date | None:
    return None if luck.random() < 0.4 else _some_day(luck)


def _some_day(luck: random.Random) -> date:
    """Often just on a birthday that a rule asks about."""
    today = clock.today()
    if luck.random() < 0.5:
        return today.replace(year=today.year - luck.choice([14, 15, 29, 30])) + timedelta(luck.choice([-1, 0, 1]))
    return today - timedelta(luck.randrange(60 * 365))


def _answers(client: Client, by: Membership, facts: list[Fact], luck: random.Random) -> list[ClientFact]:
    asked = (fact for fact in facts if luck.random() < 0.6)
    return [_answer(client, by, fact, luck) for fact in asked for _again in range(luck.choice([1, 1, 2]))]


def _answer(client: Client, by: Membership, fact: Fact, luck: random.Random) -> ClientFact:
    today = clock.today()
    state = "known" if luck.random() < 0.75 else luck.choice(WITHOUT_A_VALUE)
    return ClientFact(
        client=client,
        fact=fact.id,
        state=state,
        known_on=today - timedelta(luck.randrange(3)),
        valid_to=luck.choice([None, None, None, today - timedelta(1), today]),
        origin="said",
        recorded_by=by,
        recorded_at=clock.now(),
        **(_value(fact, luck) if state == "known" else {}),
    )


def _value(fact: Fact, luck: random.Random) -> dict[str, Any]:
    if fact.type == "boolean":
        return {"truth": luck.random() < 0.5}
    if fact.type == "word":
        return {"word": luck.choice(list(fact.options))}
    if fact.type == "date":
        return {"day": _some_day(luck)}
    return {"number": luck.randrange(fact.low or 0, min(fact.high or 40, 40) + 1)}
