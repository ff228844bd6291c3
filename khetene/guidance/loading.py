"""The recorded history of statements and practices, from country data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.directory.search import folded
from khetene.gatherings.models import Gathering
from khetene.guidance.correction import correction_of
from khetene.guidance.enums import AddresseeGroup
from khetene.guidance.models import Addressing, Practice, SourceDocument, Statement, StatementTheme
from khetene.kernel.countryfile import BadCountryFile, read_country_file
from khetene.territory.models import Territory

FILE = "guidance.yaml"


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load documents, statements and practices; how many statements. What people answered or corrected stays as it is.

    Raises kernel.countryfile.BadCountryFile, also for an organisation, place or statement that is not there.
    """
    content = read_country_file(folder / FILE, "guidance")
    for row in content["sources"]:
        _write_source(row)
    for row in content["statements"]:
        _write_statement(row)
    for row in content["statements"]:
        _connect_repetition(row)
    for row in content["practices"]:
        _write_practice(row)
    return len(content["statements"])


def _write_source(row: dict[str, Any]) -> None:
    fields = {"title": row["title"], "year": row["year"], "dated": _day(row.get("dated"))}
    fields |= {"kind": row.get("kind", "platform"), "published_by": row.get("published_by", "")}
    fields["address"] = row.get("address", "")
    SourceDocument.objects.update_or_create(slug=row["slug"], defaults=fields)


def _write_statement(row: dict[str, Any]) -> None:
    source = _found(SourceDocument, row["source"], row["slug"])
    fields = {
        "kind": row["kind"],
        "words": row["words"],
        "source": source,
        "place_in_source": row.get("place_in_source", ""),
        "occasion": row.get("occasion", ""),
        "gathering": _found(Gathering, row["gathering"], row["slug"]) if "gathering" in row else None,
        "said_on": _day(row.get("said_on")),
        "year": row["year"],
        "recorded": row.get("recorded", ""),
        "evidence": row.get("evidence", []),
        "is_public": row.get("public", False),
        "folded": folded(row["words"])[:4000],
    }
    places = [_found(Territory, slug, row["slug"]) for slug in row.get("places", [])]
    statement = Statement.objects.filter(slug=row["slug"]).first()
    if statement is None:  # nothing to compare with: the first loading of a whole country takes a third of the time
        statement = Statement.objects.create(slug=row["slug"], **fields)
        statement.places.add(*places)
        StatementTheme.objects.bulk_create(StatementTheme(statement=statement, theme=name) for name in row["themes"])
        _address_all(statement, row)
    else:
        _write_again(statement, fields, row)
        statement.places.set(places)


def _write_again(statement: Statement, fields: dict[str, Any], row: dict[str, Any]) -> None:
    """What people corrected stays; what the source says of it is kept beside it."""
    correction = correction_of(statement.correction)
    corrected = set(correction.source_says)
    says = _as_the_source_says(row, fields["source"])
    correction.source_says = {part: says[part] for part in correction.source_says}
    for name, value in fields.items():
        if ("words" if name == "folded" else name) not in corrected:
            setattr(statement, name, value)
    statement.correction = correction.as_kept()
    statement.save()
    if "themes" not in corrected:
        statement.themes.exclude(theme__in=row["themes"]).delete()
        for theme in row["themes"]:
            StatementTheme.objects.get_or_create(statement=statement, theme=theme)
    if "to" not in corrected:
        _address_all(statement, row)


def _as_the_source_says(row: dict[str, Any], source: SourceDocument) -> dict[str, Any]:
    names = dict(Organisation.objects.filter(slug__in=row.get("to", [])).values_list("slug", "name"))
    return {
        "words": row["words"],
        "themes": sorted(row["themes"]),
        "to": sorted([slug, names.get(slug, "")] for slug in row.get("to", [])),
        "source": [source.slug, source.title],
        "place_in_source": row.get("place_in_source", ""),
        "same_as": row.get("same_as"),
    }


def _address_all(statement: Statement, row: dict[str, Any]) -> None:
    for slug in row.get("to", []):
        if slug in AddresseeGroup.values:
            Addressing.objects.get_or_create(statement=statement, group=slug)
        else:
            organisation = _found(Organisation, slug, statement.slug)
            Addressing.objects.get_or_create(statement=statement, organisation=organisation)


def _connect_repetition(row: dict[str, Any]) -> None:
    if "same_as" not in row:
        return
    said_before = _found(Statement, row["same_as"], row["slug"])
    statement = Statement.objects.get(slug=row["slug"])
    if "same_as" not in correction_of(statement.correction).source_says:
        Statement.objects.filter(pk=statement.pk).update(same_as=said_before)


def _write_practice(row: dict[str, Any]) -> None:
    practice = Practice.objects.filter(slug=row["slug"]).first() or Practice(slug=row["slug"])
    if practice.edited_in_product:
        return
    organisation = row.get("organisation")
    practice.title, practice.effect = row["title"], row.get("effect", "")
    practice.organisation = _found(Organisation, organisation, row["slug"]) if organisation else None
    practice.themes, practice.seen_at = row["themes"], row.get("seen_at", [])
    practice.note, practice.folded = row.get("note", ""), folded(row["title"])
    practice.save()
    practice.places.set([_found(Territory, slug, row["slug"]) for slug in row.get("places", [])])
    practice.statements.set([_found(Statement, slug, row["slug"]) for slug in row.get("statements", [])])


def _found(model: Any, slug: str, where: str) -> Any:
    row = model.objects.filter(slug=slug).first()
    if row is None:
        raise BadCountryFile(f"{FILE}, {where}: {model._meta.verbose_name} {slug} is not there")
    return row


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
