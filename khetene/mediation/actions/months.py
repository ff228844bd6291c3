"""Noting what is no contact, signing a month, and deciding about it. What was accepted never changes."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.accounts.rules import mediates, supervises
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.enums import MonthState
from khetene.mediation.errors import (
    ActivityInTheFuture,
    MonthIsDecided,
    MonthIsNotOver,
    MonthIsSigned,
    NothingToCorrect,
    SayWhy,
)
from khetene.mediation.figures import figures_of
from khetene.mediation.models import Activity, Month
from khetene.mediation.models.month import month_after


@transaction.atomic
def note_activity(
    *,
    happened_on: date,
    kind: str,
    minutes: int,
    people: int | None = None,
    institution_id: uuid.UUID | None = None,
    words: str = "",
    change: str = "",
    actor: Actor,
) -> Activity:
    """Note an event, work with an institution, or own time. Raises ActivityInTheFuture, ValidationError."""
    if happened_on > clock.today():
        raise ActivityInTheFuture
    activity = Activity(
        organisation_id=actor.organisation_key,
        membership_id=actor.membership_key,
        happened_on=happened_on,
        kind=kind,
        minutes=minutes,
        people=people,
        institution_id=institution_id,
        words=words,
        has_change=bool(change.strip()),
        change=change,
        noted_at=clock.now(),
    )
    activity.full_clean()
    activity.save(force_insert=True)
    audit.record("activity.noted", activity, actor=actor)
    return activity


@transaction.atomic
def take_back_activity(activity_id: uuid.UUID, *, actor: Actor) -> None:
    """It counts no more. Raises NotForYou, MonthIsSigned."""
    found = Activity.objects.visible_to(actor).that_count().select_for_update().filter(pk=activity_id).first()
    if found is None:
        raise NotForYou
    _refuse_if_signed(found.happened_on.replace(day=1), actor)
    found.taken_back_on = clock.today()
    found.save(update_fields=["taken_back_on"])
    audit.record("activity.taken_back", found, actor=actor)


def _refuse_if_signed(first: date, actor: Actor) -> None:
    newest = _newest(first, actor)
    if newest and newest.state != MonthState.RETURNED:
        raise MonthIsSigned


def _newest(first: date, actor: Actor) -> Month | None:
    return Month.objects.of(actor).filter(first=first).select_for_update().order_by("-number").first()


@transaction.atomic
def sign_month(first: date, *, narrative: str, actor: Actor) -> Month:
    """Freeze the figures of the own month and give it to the supervisor; a month that was given back is signed anew.

    Raises NotForYou, MonthIsNotOver, MonthIsSigned.
    """
    _refuse_what_no_mediator_does(actor)
    if clock.today() < month_after(first) - date.resolution:
        raise MonthIsNotOver
    newest = _newest(first, actor)
    if newest and newest.state != MonthState.RETURNED:
        raise MonthIsSigned
    return _sign(newest or Month(first=first.replace(day=1)), narrative, actor)


@transaction.atomic
def correct_month(first: date, *, narrative: str, actor: Actor) -> Month:
    """Sign what came after a month was accepted, as a correction with the next number. Raises NotForYou, NothingToCorrect."""
    _refuse_what_no_mediator_does(actor)
    newest = _newest(first, actor)
    if newest is None or newest.state != MonthState.ACCEPTED:
        raise NothingToCorrect
    return _sign(Month(first=first, number=newest.number + 1), narrative, actor)


def _refuse_what_no_mediator_does(actor: Actor) -> None:
    if not mediates(actor):
        raise NotForYou


def _sign(month: Month, narrative: str, actor: Actor) -> Month:
    month.organisation_id, month.membership_id = actor.organisation_key, actor.membership_key
    month.figures = figures_of(actor.membership_key, month.first)
    month.narrative, month.state, month.signed_at = narrative, MonthState.SIGNED, clock.now()
    month.decided_by, month.decided_at = None, None
    month.full_clean()
    month.save()
    audit.record("month.signed", month, actor=actor)
    return month


@transaction.atomic
def accept_month(month_id: uuid.UUID, *, actor: Actor) -> Month:
    """The supervisor takes the month over: from now on it never changes. Raises NotForYou, MonthIsDecided."""
    return _decide(month_id, MonthState.ACCEPTED, "", actor)


@transaction.atomic
def return_month(month_id: uuid.UUID, *, why: str, actor: Actor) -> Month:
    """The supervisor gives the month back with what should be mended. Raises NotForYou, MonthIsDecided, SayWhy."""
    if not why.strip():
        raise SayWhy
    return _decide(month_id, MonthState.RETURNED, why, actor)


def _decide(month_id: uuid.UUID, state: MonthState, why: str, actor: Actor) -> Month:
    rows = Month.objects.filter(organisation_id=actor.organisation_key).exclude(membership_id=actor.membership_key)
    month = rows.select_for_update().filter(pk=month_id).first() if supervises(actor) else None
    if month is None:
        raise NotForYou
    if month.state != MonthState.SIGNED:
        raise MonthIsDecided
    month.state, month.returned_why = state, why
    month.decided_by_id, month.decided_at = actor.membership_key, clock.now()
    month.full_clean()
    month.save(update_fields=["state", "returned_why", "decided_by", "decided_at"])
    audit.record(f"month.{state}", month, actor=actor)
    return month
