"""Two records of one school are the same pupil: a person decides it, never a name. Everything hangs on one record then."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.earlyleaving.actions.pupils import set_back
from khetene.earlyleaving.enums import EndedAs, State
from khetene.earlyleaving.errors import BothAreFollowed, BothHaveAPlan, SameRecord, SayWhyTheSame
from khetene.earlyleaving.models import Joining, Plan, Pupil
from khetene.earlyleaving.rules import leads_a_school
from khetene.kernel import audit, clock, wiping
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def join_pupils(kept_id: uuid.UUID, other_id: uuid.UUID, *, reason: str, actor: Actor) -> Pupil:
    """What hangs on the other record hangs on the kept one, and the other goes. Only inside one school, by its head.

    Raises NotForYou, SameRecord, SayWhyTheSame, BothHaveAPlan, BothAreFollowed.
    """
    if not leads_a_school(actor):
        raise NotForYou
    if kept_id == other_id:
        raise SameRecord
    rows = Pupil.objects.visible_to(actor).filter(pk__in=[kept_id, other_id]).order_by("pk")
    found = {pupil.pk: pupil for pupil in rows.select_for_update(of=("self",))}
    if len(found) != 2:
        raise NotForYou
    if not reason.strip():
        raise SayWhyTheSame
    kept, other = found[kept_id], found[other_id]
    _refuse_two_plans(kept, other)
    if kept.followed.filter(ended_on=None).exists() and other.followed.filter(ended_on=None).exists():
        raise BothAreFollowed
    _move(kept, other)
    joining = Joining(
        pupil=kept, was=other.pk, was_called=other.called, reason=reason, by_id=actor.membership_key, at=clock.now()
    )
    joining.full_clean()
    joining.save(force_insert=True)
    audit.record("pupil.joined_to_another", other, actor=actor)
    audit.record("pupil.joined", kept, actor=actor)
    other.delete()
    set_back(kept)
    return kept


@transaction.atomic
def wipe_joining(joining_id: uuid.UUID, *, actor: Actor) -> None:
    """Delete the other name and the reason for good; that two records became one, when and by whom, stays. Raises NotForYou."""
    rows = Joining.objects.filter(pupil__in=Pupil.objects.visible_to(actor)) if leads_a_school(actor) else None
    joining = rows.select_for_update(of=("self",)).filter(pk=joining_id).first() if rows is not None else None
    if joining is None:
        raise NotForYou
    wiping.wipe(joining, verb="joining.wiped", actor=actor, was_called="", reason="")


def _refuse_two_plans(kept: Pupil, other: Pupil) -> None:
    """A pupil has one plan for a semester; which one stays, the school has to say first."""
    live = Plan.objects.exclude(state=State.DELETED).exclude(ended_as=EndedAs.REJECTED)
    taken = live.filter(pupil=kept).values("semester")
    twice = live.filter(pupil=other, semester__in=taken).order_by("begins").values_list("semester", flat=True).first()
    if twice:
        raise BothHaveAPlan(
            _("Both records have a plan for the semester %(semester)s. First delete or refuse one of them.")
            % {"semester": twice}
        )


def _move(kept: Pupil, other: Pupil) -> None:
    """A count of the same day and a colleague who works with both stand once; those of the kept record stay."""
    counted = set(kept.absences.values_list("semester", "counted_on"))
    for absence in other.absences.order_by("pk"):
        if (absence.semester, absence.counted_on) not in counted:
            other.absences.filter(pk=absence.pk).update(pupil=kept)
    known = kept.involved.values("membership")
    other.involved.exclude(membership__in=known).update(pupil=kept)
    for parts in (other.observations, other.plans, other.followed, other.joinings):
        parts.update(pupil=kept)
