"""A school year in numbers: the own school's as they are, all schools' as closed tallies. Units stay apart."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from khetene.disclosure.tally import Tally
from khetene.earlyleaving.instrument import SEPTEMBER
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.schoolstaff.loading import current
from khetene.schoolstaff.models import LearningGroup, Payment, Post, PostQuerySet, Session, YearMeasure
from khetene.schoolstaff.rules import at_a_school
from khetene.schoolstaff.staffing import Measure

WHOLE = 100


@dataclass(frozen=True, slots=True)
class OwnYear:
    """`places` are heads of all sessions together: a pupil who came ten times is ten places."""

    posts: list[tuple[str, int]]
    groups: int
    sessions: int
    hours: Decimal
    places: int
    measures: list[str]


def _span(year: int) -> tuple[date, date]:
    """The school year with the summer after it."""
    return date(year, SEPTEMBER, 1), date(year + 1, SEPTEMBER, 1)


def _posts_in(year: int) -> PostQuerySet:
    begins, over = _span(year)
    return Post.objects.filter(Q(valid_to=None) | Q(valid_to__gte=begins), valid_from__lt=over)


def own_year(year: int, *, actor: Actor) -> OwnYear:
    """The own school's year, unprotected: it stays at school. Raises NotForYou."""
    if not at_a_school(actor):
        raise NotForYou
    mine = actor.organisation_key
    kinds = [row.kind for row in _posts_in(year).filter(organisation_id=mine).order_by("pk")]
    sessions = list(
        Session.objects.that_count()
        .filter(group__organisation_id=mine, group__school_year=year)
        .order_by("held_on", "pk")
    )
    staffing = current()
    titles = [(post.id, str(post.title)) for post in staffing.posts] if staffing else []
    measures = staffing.measures if staffing else ()
    return OwnYear(
        posts=[(title, kinds.count(kind)) for kind, title in titles],
        groups=LearningGroup.objects.filter(organisation_id=mine, school_year=year).count(),
        sessions=len(sessions),
        hours=sum((row.hours for row in sessions), Decimal(0)),
        places=sum(row.heads for row in sessions),
        measures=[str(measure.title) for measure in measures if mine in _schools_of(measure, year)],
    )


def titles_of_measures() -> list[tuple[str, str]]:
    staffing = current()
    return [(measure.id, str(measure.title)) for measure in staffing.measures] if staffing else []


def schools_by_measure(year: int) -> dict[str, Tally]:
    """How many schools took each measure in a school year. Unit: school, once in a measure; a school can take several."""
    staffing = current()
    return {
        measure.id: Tally(((), school, 1) for school in _schools_of(measure, year))
        for measure in (staffing.measures if staffing else ())
    }


def _schools_of(measure: Measure, year: int) -> list[uuid.UUID]:
    """Each school that took it, once: it said so, or its paid posts or its groups tell it."""
    return sorted(set(_schools_with(measure, year)))


def _schools_with(measure: Measure, year: int) -> Iterator[uuid.UUID]:
    begins, over = _span(year)
    if measure.comes_from == "groups":
        rows = LearningGroup.objects.filter(school_year=year)
        yield from rows.order_by("pk").values_list("organisation_id", flat=True)
    elif measure.comes_from == "posts":
        paid = Payment.objects.that_count().between(begins, over).filter(post__kind__in=measure.posts)
        yield from paid.order_by("pk").values_list("post__organisation_id", flat=True)
    else:
        said = YearMeasure.objects.filter(school_year=year, measure=measure.id)
        yield from said.order_by("pk").values_list("organisation_id", flat=True)


def posts_by_kind(year: int) -> dict[str, Tally]:
    """Posts that were filled on some day of the school year, by kind. Unit: post."""
    rows = list(_posts_in(year).order_by("pk").values_list("kind", "organisation_id"))
    kinds = sorted({kind for kind, _school in rows})
    return {kind: Tally(((), school, 1) for one, school in rows if one == kind) for kind in kinds}


def hours_of_groups(year: int) -> Tally:
    """Hundredths of hours of sessions of learning groups. Shown only behind the number of schools with groups."""
    rows = Session.objects.that_count().filter(group__school_year=year).order_by()
    sums = rows.values("group__organisation_id").annotate(whole=Sum("hours")).order_by("group__organisation_id")
    return Tally(((), row["group__organisation_id"], int(row["whole"] * WHOLE)) for row in sums)
