"""Following a pupil who left: with an agreement, while it lasts, until there is a place."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from khetene.earlyleaving.actions.pupils import keep_until, set_back, visible_pupil
from khetene.earlyleaving.enums import FollowEnd, Offered, Placed, Said, SignedBy
from khetene.earlyleaving.errors import (
    AgreementIsOver,
    AgreementTooLong,
    AlreadyFollowed,
    DayHasNotCome,
    FollowingHasEnded,
    NamePlace,
)
from khetene.earlyleaving.models import FollowStep, FollowUp
from khetene.earlyleaving.rules import works_with_pupils
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

# The sources name no length; a year keeps the agreement from being for ever, and it can be given again.
LONGEST_DAYS = 366


@transaction.atomic
def begin_following(
    pupil_id: uuid.UUID, *, left_on: date, agreed_on: date, agreed_by: str, tracked_until: date, actor: Actor
) -> FollowUp:
    """The pupil left and the family or the learner agreed. Raises NotForYou, DayHasNotCome, AgreementTooLong, AlreadyFollowed."""
    pupil = visible_pupil(pupil_id, actor)
    if not works_with_pupils(actor):
        raise NotForYou
    for field, day in (("left_on", left_on), ("agreed_on", agreed_on)):
        if day > clock.today():
            raise DayHasNotCome(field=field)
    if not clock.today() <= tracked_until or (tracked_until - agreed_on).days > LONGEST_DAYS:
        raise AgreementTooLong
    if pupil.followed.filter(ended_on=None).exists():
        raise AlreadyFollowed
    following = FollowUp(
        pupil=pupil, left_on=left_on, agreed_on=agreed_on, agreed_by=SignedBy(agreed_by), tracked_until=tracked_until
    )
    following.full_clean()
    following.save(force_insert=True)
    keep_until(pupil, agreed_on)
    audit.record("following.begun", following, actor=actor)
    return following


@transaction.atomic
def note_offer(
    follow_id: uuid.UUID, *, happened_on: date, offered: str, said: str, words: str = "", actor: Actor
) -> FollowStep:
    """What was offered and what came of it. Raises NotForYou, FollowingHasEnded, AgreementIsOver, DayHasNotCome."""
    following = _open(follow_id, actor)
    if clock.today() > following.tracked_until:
        raise AgreementIsOver
    if happened_on > clock.today():
        raise DayHasNotCome(field="happened_on")
    step = FollowStep(
        follow_up=following,
        happened_on=happened_on,
        offered=Offered(offered),
        said=Said(said),
        words=words,
        by_id=actor.membership_key,
    )
    step.full_clean()
    step.save(force_insert=True)
    keep_until(following.pupil, happened_on)
    audit.record("following.offered", step, actor=actor)
    return step


@transaction.atomic
def end_following(
    follow_id: uuid.UUID, *, ended_as: str, placed: str = "", placed_on: date | None = None, actor: Actor
) -> FollowUp:
    """There is a place, or nobody follows any more. A withdrawn agreement takes away what was noted.

    Raises NotForYou, FollowingHasEnded, NamePlace, DayHasNotCome.
    """
    following = _open(follow_id, actor)
    is_placed = ended_as == FollowEnd.PLACED
    if is_placed and not (placed and placed_on):
        raise NamePlace
    if placed_on and placed_on > clock.today():
        raise DayHasNotCome(field="placed_on")
    following.ended_on, following.ended_as = clock.today(), FollowEnd(ended_as)
    if is_placed:
        following.placed, following.placed_on = Placed(placed), placed_on
    following.tracked_until = max(following.agreed_on, min(following.tracked_until, clock.today()))
    following.full_clean()
    following.save()
    if ended_as == FollowEnd.WITHDRAWN:
        following.steps.all().delete()
    set_back(following.pupil)
    audit.record("following.ended", following, actor=actor, reason=ended_as)
    return following


def _open(follow_id: uuid.UUID, actor: Actor) -> FollowUp:
    rows = FollowUp.objects.select_related("pupil").select_for_update(of=("self",))
    following = rows.filter(pk=follow_id).first()
    if following is None or not works_with_pupils(actor):
        raise NotForYou
    following.pupil = visible_pupil(following.pupil_id, actor)
    if following.ended_on is not None:
        raise FollowingHasEnded
    return following
