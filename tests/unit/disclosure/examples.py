"""Tables that other programs publish as examples: their numbers and what those programs hid.

`z2`: easySdcTable's vignette and its comparison of methods (Statistics Norway, easySdcTable 0.8.0 with sdcTable 0.32.0).
`example1`, `magnitude1`: the vignettes of GaussSuppression (Statistics Norway). `investments`: Fischetti and Salazar, Models and
Algorithms for Optimizing Cell Suppression, JASA 95 (2000), the table that the tau-ARGUS literature repeats.
"""

from __future__ import annotations

from collections.abc import Iterable

from khetene.disclosure.building import Contribution, table_of_contributions, table_of_leaves
from khetene.disclosure.enums import Why
from khetene.disclosure.tables import Cell, CellId, Dimension, Table

REGIONS = "ABCDEFGHIJK"
SOURCES = ("annet", "arbeid", "soshjelp", "trygd")
Z2 = {
    "annet": (11, 7, 5, 13, 9, 12, 6, 9, 3, 9, 4),
    "arbeid": (11, 1, 8, 2, 14, 9, 4, 3, 0, 0, 2),
    "soshjelp": (55, 29, 35, 17, 63, 24, 22, 38, 9, 32, 18),
    "trygd": (36, 18, 25, 13, 52, 22, 8, 15, 2, 20, 11),
}
COUNTIES = dict(zip(REGIONS, ["1", "4", "5", "5", "6", "6", "8", "8", "1", "10", "10"], strict=True))
GROUPS = dict(zip(REGIONS, ["300"] * 8 + ["400"] * 3, strict=True))

GEO = Dimension(
    "geo",
    (("all", None), ("EU", "all"), ("nonEU", "all"), ("Portugal", "EU"), ("Spain", "EU"), ("Iceland", "nonEU")),
)
FLAT_GEO = Dimension.flat("geo", ("Iceland", "Portugal", "Spain"), "all")
AGE = Dimension.flat("age", ("young", "old"), "all")
YEARS = {"2014": (2, 0, 5, 3, 4, 6), "2015": (0, 0, 5, 3, 4, 6), "2016": (1, 1, 7, 4, 3, 5)}

SECTORS = ("Agriculture", "Entertainment", "Governmental", "Industry")
MAGNITUDE1 = {
    ("Agriculture", "Portugal"): (75.9, 24.5),
    ("Agriculture", "Spain"): (96.6, 43.2),
    ("Entertainment", "Iceland"): (16.8,),
    ("Entertainment", "Portugal"): (7.1, 2.3),
    ("Entertainment", "Spain"): (77.4, 11.5, 16.4),
    ("Governmental", "Portugal"): (21.6, 2.0),
    ("Governmental", "Spain"): (6.5, 2.7),
    ("Industry", "Iceland"): (9.6, 8.8, 1.9),
    ("Industry", "Portugal"): (25.7, 3.4),
    ("Industry", "Spain"): (8.4,),
}


def persons(number: int) -> Cell:
    return Cell(number, persons=number)


def regions(above: dict[str, str] | None = None) -> Dimension:
    """Regions under one total, or under counties or groups."""
    if above is None:
        return Dimension.flat("region", REGIONS)
    middle = [(f"m{code}", "total") for code in dict.fromkeys(above.values())]
    return Dimension("region", (("total", None), *middle, *((region, f"m{above[region]}") for region in REGIONS)))


def z2(above: dict[str, str] | None = None) -> Table:
    leaves = {
        (region, source): persons(Z2[source][number]) for source in SOURCES for number, region in enumerate(REGIONS)
    }
    return table_of_leaves("z2", [regions(above), Dimension.flat("source", SOURCES)], leaves)


def example1(year: str, geo: Dimension = GEO) -> Table:
    """`year` may be "all" for the three years together."""
    sums = [sum(each) for each in zip(*YEARS.values(), strict=True)] if year == "all" else YEARS[year]
    places = [(age, country) for age in ("young", "old") for country in ("Iceland", "Portugal", "Spain")]
    leaves = {place: persons(number) for place, number in zip(places, sums, strict=True)}
    return table_of_leaves("example1", [AGE, geo], leaves)


def magnitude1() -> Table:
    """Every contribution from a company of its own."""
    given = [
        Contribution(at, f"{at}{number}", amount)
        for at, amounts in MAGNITUDE1.items()
        for number, amount in enumerate(amounts)
    ]
    return table_of_contributions("value", [Dimension.flat("sector", SECTORS), FLAT_GEO], given)


def investments() -> Table:
    rows = {"I": (20, 50, 10), "II": (8, 19, 22), "III": (17, 32, 12)}
    leaves = {
        (activity, region): persons(number)
        for activity, numbers in rows.items()
        for region, number in zip("ABC", numbers, strict=True)
    }
    return table_of_leaves("investments", [Dimension.flat("activity", rows), Dimension.flat("region", "ABC")], leaves)


def without_reasons(table: Table, keys: Iterable[tuple[str, ...]]) -> dict[CellId, Why]:
    """A choice of hidden cells as the other programs see it: no reasons, only that nothing is negative."""
    return {table.cell_id(key): Why.WITHHELD for key in keys}
