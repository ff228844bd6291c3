"""Steps that the actions share: find the case in the actor's own silo, lock it, and mark that something happened."""

from __future__ import annotations

import uuid
from datetime import date

from khetene.cases.errors import CaseIsClosed, DayInTheFuture
from khetene.cases.models import Case, Client
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


def locked_case(case_id: uuid.UUID, actor: Actor, *, also_closed: bool = False) -> Case:
    """The case, locked until the transaction ends. Raises NotForYou or CaseIsClosed."""
    case = Case.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NotForYou
    if case.closed_on and not also_closed:
        raise CaseIsClosed
    return case


def client_in(case: Case, client_id: uuid.UUID) -> Client:
    client = Client.objects.filter(case=case, pk=client_id).first()
    if client is None:
        raise NotForYou
    return client


def mark_activity(case: Case) -> None:
    today = clock.today()
    if case.last_activity_on != today:
        case.last_activity_on = today
        case.save(update_fields=["last_activity_on"])


def refuse_future(day: date, field: str) -> None:
    if day > clock.today():
        raise DayInTheFuture(field=field)
