"""Pupils of the own school: those one works with; the head of the school sees all."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Prefetch

from khetene.earlyleaving.models import Absence, FollowUp, Involvement, Joining, Observation, Plan, Pupil, PupilQuerySet
from khetene.earlyleaving.reads._parts import live, titles
from khetene.earlyleaving.reads.rows import JoiningRow, ObservationRow, PupilLine, PupilPage
from khetene.earlyleaving.register import current
from khetene.earlyleaving.rules import leads_a_school, works_with_pupils
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import blind_indexes
from khetene.kernel.errors import NotForYou


def pupils(*, actor: Actor, called: str = "") -> PupilQuerySet:
    """Those whose record lasts longest first; with a name, those who are called exactly so."""
    rows = Pupil.objects.visible_to(actor)
    if called:
        rows = rows.filter(called_index__in=blind_indexes(called, actor.organisation_key))
    return rows.order_by("-needed_until", "-id")


def pupil_lines(rows: Iterable[Pupil] | PupilQuerySet) -> list[PupilLine]:
    """Two queries for a page of pupils."""
    found = list(rows)
    plans: dict[uuid.UUID, list[Plan]] = {}
    for plan in Plan.objects.filter(pupil__in=[row.pk for row in found]).order_by("begins", "number"):
        plans.setdefault(plan.pupil_id, []).append(plan)
    return [PupilLine(row.pk, row.called, live(plans.get(row.pk, []))) for row in found]


def pupil_page(pupil_id: uuid.UUID, *, actor: Actor) -> PupilPage:
    """Eight queries. Raises NotForYou."""
    involved = Involvement.objects.select_related("membership__user").order_by("since", "pk")
    seen = Observation.objects.select_related("by__user").order_by("-observed_on", "-pk")
    rows = Pupil.objects.visible_to(actor).filter(pk=pupil_id)
    pupil = rows.prefetch_related(
        Prefetch("involved", involved),
        Prefetch("observations", seen),
        Prefetch("plans", Plan.objects.order_by("begins")),
        Prefetch("absences", Absence.objects.order_by("-counted_on", "-pk")),
        Prefetch("joinings", Joining.objects.select_related("by__user").order_by("-at", "-pk")),
        Prefetch("followed", FollowUp.objects.order_by("-left_on", "-pk")),
    ).first()
    register = current()
    if pupil is None or register is None:
        raise NotForYou
    instrument = register.instrument_on(clock.today())
    return PupilPage(
        id=pupil.pk,
        silo=pupil.organisation_id,
        called=pupil.called,
        observations=[
            ObservationRow(row.observed_on, row.words, titles(instrument, row.signs), row.by.user.name)
            for row in pupil.observations.all()
        ],
        plans=live(list(pupil.plans.all())),
        people=[row.membership.user.name for row in pupil.involved.all()],
        absences=[(row.semester, row.unexcused_lessons, row.counted_on) for row in pupil.absences.all()],
        followed=[(row.pk, row.left_on, row.ended_on) for row in pupil.followed.all()],
        joinings=[_joining(row) for row in pupil.joinings.all()] if leads_a_school(actor) else [],
        may_join=leads_a_school(actor),
        may_write=works_with_pupils(actor),
        may_follow=works_with_pupils(actor) and all(row.ended_on for row in pupil.followed.all()),
    )


def joining(pupil_id: uuid.UUID, joining_id: uuid.UUID, *, actor: Actor) -> JoiningRow:
    """One whose words still stand, for the head of the school. One query. Raises NotForYou."""
    rows = Joining.objects.filter(pupil__in=Pupil.objects.visible_to(actor), pupil=pupil_id, wiped_at=None)
    found = rows.select_related("by__user").filter(pk=joining_id).first() if leads_a_school(actor) else None
    if found is None:
        raise NotForYou
    return _joining(found)


def _joining(row: Joining) -> JoiningRow:
    return JoiningRow(row.pk, clock.day_of(row.at), row.by.user.name, row.was_called, row.reason, row.is_wiped)
