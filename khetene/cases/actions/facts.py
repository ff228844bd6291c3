"""Answers about a client: each a new row with its day and origin, and only such as the vocabulary knows."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.cases.actions._silo import locked_case, mark_activity, refuse_future
from khetene.cases.enums import FactOrigin, FactState
from khetene.cases.errors import AnswerDoesNotFit, DoesNotExpire, EndsBeforeItIsKnown, NeverKept, NoSuchFact
from khetene.cases.models import Client, ClientFact
from khetene.eligibility.errors import FactError
from khetene.facts.reads import vocabulary
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

Value = Decimal | int | bool | str | date | None


@transaction.atomic
def record_fact(
    client_id: uuid.UUID,
    *,
    fact: str,
    value: Value = None,
    state: str = FactState.KNOWN,
    known_on: date,
    origin: str,
    valid_to: date | None = None,
    actor: Actor,
) -> ClientFact:
    """Add an answer about a client with its day and origin; older answers stay.

    Raises NoSuchFact, NeverKept, AnswerDoesNotFit, DoesNotExpire, EndsBeforeItIsKnown, DayInTheFuture.
    """
    client = Client.objects.filter(pk=client_id).first()
    if client is None:
        raise NotForYou
    case = locked_case(client.case_id, actor)
    refuse_future(known_on, "known_on")
    _refuse_what_is_no_answer(fact, value, FactState(state), known_on, valid_to)
    answer = ClientFact(
        client=client,
        fact=fact,
        state=FactState(state),
        known_on=known_on,
        valid_to=valid_to,
        origin=FactOrigin(origin),
        recorded_by_id=actor.membership_key,
        recorded_at=clock.now(),
        **_typed(value),
    )
    _take_its_place(answer)
    answer.full_clean()
    answer.save(force_insert=True)
    mark_activity(case)
    audit.record("fact.recorded", answer, actor=actor, case=case.pk)
    return answer


def _take_its_place(answer: ClientFact) -> None:
    """Among the answers to the same question by their days; of one day, the one recorded later is the newer."""
    others = ClientFact.objects.filter(client_id=answer.client_id, fact=answer.fact)
    later = others.filter(known_on__gt=answer.known_on).order_by("known_on", "id").first()
    answer.superseded_on = later.known_on if later else None
    before = others.filter(known_on__lte=answer.known_on).order_by("-known_on", "-id").first()
    if before:
        others.filter(pk=before.pk).update(superseded_on=answer.known_on)


def _refuse_what_is_no_answer(name: str, value: Value, state: FactState, known_on: date, valid_to: date | None) -> None:
    """Every door to the case goes through here, so that no rule ever meets an answer that it does not know."""
    known = vocabulary()
    if name not in known:
        raise NoSuchFact
    if known[name].keep == "once":
        raise NeverKept
    if valid_to and not known[name].expires:
        raise DoesNotExpire
    if valid_to and valid_to < known_on:
        raise EndsBeforeItIsKnown
    if state != FactState.KNOWN:
        return
    try:
        known.checked({name: value})
    except FactError as refusal:
        raise AnswerDoesNotFit from refusal


def _typed(value: Value) -> dict[str, object]:
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"truth": value}
    if isinstance(value, int | Decimal):
        return {"number": value}
    return {"day": value} if isinstance(value, date) else {"word": value}
