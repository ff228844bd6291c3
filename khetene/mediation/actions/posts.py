"""What the coordinator writes about mediators' posts: contracts, who pays, which places, from when to when."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from django.db import transaction

from khetene.accounts import reads as accounts
from khetene.accounts.rules import coordinates_nationally
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.mediation.errors import (
    ContractLeavesAreaOut,
    MoreThanWhole,
    NotOneOfTheMediators,
    OutsideTheContract,
    PlaceIsThere,
    PlaceNotThere,
)
from khetene.mediation.models import Area, Contract, Funding
from khetene.territory.reads import territory_by_id

WHOLE = Decimal(100)


@transaction.atomic
def add_contract(
    *,
    membership_id: uuid.UUID,
    employer_id: uuid.UUID,
    percent_of_full_time: int,
    begins: date,
    ends: date | None = None,
    phase: int | None = None,
    actor: Actor,
) -> Contract:
    """A mediator's contract for a post. Raises NotForYou, NotOneOfTheMediators, ValidationError."""
    if not coordinates_nationally(actor):
        raise NotForYou
    if not accounts.is_mediators_post(membership_id):
        raise NotOneOfTheMediators
    contract = Contract(
        organisation_id=actor.organisation_key,
        membership_id=membership_id,
        employer_id=employer_id,
        percent_of_full_time=percent_of_full_time,
        begins=begins,
        ends=ends,
        phase=phase,
    )
    return _write(contract, "contract.added", actor)


@transaction.atomic
def change_contract(
    contract_id: uuid.UUID,
    *,
    employer_id: uuid.UUID,
    percent_of_full_time: int,
    begins: date,
    ends: date | None,
    phase: int | None,
    actor: Actor,
) -> Contract:
    """What was written wrongly, or agreed anew; places that began or ended with the contract still do.

    Raises NotForYou, ContractLeavesAreaOut, ValidationError.
    """
    contract = _contract(contract_id, actor)
    was = contract.begins, contract.ends
    contract.employer_id, contract.percent_of_full_time = employer_id, percent_of_full_time
    contract.begins, contract.ends, contract.phase = begins, ends, phase
    contract.full_clean()
    _move_places(contract, was)
    return _write(contract, "contract.changed", actor)


def _move_places(contract: Contract, was: tuple[date, date | None]) -> None:
    """Raises ContractLeavesAreaOut: a day that somebody gave a place by itself is never moved."""
    areas = list(contract.areas.select_related("territory").order_by("pk"))
    for area in areas:
        if area.begins == was[0]:
            area.begins = contract.begins
        if area.ends is not None and area.ends == was[1]:
            area.ends = contract.ends
        if not _inside(contract, area.begins, area.ends) or not area.territory.exists_on(area.begins):
            raise ContractLeavesAreaOut
    Area.objects.bulk_update(areas, ["begins", "ends"])


@transaction.atomic
def remove_contract(contract_id: uuid.UUID, *, actor: Actor) -> None:
    """A contract that never was. Raises NotForYou."""
    contract = _contract(contract_id, actor)
    audit.record("contract.removed", contract, actor=actor)
    contract.delete()


@transaction.atomic
def add_funding(
    contract_id: uuid.UUID, *, source: str, payer_id: uuid.UUID | None, percent: Decimal | None, actor: Actor
) -> Funding:
    """Who pays a part; None where the part is not known. Raises NotForYou, MoreThanWhole, ValidationError."""
    contract = _contract(contract_id, actor)
    funding = Funding(contract=contract, source=source, payer_id=payer_id, percent=percent)
    funding.full_clean()
    known = sum(one.percent for one in contract.fundings.order_by("pk") if one.percent is not None)
    if known + (percent or 0) > WHOLE:
        raise MoreThanWhole
    funding.save(force_insert=True)
    audit.record("funding.added", funding, actor=actor)
    return funding


@transaction.atomic
def remove_funding(funding_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """It was written wrongly; the contract's key comes back. Raises NotForYou."""
    funding = Funding.objects.filter(pk=funding_id, contract__in=Contract.objects.kept_by(actor)).first()
    if funding is None:
        raise NotForYou
    audit.record("funding.removed", funding, actor=actor)
    funding.delete()
    return funding.contract_id


@transaction.atomic
def add_area(
    contract_id: uuid.UUID, *, territory_id: uuid.UUID, begins: date, ends: date | None = None, actor: Actor
) -> Area:
    """A place for which the contract stands. Raises NotForYou, OutsideTheContract, PlaceNotThere, PlaceIsThere."""
    contract = _contract(contract_id, actor)
    area = Area(contract=contract, territory_id=territory_id, begins=begins, ends=ends)
    _refuse_wrong_days(area)
    area.save(force_insert=True)
    audit.record("area.added", area, actor=actor)
    return area


@transaction.atomic
def change_area(area_id: uuid.UUID, *, begins: date, ends: date | None, actor: Actor) -> Area:
    """From when to when the place belongs to the contract; without a last day it stays until the contract ends.

    Raises NotForYou, OutsideTheContract, PlaceNotThere, PlaceIsThere, ValidationError.
    """
    area = _area(area_id, actor)
    area.begins, area.ends = begins, ends
    _refuse_wrong_days(area)
    area.save(update_fields=["begins", "ends"])
    audit.record("area.changed", area, actor=actor)
    return area


@transaction.atomic
def remove_area(area_id: uuid.UUID, *, actor: Actor) -> uuid.UUID:
    """It was written by mistake; the contract's key comes back. Raises NotForYou."""
    area = _area(area_id, actor)
    audit.record("area.removed", area, actor=actor)
    area.delete()
    return area.contract_id


def _area(area_id: uuid.UUID, actor: Actor) -> Area:
    rows = Area.objects.select_related("contract").select_for_update(of=("self",))
    area = rows.filter(pk=area_id, contract__in=Contract.objects.kept_by(actor)).first()
    if area is None:
        raise NotForYou
    return area


def _refuse_wrong_days(area: Area) -> None:
    area.full_clean()
    if not _inside(area.contract, area.begins, area.ends):
        raise OutsideTheContract
    if not territory_by_id(area.territory_id).exists_on(area.begins):
        raise PlaceNotThere
    others = area.contract.areas.filter(territory_id=area.territory_id).exclude(pk=area.pk)
    if any(_overlap(area, other) for other in others.order_by("pk")):
        raise PlaceIsThere


def _contract(contract_id: uuid.UUID, actor: Actor) -> Contract:
    contract = Contract.objects.kept_by(actor).select_for_update(of=("self",)).filter(pk=contract_id).first()
    if contract is None:
        raise NotForYou
    return contract


def _write(contract: Contract, verb: str, actor: Actor) -> Contract:
    contract.full_clean()
    contract.save()
    audit.record(verb, contract, actor=actor)
    return contract


def _inside(contract: Contract, begins: date, ends: date | None) -> bool:
    """Without a last day of its own a place ends with the contract."""
    last = ends or contract.ends
    return contract.begins <= begins and (contract.ends is None or (last is not None and last <= contract.ends))


def _overlap(one: Area, other: Area) -> bool:
    return one.begins <= (other.ends or date.max) and other.begins <= (one.ends or date.max)
