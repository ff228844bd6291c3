"""Mediators' posts through time, and the days on which nobody held one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch

from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.models import Area, Contract, ContractQuerySet, Funding

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FundingRow:
    id: uuid.UUID
    source_label: str
    payer: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class AreaRow:
    id: uuid.UUID
    territory_id: uuid.UUID
    name: str
    kind_label: str
    begins: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class ContractRow:
    """`unknown_percent` is the part of the costs of which nobody said who pays it; `access_until` is None while it is open."""

    id: uuid.UUID
    membership_id: uuid.UUID
    mediator: str
    employer: str
    employer_id: uuid.UUID
    phase: int | None
    percent_of_full_time: int
    begins: date
    ends: date | None
    is_over: bool
    access_until: date | None
    fundings: list[FundingRow]
    unknown_percent: Decimal
    areas: list[AreaRow]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without: from the first to the last, or until now."""

    begins: date
    ends: date | None

    @property
    def days(self) -> int:
        return ((self.ends or clock.today()) - self.begins).days + 1


@dataclass(frozen=True, slots=True)
class PersonsPosts:
    """One mediator's contracts and the gaps between them, the newest first."""

    mediator: str
    rows: list[tuple[ContractRow | None, Gap | None]]
    open_longer: bool

    @property
    def has_gap_now(self) -> bool:
        today = clock.today()
        return any(gap.begins <= today <= (gap.ends or today) for _row, gap in self.rows if gap)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A place that had a mediator and has none."""

    name: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Posts:
    people: list[PersonsPosts]
    uncovered: list[Uncovered]


def posts(*, actor: Actor, phase: int | None = None) -> Posts:
    """All posts that the coordinator keeps, by mediator, and places that have nobody now. Three queries."""
    rows = list(_with_parts(Contract.objects.kept_by(actor)))
    shown = [row for row in rows if phase is None or row.phase == phase]
    return Posts(_by_person(shown, gaps=phase is None), _uncovered(rows))


def own_posts(*, actor: Actor) -> list[PersonsPosts]:
    """The person's own contracts with their gaps. Three queries."""
    return _by_person(list(_with_parts(Contract.objects.of_person(actor))), gaps=True)


def contract(contract_id: uuid.UUID, *, actor: Actor) -> ContractRow:
    """One contract that the coordinator keeps. Raises NotForYou."""
    found = _with_parts(Contract.objects.kept_by(actor)).filter(pk=contract_id).first()
    if found is None:
        raise NotForYou
    return _row(found)


def contract_of_funding(funding_id: uuid.UUID, *, actor: Actor) -> tuple[ContractRow, FundingRow]:
    """Raises NotForYou."""
    found = Funding.objects.filter(pk=funding_id).order_by("pk").values_list("contract_id", flat=True).first()
    row = contract(found, actor=actor) if found else None
    if row is None:
        raise NotForYou
    return row, next(one for one in row.fundings if one.id == funding_id)


def contract_of_area(area_id: uuid.UUID, *, actor: Actor) -> tuple[ContractRow, AreaRow]:
    """Raises NotForYou."""
    found = Area.objects.filter(pk=area_id).order_by("pk").values_list("contract_id", flat=True).first()
    row = contract(found, actor=actor) if found else None
    if row is None:
        raise NotForYou
    return row, next(one for one in row.areas if one.id == area_id)


def gaps_between(spans: Iterable[tuple[date, date | None]], *, until: date) -> list[Gap]:
    """Days between the first span and `until` that none of them covers. A span without a last day goes on."""
    found: list[Gap] = []
    reached: date | None = None
    for begins, ends in sorted(spans, key=lambda span: span[0]):
        if reached is not None and (begins - reached).days > 1:
            found.append(Gap(reached + DAY, begins - DAY))
        reached = max(reached or date.min, ends or date.max)
    if reached is not None and reached < until:
        found.append(Gap(reached + DAY, None))
    return found


def _with_parts(rows: ContractQuerySet) -> ContractQuerySet:
    fundings = Prefetch("fundings", Funding.objects.select_related("payer").order_by("-source", "pk"))
    areas = Prefetch("areas", Area.objects.select_related("territory").order_by("territory__name", "begins", "pk"))
    return (
        rows.select_related("membership__user", "employer")
        .prefetch_related(fundings, areas)
        .order_by("membership__user__name", "membership__user_id", "begins", "pk")
    )


def _by_person(rows: list[Contract], *, gaps: bool) -> list[PersonsPosts]:
    return [_person(list(own), gaps) for _user, own in groupby(rows, key=lambda row: row.membership.user_id)]


def _person(rows: list[Contract], gaps: bool) -> PersonsPosts:
    today = clock.today()
    spans = [(row.begins, row.ends) for row in rows]
    found: list[tuple[date, ContractRow | None, Gap | None]] = [(row.begins, _row(row), None) for row in rows]
    if gaps:
        found += [(gap.begins, None, gap) for gap in gaps_between(spans, until=today)]
    ordered = sorted(found, key=lambda one: one[0], reverse=True)
    return PersonsPosts(rows[0].membership.user.name, [one[1:] for one in ordered], _open_longer(rows, today))


def _open_longer(rows: list[Contract], today: date) -> bool:
    """No contract stands any more, but somebody can still sign in with what was theirs for it (D 11 #48)."""
    under_contract = any(row.ends is None or row.ends >= today for row in rows)
    return not under_contract and any(row.membership.is_active_on(today) for row in rows)


def _uncovered(rows: list[Contract]) -> list[Uncovered]:
    spans: dict[uuid.UUID, list[tuple[date, date | None]]] = {}
    names: dict[uuid.UUID, str] = {}
    for row in rows:
        for area in row.areas.all():
            spans.setdefault(area.territory_id, []).append((area.begins, area.ends or row.ends))
            names[area.territory_id] = area.territory.name
    today = clock.today()
    open_ones = [
        Uncovered(names[key], gap)
        for key, held in spans.items()
        for gap in gaps_between(held, until=today)
        if gap.ends is None or gap.begins <= today <= gap.ends
    ]
    return sorted(open_ones, key=lambda one: one.name)


def _row(row: Contract) -> ContractRow:
    fundings = [_funding(one) for one in row.fundings.all()]
    known = sum((one.percent for one in fundings if one.percent is not None), Decimal(0))
    return ContractRow(
        id=row.pk,
        membership_id=row.membership_id,
        mediator=row.membership.user.name,
        employer=row.employer.name,
        employer_id=row.employer_id,
        phase=row.phase,
        percent_of_full_time=row.percent_of_full_time,
        begins=row.begins,
        ends=row.ends,
        is_over=row.ends is not None and row.ends < clock.today(),
        access_until=row.membership.last_day,
        fundings=fundings,
        unknown_percent=100 - known,
        areas=[_area(area) for area in row.areas.all()],
    )


def _funding(row: Funding) -> FundingRow:
    return FundingRow(row.pk, row.get_source_display(), row.payer.name if row.payer else "", row.percent)


def _area(row: Area) -> AreaRow:
    place = row.territory
    return AreaRow(row.pk, place.pk, place.name, place.get_kind_display(), row.begins, row.ends)
