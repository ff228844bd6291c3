"""A year of gatherings in figures: each with its remainder, none of them with a name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from khetene.directory.enums import OrganisationKind
from khetene.gatherings.counting import Count, Pair, count, municipalities
from khetene.gatherings.enums import Measure, Sector, State
from khetene.gatherings.models import Gathering, Participation, SameName
from khetene.gatherings.reads.lists import rows_of
from khetene.gatherings.reads.pages import as_counted
from khetene.kernel import clock

TRAINING = ("training", "course")


@dataclass(frozen=True, slots=True)
class GatheringsOfAYear:
    """`without_list`: gatherings of which nobody kept a list here; their participants are not counted anywhere below.

    `with_associations`: gatherings with a row for an association: by the kind of its organisation or its sector.
    """

    held: int
    by_kind: list[tuple[str, int]]
    without_list: int
    rows: Count
    persons: Count
    municipalities: dict[str, int]
    without_municipality: int
    with_associations: int
    trainings: int
    trainings_without_list: int
    trained: int


def held_in(year: int) -> GatheringsOfAYear:
    """Gatherings that were held in a year and the rows of those who were there. Five queries."""
    held = list(Gathering.objects.filter(year=year, state=State.HELD).select_related("kind").order_by("pk"))
    trainings = {one.pk for one in held if one.kind.slug in TRAINING}
    kinds = Counter(str(one.kind.name) for one in held)
    found = Participation.objects.on_the_list().filter(gathering__in=held, presences__isnull=False).distinct()
    came = list(rows_of(found))
    rows = [as_counted(row) for row in came]
    pairs = [
        Pair(pair.first_id, pair.second_id, pair.answer)
        for pair in SameName.objects.filter(gathering__in=held).order_by("pk")
    ]
    today = clock.today()
    return GatheringsOfAYear(
        held=len(held),
        by_kind=sorted(kinds.items(), key=lambda one: (-one[1], one[0])),
        without_list=len(held) - len({row.gathering_id for row in came}),
        rows=count(rows, Measure.ROWS, as_of=today),
        persons=count(rows, Measure.PERSONS, as_of=today, pairs=pairs),
        municipalities=municipalities(rows),
        without_municipality=sum(1 for row in rows if not row.municipality),
        with_associations=len({row.gathering_id for row in came if _for_an_association(row)}),
        trainings=len(trainings),
        trainings_without_list=len(trainings - {row.gathering_id for row in came}),
        trained=sum(1 for row in came if row.gathering_id in trainings),
    )


def _for_an_association(row: Participation) -> bool:
    kind = row.represents.kind if row.represents else ""
    return kind == OrganisationKind.ASSOCIATION or row.sector == Sector.ASSOCIATION
