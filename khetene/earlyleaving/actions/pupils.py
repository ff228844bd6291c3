"""Noting what was observed about a pupil, and letting a colleague work with them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import models, transaction
from django.db.models import Max

from khetene.accounts import reads as accounts
from khetene.accounts.enums import Role
from khetene.earlyleaving.actions._shared import why_opened
from khetene.earlyleaving.enums import FollowEnd
from khetene.earlyleaving.errors import ColleagueNotFound, DayHasNotCome, UnknownCriterion
from khetene.earlyleaving.instrument import Register
from khetene.earlyleaving.models import Involvement, Observation, Plan, Pupil
from khetene.earlyleaving.register import joined_school
from khetene.earlyleaving.rules import works_with_pupils
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.database import declared_write
from khetene.kernel.errors import NotForYou


@transaction.atomic
def observe(
    *,
    called: str = "",
    pupil_id: uuid.UUID | None = None,
    observed_on: date,
    signs: Sequence[str] = (),
    words: str,
    colleague_id: uuid.UUID | None = None,
    actor: Actor,
) -> Observation:
    """Note what was seen about a new or a known pupil, and give it to a colleague.

    Raises NotForYou, SchoolNotJoined, DayHasNotCome, UnknownCriterion, ColleagueNotFound.
    """
    if not works_with_pupils(actor):
        raise NotForYou
    _school, version = joined_school(actor)
    if observed_on > clock.today():
        raise DayHasNotCome
    if set(signs) - set(Register(version.content).instrument_on(observed_on).criteria):
        raise UnknownCriterion(field="signs")
    pupil = _pupil(pupil_id, called, actor)
    _involve(pupil, actor.membership_key)
    if colleague_id:
        _let_in(pupil, colleague_id, actor)
    observation = Observation(
        pupil=pupil,
        observed_on=observed_on,
        signs=" ".join(signs),
        words=words,
        by_id=actor.membership_key,
        noted_at=clock.now(),
    )
    observation.full_clean()
    observation.save(force_insert=True)
    keep_until(pupil, observed_on)
    audit.record("pupil.observed", observation, actor=actor)
    return observation


def _pupil(pupil_id: uuid.UUID | None, called: str, actor: Actor) -> Pupil:
    if pupil_id:
        return visible_pupil(pupil_id, actor)
    return add_pupil(called, actor)


def add_pupil(called: str, actor: Actor) -> Pupil:
    """A new record of the actor's school, inside the caller's action."""
    pupil = Pupil(
        organisation_id=actor.organisation_key, called=called, added_at=clock.now(), needed_until=clock.today()
    )
    pupil.full_clean(exclude=["called_index"])
    pupil.refresh_blind_indexes()
    pupil.save(force_insert=True)
    audit.record("pupil.added", pupil, actor=actor)
    return pupil


def visible_pupil(pupil_id: uuid.UUID, actor: Actor) -> Pupil:
    """The pupil, locked. Raises NotForYou."""
    pupil = Pupil.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=pupil_id).first()
    if pupil is None:
        raise NotForYou
    return pupil


def keep_until(pupil: Pupil, day: date) -> None:
    """The record is needed at least until that day."""
    if day > pupil.needed_until:
        pupil.needed_until = day
        pupil.save(update_fields=["needed_until"])


def set_back(pupil: Pupil) -> None:
    """The record is needed no longer than its notes, counts and plans say; an agreement that was withdrawn says nothing."""
    agreed = pupil.followed.exclude(ended_as=FollowEnd.WITHDRAWN)
    days = [
        clock.day_of(pupil.added_at),
        pupil.observations.aggregate(last=Max("observed_on"))["last"],
        pupil.plans.aggregate(last=Max("ends"))["last"],
        pupil.absences.aggregate(last=Max("counted_on"))["last"],
        agreed.aggregate(last=Max("agreed_on"))["last"],
        agreed.aggregate(last=Max("steps__happened_on"))["last"],
    ]
    pupil.needed_until = max(day for day in days if day)
    pupil.save(update_fields=["needed_until"])


@transaction.atomic
def let_in(pupil_id: uuid.UUID, *, colleague_id: uuid.UUID, actor: Actor) -> None:
    """A colleague works with the pupil from now on. Raises NotForYou, ColleagueNotFound."""
    _let_in(visible_pupil(pupil_id, actor), colleague_id, actor)


def _let_in(pupil: Pupil, colleague_id: uuid.UUID, actor: Actor) -> None:
    staff = {row.membership_id for row in accounts.colleagues(actor=actor) if row.role == Role.SCHOOL_STAFF}
    if colleague_id not in staff:
        raise ColleagueNotFound
    if involved := _involve(pupil, colleague_id):
        audit.record("pupil.colleague_let_in", involved, actor=actor)


def _involve(pupil: Pupil, membership_id: uuid.UUID) -> Involvement | None:
    if Involvement.objects.filter(pupil=pupil, membership_id=membership_id).exists():
        return None
    return Involvement.objects.create(pupil=pupil, membership_id=membership_id, since=clock.today())


def let_in_new(pupil: Pupil, colleague_id: uuid.UUID, actor: Actor) -> None:
    """Somebody works with a pupil who came by a file, inside the caller's action. Raises ColleagueNotFound."""
    _let_in(pupil, colleague_id, actor)


def record_opening(what: str, key: uuid.UUID, *, actor: Actor, silo: uuid.UUID) -> None:
    """Write down in the school's trail that somebody looked, also when they look from outside the school."""
    thing: models.Model = Pupil(pk=key) if what == "pupil" else Plan(pk=key)
    with declared_write():
        audit.record(f"{what}.opened", thing, actor=actor, silo=silo, reason=why_opened(actor, silo))


def record_print(plan_id: uuid.UUID, *, actor: Actor, silo: uuid.UUID) -> None:
    """Write down that somebody took the plan as a file: from then on it lies outside."""
    with declared_write():
        audit.record("plan.printed", Plan(pk=plan_id), actor=actor, silo=silo, reason=why_opened(actor, silo))
