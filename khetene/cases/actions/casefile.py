"""Opening and closing a case, the people in it and the people who work on it."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from khetene.accounts.models import Membership
from khetene.cases.actions._silo import locked_case, mark_activity, refuse_future
from khetene.cases.enums import ClosingReason, LegalBasis, Purpose
from khetene.cases.models import Case, CaseNumber, CaseWorker, Client
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.territory.models import Territory

LOCKED_AT_ONCE = 500


@transaction.atomic
def open_case(
    *,
    purpose: str,
    legal_basis: str,
    territory_id: uuid.UUID,
    people_concerned: int = 1,
    supervisor_id: uuid.UUID | None = None,
    actor: Actor,
) -> Case:
    """Open a case in the actor's own silo; the actor works on it from today."""
    territory = Territory.objects.get(pk=territory_id)
    today = clock.today()
    case = Case(
        organisation_id=actor.organisation_key,
        key=_next_key(actor.organisation_key, territory.name, today.year),
        purpose=Purpose(purpose),
        legal_basis=LegalBasis(legal_basis),
        territory=territory,
        people_concerned=people_concerned,
        supervisor_id=supervisor_id or _usual_supervisor(actor, today),
        opened_on=today,
        last_activity_on=today,
    )
    case.full_clean()
    case.save(force_insert=True)
    CaseWorker.objects.create(case=case, membership_id=actor.membership_key, from_day=today)
    audit.record("case.started", case, actor=actor, case=case.pk)
    return case


@transaction.atomic
def add_client(
    case_id: uuid.UUID,
    *,
    called: str,
    legal_name: str | None = None,
    birth_date: date | None = None,
    age_band: str = "",
    phone: str | None = None,
    other_contact: str | None = None,
    languages: Sequence[str] = (),
    interpreter: str = "",
    actor: Actor,
) -> Client:
    """Write down whom the case is about, as little as they wish to say."""
    case = locked_case(case_id, actor)
    if birth_date:
        refuse_future(birth_date, "birth_date")
    client = Client(
        case=case,
        called=called,
        legal_name=legal_name or None,
        birth_date=birth_date,
        age_band=age_band,
        phone=phone or None,
        other_contact=other_contact or None,
        languages=list(languages),
        interpreter=interpreter,
        added_at=clock.now(),
    )
    client.refresh_blind_indexes()
    client.full_clean(exclude=["languages"])
    client.save(force_insert=True)
    mark_activity(case)
    audit.record("client.added", client, actor=actor, case=case.pk)
    return client


@transaction.atomic
def change_client(
    client_id: uuid.UUID,
    *,
    called: str,
    legal_name: str | None,
    birth_date: date | None,
    age_band: str,
    phone: str | None,
    other_contact: str | None,
    languages: Sequence[str],
    interpreter: str,
    actor: Actor,
) -> Client:
    """Correct what is written about a client."""
    client = Client.objects.filter(pk=client_id).first()
    if client is None:
        raise NotForYou
    case = locked_case(client.case_id, actor)
    if birth_date:
        refuse_future(birth_date, "birth_date")
    client.called, client.legal_name = called, legal_name or None
    client.birth_date, client.age_band = birth_date, age_band
    client.phone, client.other_contact = phone or None, other_contact or None
    client.languages, client.interpreter = list(languages), interpreter
    client.refresh_blind_indexes()
    client.full_clean(exclude=["languages"])
    client.save()
    mark_activity(case)
    audit.record("client.changed", client, actor=actor, case=case.pk)
    return client


@transaction.atomic
def touch(case_id: uuid.UUID, *, actor: Actor) -> None:
    """Something happened in the case today, recorded in another module."""
    mark_activity(locked_case(case_id, actor, also_closed=True))


@transaction.atomic
def touch_all(case_ids: Collection[uuid.UUID], *, actor: Actor) -> None:
    """The same for many cases at once, locked in one order. Raises NotForYou when one of them may not be opened."""
    wanted = sorted(case_ids)
    for start in range(0, len(wanted), LOCKED_AT_ONCE):
        some = Case.objects.visible_to(actor).filter(pk__in=wanted[start : start + LOCKED_AT_ONCE])
        found = list(some.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        if found != wanted[start : start + LOCKED_AT_ONCE]:
            raise NotForYou
        Case.objects.filter(pk__in=found).exclude(last_activity_on=clock.today()).update(last_activity_on=clock.today())


@transaction.atomic
def close_case(case_id: uuid.UUID, *, reason: str, actor: Actor) -> Case:
    """Close the case today; its retention begins to run."""
    case = locked_case(case_id, actor)
    case.closed_on, case.closing_reason = clock.today(), ClosingReason(reason)
    case.last_activity_on = clock.today()
    case.save(update_fields=["closed_on", "closing_reason", "last_activity_on"])
    audit.record("case.closed", case, actor=actor, case=case.pk, reason=reason)
    return case


@transaction.atomic
def reopen_case(case_id: uuid.UUID, *, actor: Actor) -> Case:
    """Open a closed case again; doing it twice changes nothing."""
    case = locked_case(case_id, actor, also_closed=True)
    if case.closed_on is None:
        return case
    case.closed_on, case.closing_reason = None, ""
    case.last_activity_on = clock.today()
    case.save(update_fields=["closed_on", "closing_reason", "last_activity_on"])
    audit.record("case.reopened", case, actor=actor, case=case.pk)
    return case


@transaction.atomic
def add_worker(case_id: uuid.UUID, *, membership_id: uuid.UUID, actor: Actor) -> CaseWorker:
    """Let a colleague of the same organisation work on the case from today."""
    case = locked_case(case_id, actor)
    today = clock.today()
    colleague = (
        Membership.objects.active_on(today).filter(pk=membership_id, organisation_id=actor.organisation_key).first()
    )
    if colleague is None:
        raise NotForYou
    worker, _created = CaseWorker.objects.get_or_create(
        case=case, membership=colleague, to_day=None, defaults={"from_day": today}
    )
    audit.record("case.worker_added", worker, actor=actor, case=case.pk)
    return worker


@transaction.atomic
def end_work(case_id: uuid.UUID, *, membership_id: uuid.UUID, actor: Actor) -> None:
    """A colleague's work on the case ended yesterday; from now on they do not see it."""
    case = locked_case(case_id, actor)
    worker = CaseWorker.objects.filter(case=case, membership_id=membership_id, to_day=None).first()
    if worker is None:
        return
    worker.to_day = date.fromordinal(clock.today().toordinal() - 1)
    worker.save(update_fields=["to_day"])
    audit.record("case.worker_ended", worker, actor=actor, case=case.pk)


def _next_key(organisation: uuid.UUID, place: str, year: int) -> str:
    counter, _created = CaseNumber.objects.select_for_update(of=("self",)).get_or_create(
        organisation_id=organisation, year=year
    )
    counter.last += 1
    counter.save(update_fields=["last"])
    letters = unicodedata.normalize("NFKD", place).encode("ascii", "ignore").decode()
    return f"{letters[:3].upper()}-{year % 100:02d}-{counter.last:04d}"


def _usual_supervisor(actor: Actor, day: date) -> uuid.UUID | None:
    """The organisation's supervisor if there is just one; otherwise somebody has to choose."""
    supervisors = (
        Membership.objects.active_on(day)
        .filter(organisation_id=actor.organisation_key, role="supervisor")
        .order_by("pk")
        .values_list("pk", flat=True)[:2]
    )
    return supervisors[0] if len(supervisors) == 1 else None
