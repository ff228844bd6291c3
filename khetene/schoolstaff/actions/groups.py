"""Learning groups, their sessions by head-count, and what else the school does in a year."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.earlyleaving.instrument import SEPTEMBER, school_year_on, school_years_to_plan
from khetene.kernel import audit, clock, wiping
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.schoolstaff.errors import (
    DayHasNotCome,
    GradesNotInMeasure,
    GroupIsOver,
    NotThisSchoolYear,
    UnknownPayer,
    UnknownPost,
)
from khetene.schoolstaff.grades import refused_grades
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import EarlierGroup, LearningGroup, Post, Session, YearMeasure
from khetene.schoolstaff.rules import at_a_school, heads_a_school

SAID = ("subject", "first_grade", "last_grade", "payer", "led_by_id")


@transaction.atomic
def open_group(
    *,
    subject: str,
    first_grade: int,
    last_grade: int,
    payer: str,
    led_by: uuid.UUID | None = None,
    school_year: int | None = None,
    actor: Actor,
) -> LearningGroup:
    """A group of this school year; from July on also of the coming one.

    Raises NotForYou, NotThisSchoolYear, UnknownPayer, UnknownPost, GradesNotInMeasure.
    """
    if not heads_a_school(actor):
        raise NotForYou
    year = school_year_on(clock.today()) if school_year is None else school_year
    if year not in school_years_to_plan(clock.today()):
        raise NotThisSchoolYear
    _refuse_grades(payer, first_grade, last_grade, year)
    _refuse_stranger(led_by, actor)
    group = LearningGroup(
        organisation_id=actor.organisation_key,
        school_year=year,
        subject=subject,
        first_grade=first_grade,
        last_grade=last_grade,
        payer=payer,
        led_by_id=led_by,
    )
    group.full_clean()
    group.save(force_insert=True)
    audit.record("group.opened", group, actor=actor)
    return group


@transaction.atomic
def correct_group(
    group_id: uuid.UUID,
    *,
    subject: str,
    first_grade: int,
    last_grade: int,
    payer: str,
    led_by: uuid.UUID | None = None,
    actor: Actor,
) -> LearningGroup:
    """What was mistyped; what stood there before, also who led it, stays in the history.

    Raises NotForYou, UnknownPayer, UnknownPost, GradesNotInMeasure.
    """
    group = _own_group(group_id, actor)
    _refuse_grades(payer, first_grade, last_grade, group.school_year)
    if led_by != group.led_by_id:
        _refuse_stranger(led_by, actor)
    before = {name: getattr(group, name) for name in SAID}
    now = {
        "subject": subject,
        "first_grade": first_grade,
        "last_grade": last_grade,
        "payer": payer,
        "led_by_id": led_by,
    }
    if before == now:
        return group
    EarlierGroup.objects.create(group=group, **before, replaced_at=clock.now(), by_id=actor.membership_key)
    for name, value in now.items():
        setattr(group, name, value)
    group.full_clean()
    group.save(update_fields=SAID)
    audit.record("group.corrected", group, actor=actor)
    return group


@transaction.atomic
def wipe_earlier_group(earlier_id: uuid.UUID, *, actor: Actor) -> EarlierGroup:
    """Delete for good what was written before; that something stood there, until when and by whom, stays. Raises NotForYou."""
    earlier = EarlierGroup.objects.select_related("group").filter(pk=earlier_id).first()
    if earlier is None:
        raise NotForYou
    _own_group(earlier.group_id, actor)
    wiping.wipe(earlier, verb="group.wiped", actor=actor, subject="")
    return earlier


def _own_group(group_id: uuid.UUID, actor: Actor) -> LearningGroup:
    rows = LearningGroup.objects.filter(pk=group_id, organisation_id=actor.organisation_key)
    group = rows.select_for_update(of=("self",)).first()
    if group is None or not heads_a_school(actor):
        raise NotForYou
    return group


def _refuse_grades(payer: str, first: int, last: int, year: int) -> None:
    """By the rule of today, for a coming school year by that of its first day. Raises UnknownPayer, GradesNotInMeasure."""
    staffing = current()
    found = staffing.group_payer(payer) if staffing else None
    if found is None:
        raise UnknownPayer
    refused = refused_grades(found, first, last, on=max(clock.today(), date(year, SEPTEMBER, 1)))
    if refused:
        said = {"payer": str(found.title), "grades": ", ".join(map(str, refused)), "source": found.source}
        raise GradesNotInMeasure(_("%(payer)s pays no group of grade %(grades)s. %(source)s") % said)


def _refuse_stranger(led_by: uuid.UUID | None, actor: Actor) -> None:
    """Raises UnknownPost."""
    if led_by and not Post.objects.visible_to(actor).open_on(clock.today()).filter(pk=led_by).exists():
        raise UnknownPost(field="led_by")


@transaction.atomic
def hold_session(group_id: uuid.UUID, *, held_on: date, hours: Decimal, heads: int, actor: Actor) -> Session:
    """A meeting of the group: how long, and how many came. Raises NotForYou, DayHasNotCome, GroupIsOver."""
    group = LearningGroup.objects.filter(pk=group_id, organisation_id=actor.organisation_key).first()
    if group is None or not at_a_school(actor):
        raise NotForYou
    if held_on > clock.today():
        raise DayHasNotCome(field="held_on")
    if school_year_on(held_on) != group.school_year:
        raise GroupIsOver
    session = Session(group=group, held_on=held_on, hours=hours, heads=heads, by_id=actor.membership_key)
    session.full_clean()
    session.save(force_insert=True)
    audit.record("session.held", session, actor=actor)
    return session


@transaction.atomic
def take_back_session(session_id: uuid.UUID, *, actor: Actor) -> Session:
    """It was noted by mistake; it stays to be seen. Raises NotForYou."""
    rows = Session.objects.that_count().filter(group__organisation_id=actor.organisation_key)
    session = rows.select_related("group").select_for_update(of=("self",)).filter(pk=session_id).first()
    if session is None or not at_a_school(actor):
        raise NotForYou
    session.taken_back_on = clock.today()
    session.save(update_fields=["taken_back_on"])
    audit.record("session.taken_back", session, actor=actor)
    return session


@transaction.atomic
def say_measures(measures: Collection[str], *, actor: Actor) -> None:
    """Which measures the school takes this year, besides those that its posts and groups tell. Raises NotForYou."""
    staffing = current()
    if not heads_a_school(actor) or staffing is None:
        raise NotForYou
    offered = {measure.id for measure in staffing.measures_to_name()}
    mine = YearMeasure.objects.filter(organisation_id=actor.organisation_key, school_year=school_year_on(clock.today()))
    kept = {row.measure: row for row in mine.order_by("measure")}
    for gone in kept.keys() - set(measures):
        audit.record("measure.dropped", kept[gone], actor=actor)
        kept[gone].delete()
    for measure in sorted((offered & set(measures)) - kept.keys()):
        row = YearMeasure.objects.create(
            organisation_id=actor.organisation_key, school_year=school_year_on(clock.today()), measure=measure
        )
        audit.record("measure.taken", row, actor=actor)
