"""Kinds and the recorded history of gatherings, from country data. What people write in the product is not touched."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.gatherings.enums import Mode, PresenceSource, Reply, State
from khetene.gatherings.models import (
    AgendaItem,
    Gathering,
    Kind,
    Participation,
    Presence,
    SameName,
    Section,
    StatedFigure,
)
from khetene.kernel import clock
from khetene.kernel.countryfile import BadCountryFile, read_country_file
from khetene.network.models import Body
from khetene.territory.models import Territory

FILE = "gatherings.yaml"
END_OF_DAY = time(23, 59)


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load kinds and recorded gatherings; how many gatherings. One that is there keeps its people's answers and texts.

    Raises kernel.countryfile.BadCountryFile, also for an organisation, place or kind that is not there.
    """
    content = read_country_file(folder / FILE, "gatherings")
    for row in content["kinds"]:
        fields = {name: row[name] for name in ("name", "days", "families_may_be_visited", "attendance_rule")}
        fields["reviews_recommendations"] = row.get("reviews_recommendations", False)
        Kind.objects.update_or_create(slug=row["slug"], defaults=fields)
    for row in content["gatherings"]:
        if not Gathering.objects.filter(slug=row["slug"]).exists():
            _write(row)
    return len(content["gatherings"])


def _write(row: dict[str, Any]) -> None:
    starts, ends = _span(row)
    where = row["slug"]
    gathering = Gathering.objects.create(
        slug=where,
        organisation=_found(Organisation, row["organiser"], where),
        kind=_found(Kind, row["kind"], where),
        title=row["title"],
        purpose=row.get("purpose", ""),
        mode=row.get("mode", Mode.ONSITE),
        state=State.HELD,
        starts=starts,
        ends=ends,
        when_words=row.get("when", ""),
        year=row["year"],
        place=row.get("place", ""),
        territory=_found(Territory, row["territory"], where) if "territory" in row else None,
        country=row.get("country", "LV"),
        phase=row.get("phase", ""),
        funding_statement=row.get("funding", ""),
        first_plan=row.get("first_plan", {}),
        deviation=row.get("deviation", ""),
        sources=row["sources"],
        note=row.get("note", ""),
    )
    gathering.institutions.set([_found(Organisation, slug, where) for slug in row.get("institutions", [])])
    gathering.bodies.set([_found(Body, slug, where) for slug in row.get("bodies", [])])
    for place, text in enumerate(row.get("sections", []), start=1):
        Section.objects.create(gathering=gathering, order=place, **text)
    for figure in row.get("stated", []):
        StatedFigure.objects.create(gathering=gathering, **figure)
    rows = _write_participants(gathering, row.get("participants", []))
    _write_agenda(gathering, row.get("agenda", []), rows)


def _span(row: dict[str, Any]) -> tuple[datetime | None, datetime | None]:
    """A document that gives only the day is kept from midnight to the end of the day."""
    if "starts" in row:
        starts, ends = (datetime.fromisoformat(row[name]).replace(tzinfo=clock.HOME) for name in ("starts", "ends"))
        return starts, ends
    if "day" in row:
        day = date.fromisoformat(row["day"])
        return clock.start_of(day), datetime.combine(day, END_OF_DAY, tzinfo=clock.HOME)
    return None, None


def _write_participants(gathering: Gathering, rows: list[dict[str, Any]]) -> dict[int, Participation]:
    """Posts and institutions as the document lists them. One name on two rows is a question that nobody has answered."""
    written: dict[int, Participation] = {}
    for row in rows:
        where = f"{gathering.slug}, row {row['row']}"
        written[row["row"]] = Participation.objects.create(
            gathering=gathering,
            order=row["row"],
            represents=_found(Organisation, row["represents"], where) if "represents" in row else None,
            position=row["position"],
            sector=row.get("sector", ""),
            territory=_found(Territory, row["territory"], where) if "territory" in row else None,
            also=[_affiliation(also, where) for also in row.get("also", [])],
            roles=row.get("roles", []),
            stands_in=row.get("stands_in", False),
            reply=Reply.COMING,
        )
        if "same_name_as" in row:
            first = written[row["same_name_as"]]
            SameName.objects.create(gathering=gathering, first=first, second=written[row["row"]])
    source = PresenceSource.PLATFORM if gathering.mode == Mode.ONLINE else PresenceSource.SIGNED
    days = gathering.days[:1]
    Presence.objects.bulk_create(
        Presence(participation=row, day=day, source=source) for row in written.values() for day in days
    )
    return written


def _affiliation(row: dict[str, Any], where: str) -> dict[str, str]:
    found = {"represents": _found(Organisation, row["represents"], where).name, "position": row["position"]}
    if "territory" in row:
        found["territory"] = _found(Territory, row["territory"], where).name
    return found


def _write_agenda(gathering: Gathering, rows: list[dict[str, Any]], people: dict[int, Participation]) -> None:
    for place, row in enumerate(rows, start=1):
        item = AgendaItem.objects.create(
            gathering=gathering,
            day=gathering.days[0] if gathering.days else None,
            starts=time.fromisoformat(row["at"]),
            minutes=row["minutes"],
            order=place,
            kind=row["kind"],
            title=row["title"],
            notes=row.get("notes", ""),
        )
        item.speakers.set([people[number] for number in row.get("speakers", [])])


def _found(model: Any, slug: str, where: str) -> Any:
    row = model.objects.filter(slug=slug).first()
    if row is None:
        raise BadCountryFile(f"{FILE}, {where}: {model._meta.verbose_name} {slug} is not there")
    return row
