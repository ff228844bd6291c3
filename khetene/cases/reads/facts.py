"""What is known about a client on a day: for one person with origins, for a whole caseload inside the database."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Literal

from django.db.models import F, FilteredRelation, Q, QuerySet

from khetene.cases.enums import FactState
from khetene.cases.models import Case, Client, ClientFact, newest_on
from khetene.cases.reads.rows import FactValue, KnownFact
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.statements import kept

Column = Literal["number", "truth", "word", "day"]


def facts_of(client_id: uuid.UUID, *, actor: Actor, as_of: date) -> dict[str, KnownFact]:
    """The newest answer to each question that was known on `as_of`. An answer past its validity is left out.

    The birth date written on the client counts as the fact `birth_date`. Raises NotForYou.
    """
    return answers_of(client_id, actor=actor, as_of=as_of)[0]


def answers_of(client_id: uuid.UUID, *, actor: Actor, as_of: date) -> tuple[dict[str, KnownFact], dict[str, KnownFact]]:
    """What is known on `as_of`, and what was known and has run out since. Raises NotForYou."""
    found = _client(client_id, actor)
    if not found:
        raise NotForYou
    client = found[0]
    known = {answer.fact: _known(answer) for answer in _newest(client_id, as_of)}
    if client.birth_date:
        known["birth_date"] = KnownFact(
            "birth_date", FactState.KNOWN, client.birth_date, None, client.added_at.date(), "said", ""
        )
    ran_out = {fact: row for fact, row in known.items() if row.valid_to and row.valid_to < as_of}
    return {fact: row for fact, row in known.items() if fact not in ran_out}, ran_out


@kept
def _client(client_id: uuid.UUID, actor: Actor) -> QuerySet[Client]:
    return Client.objects.filter(pk=client_id, case__in=Case.objects.visible_to(actor)).order_by("id")[:1]


@kept
def _newest(client_id: uuid.UUID, as_of: date) -> QuerySet[ClientFact]:
    return ClientFact.objects.filter(client_id=client_id).latest_on(as_of)


def _known(answer: ClientFact) -> KnownFact:
    return KnownFact(
        fact=answer.fact,
        state=answer.state,
        value=_value(answer),
        valid_to=answer.valid_to,
        known_on=answer.known_on,
        origin=answer.origin,
        origin_label=answer.get_origin_display(),
    )


def _value(answer: ClientFact) -> FactValue:
    if answer.state != FactState.KNOWN:
        return None
    if answer.number is not None:
        return int(answer.number) if answer.number == answer.number.to_integral_value() else answer.number
    return answer.truth if answer.truth is not None else answer.word or answer.day


def clients_with_facts(fact_types: Mapping[str, Column], *, actor: Actor, as_of: date) -> QuerySet[Client]:
    """Clients of the actor's visible open cases with `fact_<id>` and `fact_<id>_state`; an unknown one is NULL.

    Rows hold keys and facts, never names. `birth_date` is a column of its own.
    """
    cases = Case.objects.visible_to(actor).open_on(as_of)
    rows = Client.objects.filter(case__in=cases).order_by("pk")
    for fact, column in fact_types.items():
        newest = Q(facts__fact=fact) & newest_on(as_of, "facts__")
        rows = rows.annotate(**{f"newest_{fact}": FilteredRelation("facts", condition=newest)})
        found = {"": column, "_state": "state", "_valid_to": "valid_to"}
        rows = rows.annotate(**{f"fact_{fact}{part}": F(f"newest_{fact}__{name}") for part, name in found.items()})
    return rows
