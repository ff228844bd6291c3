"""What the documents state, from country data. What is said to be kept somewhere must be there, or nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.guidance.models import SourceDocument
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.sources.keepers import find
from khetene.sources.models import SourceRecord

FILE = "sources.yaml"
SHOWN_FROM = 10


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load what each document states, after everything that it points to; how many records.

    Raises kernel.countryfile.BadCountryFile, also for a document, or for something kept, that is not there.
    """
    told = read_country_file(folder / FILE, "sources")
    content = told["records"]
    _refuse_small_numbers(content, told["units"], folder / FILE)
    _refuse_what_is_not_there(content, folder / FILE)
    documents = _documents(content, folder / FILE)
    rows = [
        SourceRecord(document_id=documents[stated["document"]], place=stated["place"], order=order, **_fields(row))
        for order, row in enumerate(content)
        for stated in row["in"]
    ]
    SourceRecord.objects.exclude(record__in=[row["record"] for row in content]).delete()
    names = [field.name for field in SourceRecord._meta.fields if field.name not in ("id", "document", "record")]
    SourceRecord.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["document", "record"], update_fields=names
    )
    return len(rows)


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    kept_as, key = _kept(row)
    return {
        "record": row["record"],
        "kind": row["kind"],
        "words": row["words"],
        "number": row.get("number"),
        "unit": row.get("unit", ""),
        "as_of": row.get("as_of", ""),
        "kept_as": kept_as,
        "key": key,
        "why_not": row.get("why_not", ""),
        "disputed_by": row.get("disputed_by", ""),
    }


def _kept(row: dict[str, Any]) -> tuple[str, str]:
    kept_as, _slash, key = row.get("kept", "").partition("/")
    return kept_as, key


def _documents(content: list[dict[str, Any]], path: Path) -> dict[str, Any]:
    there = dict(SourceDocument.objects.values_list("slug", "pk"))
    for place, row in enumerate(content):
        for stated in row["in"]:
            if stated["document"] not in there:
                raise bad_place(path, ["records", place, "in"], f"document {stated['document']} is not there")
    return there


def _refuse_small_numbers(content: list[dict[str, Any]], units: dict[str, list[str]], path: Path) -> None:
    """A few people of a document can be recognised: their number stands in no file, and the record says why."""
    for place, row in enumerate(content):
        unit, number = row.get("unit", ""), row.get("number")
        if unit not in {"", *units["persons"], *units["others"]}:
            raise bad_place(path, ["records", place, "unit"], f"units does not say what {unit} is")
        if number is None:
            continue
        if row.get("why_not"):
            raise bad_place(path, ["records", place, "number"], "what is not kept has no number")
        if unit in units["persons"] and number < SHOWN_FROM:
            raise bad_place(path, ["records", place, "number"], "too few people: why_not: small_number, and no number")


def _refuse_what_is_not_there(content: list[dict[str, Any]], path: Path) -> None:
    wanted: dict[str, dict[str, int]] = {}
    for place, row in enumerate(content):
        kept_as, key = _kept(row)
        if key:
            wanted.setdefault(kept_as, {}).setdefault(key, place)
    for place, problem in _missing(wanted):
        raise bad_place(path, ["records", place, "kept"], problem)
    named = {row["record"] for row in content}
    for place, row in enumerate(content):
        if row.get("disputed_by") and row["disputed_by"] not in named:
            raise bad_place(path, ["records", place, "disputed_by"], f"{row['disputed_by']} is not there")


def _missing(wanted: dict[str, dict[str, int]]) -> Iterator[tuple[int, str]]:
    for kept_as, keys in wanted.items():
        there = find(kept_as, keys)
        for key, place in keys.items():
            if key not in there:
                yield place, f"{kept_as} {key} is not there"
