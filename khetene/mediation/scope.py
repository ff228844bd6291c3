"""What is a mediator's work and what is not, from the country pack; for what is not, who it is for (source 003)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from khetene.kernel.countryfile import read_country_file
from khetene.kernel.translated import Translated

FILE = "scope.yaml"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What mediators are asked and is somebody else's task. `words` narrow the directory's services of the field."""

    slug: str
    asked: Translated
    answer: Translated
    domain: str
    words: str


@dataclass(frozen=True, slots=True)
class Scope:
    sources: list[str]
    mine: list[Translated]
    elsewhere: list[Elsewhere]

    def one(self, slug: str) -> Elsewhere | None:
        return next((row for row in self.elsewhere if row.slug == slug), None)


def scope() -> Scope:
    """The scope of the country that is served."""
    path = Path(settings.COUNTRY_FOLDER) / FILE
    return _read(path, path.stat().st_mtime_ns)


def check(folder: Path) -> None:
    """Raises BadCountryFile."""
    read_country_file(folder / FILE, "scope")


@functools.lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Scope:
    content = read_country_file(path, "scope")
    return Scope(
        sources=list(content["sources"]),
        mine=[Translated(row) for row in content["mine"]],
        elsewhere=[_elsewhere(row) for row in content["elsewhere"]],
    )


def _elsewhere(row: dict[str, Any]) -> Elsewhere:
    return Elsewhere(
        row["slug"], Translated(row["asked"]), Translated(row["answer"]), row["domain"], row.get("words", "")
    )
