"""Which files there are and at which address: the same on the pages and in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from khetene.publishing.files.sdmx import as_sdmx_csv, as_structure
from khetene.publishing.files.sdmx_json import as_sdmx_json
from khetene.publishing.files.tabular import as_csv, as_xlsx
from khetene.publishing.models import Edition

CATALOGUE = "katalogs.jsonld"
STRUCTURE = "struktura.json"
Write = Callable[[Edition, str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing an edition. `vocabulary`: its name in the EU authority table of file types."""

    ending: str
    label: str
    media_type: str
    vocabulary: str
    write: Write


class EditionFile(NamedTuple):
    path: str
    body: bytes


FORMATS = {
    found.ending: found
    for found in (
        Format("csv", "CSV", "text/csv", "CSV", lambda edition, address: as_csv(edition.content)),
        Format(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            lambda edition, address: as_xlsx(edition.content, edition.published_at, address),
        ),
        Format(
            "sdmx.csv",
            "SDMX-CSV 2.0",
            "application/vnd.sdmx.data+csv; version=2.0.0",
            "CSV",
            lambda edition, address: as_sdmx_csv(edition.content),
        ),
        Format(
            "sdmx.json",
            "SDMX-JSON 2.0",
            "application/vnd.sdmx.data+json; version=2.0.0",
            "JSON",
            lambda edition, address: as_sdmx_json(
                edition.content,
                edition.published_at,
                f"{address.removesuffix(f'{path_of(edition)}/')}{edition.data_set}/{STRUCTURE}",
            ),
        ),
    )
}


def path_of(edition: Edition) -> str:
    """Below the address of the open data, without an ending."""
    return f"{edition.data_set}/{edition.period}/{edition.number}"


def file_of(edition: Edition, ending: str, base: str) -> bytes:
    """One edition in one format; `base` is the address of the open data, with a slash at its end."""
    return FORMATS[ending].write(edition, f"{base}{path_of(edition)}/")


def structure_of(editions: list[Edition]) -> bytes:
    """The SDMX structure of one data set, from all its editions in the order in which they left."""
    return as_structure(edition.content for edition in editions)


def all_files(editions: list[Edition], base: str) -> Iterator[EditionFile]:
    """Every file of every edition and the structure of every data set; the catalogue is written beside them."""
    by_set: dict[str, list[Edition]] = {}
    for edition in editions:
        by_set.setdefault(edition.data_set, []).append(edition)
        for ending in FORMATS:
            yield EditionFile(f"{path_of(edition)}.{ending}", file_of(edition, ending, base))
    for data_set, of_set in by_set.items():
        yield EditionFile(f"{data_set}/{STRUCTURE}", structure_of(of_set))
