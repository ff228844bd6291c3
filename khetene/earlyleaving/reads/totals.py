"""Totals of a school year from the same records at every height. Pupil, plan, risk, support, hour and euro stay apart.

The school sees its own numbers; what leaves the school is protected here, so that no face ever holds an unprotected one.
44,000 plans of 23,000 pupils were once printed as pupils (D 3.2): every number names its unit.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import F, Sum

from khetene.disclosure.door import protect_series, protect_sum
from khetene.disclosure.tally import Tally
from khetene.disclosure.totals import Cell, Count, Rule, Shown, protect_table, protect_total
from khetene.earlyleaving.enums import Group
from khetene.earlyleaving.models import Delivery, Plan, PlanQuerySet, Risk, School, Support
from khetene.earlyleaving.reads.schools import instrument
from khetene.earlyleaving.rules import coordinates_in_a_municipality
from khetene.kernel import clock
from khetene.kernel.actor import Actor

RULE = Rule(minimum=10, contributors=3)
TENTH = Decimal("0.1")
UNITS = ("pupils", "plans", "risks", "supports")
HOURS = ("planned_hours", "given_hours", "writing_hours")
CENTS = ("planned_cents", "given_cents")


@dataclass(slots=True)
class SchoolNumbers:
    """One school's contribution; `helped` are plans under which something was given."""

    pupils: int = 0
    plans: int = 0
    risks: int = 0
    supports: int = 0
    planned_hours: Decimal = Decimal(0)
    given_hours: Decimal = Decimal(0)
    writing_hours: Decimal = Decimal(0)
    planned_cents: int = 0
    given_cents: int = 0
    helped: int = 0
    families: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Totals:
    """`None` is a hidden number, never zero."""

    units: dict[str, int | None]
    hours: dict[str, Decimal | None]
    cents: dict[str, int | None]
    families: list[tuple[str, int | None]]

    @property
    def shares(self) -> list[Decimal | None]:
        """Of all risks, in per cent with one decimal, in the order of the families; worked out of shown numbers alone."""
        whole = self.units["risks"]
        return [
            None if number is None or not whole else (Decimal(100 * number) / whole).quantize(TENTH, ROUND_HALF_UP)
            for _title, number in self.families
        ]


@dataclass(frozen=True, slots=True)
class Participation:
    """Institutions of the programme on a day: a municipality is one partner with all its schools, a vocational school is one."""

    partners: int
    schools: int


def school_totals(year: int, *, actor: Actor) -> Totals:
    """The own school's plans that the actor may open, as they are."""
    mine = _numbers(Plan.objects.visible_to(actor).filter(school_year=year))
    own = mine.get(actor.organisation_key, SchoolNumbers())
    return Totals(
        units={name: getattr(own, name) for name in UNITS},
        hours={name: getattr(own, name) for name in HOURS},
        cents={name: getattr(own, name) for name in CENTS},
        families=[(title, own.families[key]) for key, title in _families()],
    )


def municipal_totals(year: int, *, actor: Actor) -> Totals:
    """Approved plans of the municipality's schools, protected."""
    plans = Plan.objects.that_were_approved().filter(school_year=year)
    mine = (
        plans.filter(municipality_id=actor.organisation_key) if coordinates_in_a_municipality(actor) else plans.none()
    )
    return _protected(_numbers(mine))


def national_totals(year: int) -> Totals:
    """Approved plans of the whole country, protected."""
    return _protected(_numbers(Plan.objects.that_were_approved().filter(school_year=year)))


def since_the_beginning() -> dict[str, int | None]:
    """Plans and pupils of the whole programme, each as its own unit: 44,000 plans of 23,000 pupils. Two queries.

    Years are read elsewhere by the same rule, so no hidden year may be worked out of the whole.
    """
    approved = Plan.objects.that_were_approved().order_by()
    by_year: list[Any] = list(
        approved.values("school_year", school=F("pupil__organisation_id"))
        .annotate(plans=CountOf("pk"), pupils=CountOf("pupil", distinct=True))
        .order_by("school_year", "school")
    )
    by_school = approved.values(school=F("pupil__organisation_id")).annotate(pupils=CountOf("pupil", distinct=True))
    everybody = Tally(((), row["school"], row["pupils"]) for row in by_school.order_by("school"))
    years = sorted({row["school_year"] for row in by_year})
    plans = protect_series([_year_of(by_year, year, "plans") for year in years], RULE)
    pupils = [protect_sum(_year_of(by_year, year, "pupils"), RULE) for year in years]
    whole = protect_sum(everybody, RULE)
    return {"plans": _shown(plans), "pupils": _shown(whole) if all(isinstance(one, Shown) for one in pupils) else None}


def _year_of(rows: Iterable[Mapping[str, Any]], year: int, unit: str) -> Tally:
    return Tally(((), row["school"], row[unit]) for row in rows if row["school_year"] == year)


def participation(on: date) -> Participation:
    """Partners and schools on a day; institutions, no people. One query."""
    rows = School.objects.joined_on(on).order_by("pk").values_list("organisation_id", "municipality_id")
    partners: dict[uuid.UUID, uuid.UUID | None] = dict(rows)
    return Participation(len({municipality or school for school, municipality in partners.items()}), len(partners))


def _numbers(plans: PlanQuerySet) -> dict[uuid.UUID, SchoolNumbers]:
    """Five queries, whatever the number of plans. A pupil counts once in a school year, however many plans they have."""
    found: dict[uuid.UUID, SchoolNumbers] = {}
    counted = plans.order_by().values(school=F("pupil__organisation_id"))
    sums = counted.annotate(
        plans=CountOf("pk"),
        pupils=CountOf("pupil", distinct=True),
        prepared=Sum("preparing_hours"),
        overseen=Sum("overseeing_hours"),
    )
    for row in sums.order_by("school"):
        hours = row["prepared"] + row["overseen"]
        found[row["school"]] = SchoolNumbers(pupils=row["pupils"], plans=row["plans"], writing_hours=hours)
    keys = plans.order_by().values("pk")
    _add_risks(found, keys)
    _add_supports(found, keys)
    _add_deliveries(found, keys)
    return found


def _add_risks(found: dict[uuid.UUID, SchoolNumbers], plans: Any) -> None:
    rows = Risk.objects.filter(plan__in=plans).order_by()
    rows_by = rows.values("family", school=F("plan__pupil__organisation_id")).annotate(number=CountOf("pk"))
    for row in rows_by.order_by("school", "family"):
        found[row["school"]].families[row["family"]] += row["number"]
        found[row["school"]].risks += row["number"]


def _add_supports(found: dict[uuid.UUID, SchoolNumbers], plans: Any) -> None:
    rows = Support.objects.filter(plan__in=plans).order_by().values("group", school=F("plan__pupil__organisation_id"))
    sums = rows.annotate(number=CountOf("pk"), amount=Sum("quantity"), euro_cents=Sum("cents"))
    for row in sums.order_by("school", "group"):
        here = found[row["school"]]
        here.supports += row["number"]
        here.planned_cents += row["euro_cents"]
        here.planned_hours += row["amount"] if row["group"] == Group.CONSULTATIVE else 0


def _add_deliveries(found: dict[uuid.UUID, SchoolNumbers], plans: Any) -> None:
    rows = Delivery.objects.that_count().filter(support__plan__in=plans).order_by()
    helped = rows.values(school=F("support__plan__pupil__organisation_id"))
    for each in helped.annotate(plans=CountOf("support__plan", distinct=True)).order_by("school"):
        found[each["school"]].helped = each["plans"]
    rows_by = rows.values("is_consultation", school=F("support__plan__pupil__organisation_id"))
    sums = rows_by.annotate(amount=Sum("quantity"), euro_cents=Sum("cents"))
    for row in sums.order_by("school", "is_consultation"):
        here = found[row["school"]]
        here.given_cents += row["euro_cents"]
        here.given_hours += row["amount"] if row["is_consultation"] else 0


def _protected(schools: dict[uuid.UUID, SchoolNumbers]) -> Totals:
    """Hours and money follow the plans that they come from: alone they would tell how long one child was helped."""
    rows = list(schools.values())
    units = {name: _shown(protect_total(_count(rows, _of(name)), RULE)) for name in UNITS}
    families = _families()
    cells = {key: _count(rows, _of_family(key)) for key, _title in families}
    whole = _count(rows, _of("risks"))
    table = protect_table(cells, Count(sum(cell.number for cell in cells.values()), whole.contributors), RULE)
    units["risks"] = _shown(table.total)
    planned = units["plans"] is not None
    given = planned and _shown(protect_total(_count(rows, _of("helped")), RULE)) is not None
    shown = dict.fromkeys((*HOURS, *CENTS), planned) | dict.fromkeys(("given_hours", "given_cents"), given)
    return Totals(
        units=units,
        hours={name: sum((getattr(row, name) for row in rows), Decimal(0)) if shown[name] else None for name in HOURS},
        cents={name: sum(getattr(row, name) for row in rows) if shown[name] else None for name in CENTS},
        families=[(title, _shown(table.cells[key])) for key, title in families],
    )


def _of(name: str) -> Callable[[SchoolNumbers], int]:
    return lambda row: int(getattr(row, name))


def _of_family(key: str) -> Callable[[SchoolNumbers], int]:
    return lambda row: row.families[key]


def _count(rows: Iterable[SchoolNumbers], number: Callable[[SchoolNumbers], int]) -> Count:
    numbers = [found for row in rows if (found := number(row))]
    return Count(sum(numbers), len(numbers))


def _shown(cell: Cell) -> int | None:
    return cell.number if isinstance(cell, Shown) else None


def _families() -> list[tuple[str, str]]:
    return [(family.id, str(family.title)) for family in instrument(on=clock.today()).families]
