"""Where each local government stands on the tile map: country data, read once. The map is a scheme and says so."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

from khetene.kernel.countryfile import bad_place, read_country_file

FILE = "municipality-grid.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    column: int
    row: int
    label: str


@functools.cache
def places(folder: Path) -> dict[str, Place]:
    """By the short name of the territory. Raises kernel.countryfile.BadCountryFile."""
    found: dict[str, Place] = {}
    rows = read_country_file(folder / FILE, "municipality-grid")["tiles"]
    for number, row in enumerate(rows):
        for slug in row["territories"]:
            if slug in found:
                raise bad_place(folder / FILE, ["tiles", number], f"{slug} has two places")
            found[slug] = Place(row["column"], row["row"], row["label"])
    return found
