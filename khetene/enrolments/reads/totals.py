"""A programme's own totals, each in its unit: people, participations, entries, hours, pieces, euro (D 10 #12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from khetene.enrolments import windows
from khetene.enrolments.models import Delivery, Enrolment, MeasuredOutcome
from khetene.enrolments.reads.page import is_apart
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.enums import Unit
from khetene.programmes.operations.definition import Operation, Window
from khetene.programmes.operations.money import split

_OFFICES = Count("enrolment__organisation_id", distinct=True)
COUNTED_ANSWERS = {"every": Count("pk"), "positive_ones": Count("pk", filter=Q(positive=True))}


@dataclass(frozen=True, slots=True)
class SupportTotal:
    """One support: how many people had it, how many entries, how much in its unit, what it cost."""

    support: str
    title: str
    unit: str
    unit_label: str
    people: int
    organisations: int
    entries: int
    quantity: Decimal
    cents: int
    apart: bool


@dataclass(frozen=True, slots=True)
class Rate:
    """Of those whose window has closed: how many were measured, how many had a good result with evidence."""

    window: str
    title: str
    closed: int
    organisations: int
    measured: int
    positive: int
    still_open: int

    @property
    def percent(self) -> Decimal | None:
        """Rounded to one decimal; None where no window has closed: that is not zero."""
        return (Decimal(self.positive) * 100 / self.closed).quantize(Decimal("0.1")) if self.closed else None


@dataclass(frozen=True, slots=True)
class Totals:
    """A programme on a day. `people` are participants, each once per operation; `participations` counts returns too."""

    people: int
    participations: int
    running: int
    exited: int
    by_year: dict[int, tuple[int, int]]
    supports: list[SupportTotal]
    shares: list[tuple[str, int]]
    rates: list[Rate]

    @property
    def cents(self) -> int:
        """What was spent, without what is accounted for apart."""
        return sum(support.cents for support in self.supports if not support.apart)

    @property
    def cents_apart(self) -> int:
        """What is accounted for apart, such as what a disability asks for (source 001)."""
        return sum(support.cents for support in self.supports if support.apart)


def own_totals(programme: str, *, on: date, actor: Actor) -> Totals:
    """The totals of the actor's own organisation, which answers for these numbers itself."""
    return totals_of(programme, Enrolment.objects.filter(organisation_id=actor.organisation_key), on)


def totals_of(programme: str, rows: QuerySet[Enrolment], on: date) -> Totals:
    """The totals of some participations, as they are; not for people outside of the module."""
    operation = programmes.operation(programme)
    began = began_by(programme, rows, on)
    counted = began.aggregate(
        people=Count("pk"),
        participations=Sum("entry"),
        exited=Count("pk", filter=Q(exited_on__lte=on)),
    )
    supports = _supports(operation, Delivery.objects.counted().filter(enrolment__in=began, given_on__lte=on))
    return Totals(
        people=counted["people"],
        participations=counted["participations"] or 0,
        running=counted["people"] - counted["exited"],
        exited=counted["exited"],
        by_year=_by_year(began),
        supports=supports,
        shares=_shares(operation, sum(support.cents for support in supports if not support.apart)),
        rates=[_rate(window, began, on) for window in (operation.outcomes.windows if operation.outcomes else ())],
    )


def began_by(programme: str, rows: QuerySet[Enrolment], on: date) -> QuerySet[Enrolment]:
    """Those of a programme that had begun on a day."""
    return rows.filter(programme=programme, started_on__isnull=False, started_on__lte=on)


def kept_as(totals: Totals) -> dict[str, Any]:
    """The numbers for a table; names are those of the day on which they are read."""
    rows = {"supports": [asdict(row) for row in totals.supports], "rates": [asdict(row) for row in totals.rates]}
    plain = {name: getattr(totals, name) for name in ("people", "participations", "running", "exited")}
    supports = [row | {"quantity": str(row["quantity"])} for row in rows["supports"]]
    return plain | {"by_year": totals.by_year, "supports": supports, "rates": rows["rates"]}


def read_again(programme: str, content: dict[str, Any]) -> Totals:
    """What `kept_as` wrote, in the words of today."""
    operation = programmes.operation(programme)
    windows_now = {window.id: window for window in (operation.outcomes.windows if operation.outcomes else ())}
    supports = [SupportTotal(**row | {"quantity": Decimal(row["quantity"])}) for row in content["supports"]]
    rates = [Rate(**row) for row in content["rates"]]
    return Totals(
        **{name: content[name] for name in ("people", "participations", "running", "exited")},
        by_year={int(year): (people, offices) for year, (people, offices) in content["by_year"].items()},
        supports=[
            replace(row, title=_title(operation, row.support), unit_label=str(Unit(row.unit).label)) for row in supports
        ],
        shares=[],
        rates=[
            replace(row, title=str(Translated(windows_now[row.window].title)))
            for row in rates
            if row.window in windows_now
        ],
    )


def people_since(
    programme: str, rows: QuerySet[Enrolment], stands_on: Mapping[str, date], *, on: date
) -> dict[str, tuple[int, int]]:
    """How many people and organisations had each support after the day of its figure, by the names of `reads.advancing`."""
    began = began_by(programme, rows, on)
    given = Delivery.objects.counted().filter(enrolment__in=began, given_on__lte=on).order_by()
    found: dict[str, tuple[int, int]] = {}
    for day in sorted(set(stands_on.values())):
        counted: Any = given.filter(given_on__gt=day).values("support", "unit")
        for row in counted.annotate(people=Count("enrolment_id", distinct=True), offices=_OFFICES).order_by("support"):
            name = f"support:{row['support']}:{row['unit']}"
            if stands_on.get(name) == day:
                found[name] = row["people"], row["offices"]
    return found


def _title(operation: Operation, support: str) -> str:
    found = operation.support(support)
    return str(Translated(found.title)) if found else support


def _by_year(began: QuerySet[Enrolment]) -> dict[int, tuple[int, int]]:
    """People by the year of their first start, with the number of organisations."""
    grouped = began.order_by().values("started_on__year")
    counted = grouped.annotate(people=Count("pk"), organisations=Count("organisation_id", distinct=True))
    return {
        row["started_on__year"]: (row["people"], row["organisations"]) for row in counted.order_by("started_on__year")
    }


def _supports(operation: Operation, given: QuerySet[Delivery]) -> list[SupportTotal]:
    grouped: Any = given.order_by().values("support", "unit")
    counted = grouped.annotate(
        people=Count("enrolment_id", distinct=True),
        organisations=_OFFICES,
        entries=Count("pk"),
        quantity=Sum("quantity"),
        cents=Sum("cents"),
    )
    return [
        SupportTotal(
            row["support"],
            _title(operation, row["support"]),
            row["unit"],
            str(Unit(row["unit"]).label),
            row["people"],
            row["organisations"],
            row["entries"],
            row["quantity"],
            row["cents"],
            is_apart(operation, row["support"]),
        )
        for row in counted.order_by("support", "unit")
    ]


def _shares(operation: Operation, cents: int) -> list[tuple[str, int]]:
    """What was spent, divided by the planned shares of the sources; it adds up to the cent."""
    sources = operation.funding.sources if operation.funding else None
    if not sources:
        return []
    parts = split(cents, [source.cents for source in sources])
    return [(str(Translated(source.title)), part) for source, part in zip(sources, parts, strict=True)]


def closed_and_measured(
    window: Window, began: QuerySet[Enrolment], on: date
) -> tuple[QuerySet[Enrolment], QuerySet[MeasuredOutcome]]:
    """Whose window of measuring has closed by a day, and what was measured of them."""
    closed = began.filter(exited_on__lte=windows.last_exit_closed_before(window, on))
    return closed, MeasuredOutcome.objects.of_the_last_entry().filter(window=window.id, enrolment__in=closed)


def _rate(window: Window, began: QuerySet[Enrolment], on: date) -> Rate:
    """D 11 #18: nobody counts whose window is still open; who was not measured counts as not reached, never as a success."""
    closed, measured = closed_and_measured(window, began, on)
    found = closed.aggregate(people=Count("pk"), organisations=Count("organisation_id", distinct=True))
    answers = measured.aggregate(**COUNTED_ANSWERS)
    last = windows.last_exit_closed_before(window, on)
    return Rate(
        window.id,
        str(Translated(window.title)),
        found["people"],
        found["organisations"],
        answers["every"],
        answers["positive_ones"],
        began.filter(exited_on__gt=last, exited_on__lte=on).count(),
    )
