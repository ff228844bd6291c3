"""Phases from country data. What people wrote here about an activity, every entry about money, and what an amendment changed
or somebody added stays as it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.gatherings.models import Gathering
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.projects.amending import touched
from khetene.projects.models import (
    Activity,
    BudgetLine,
    Deliverable,
    Goal,
    GrantShare,
    Indicator,
    Phase,
    Result,
    VisibilityText,
)
from khetene.projects.money import split
from khetene.territory.models import Territory

FILE = "projects.yaml"
PLAIN = ("title", "known_as", "agreement", "programme", "programme_years", "task", "is_inferred", "note", "sources")
Amended = dict[str, set[str]]
WHAT_BECAME_OF_IT = ("state", "actual", "deviation")


class _Reader:
    """Finds what a row names, and says in which place of the file something is missing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def found(self, model: Any, name: str | None, where: list[Any], field: str = "slug") -> Any:
        if name is None:
            return None
        row = model.objects.filter(**{field: name}).first()
        if row is None:
            raise bad_place(self.path, where, f"{model._meta.verbose_name} {name} is not there")
        return row

    def all_found(self, model: Any, row: dict[str, Any], name: str, where: list[Any]) -> list[Any]:
        return [self.found(model, slug, [*where, name, place]) for place, slug in enumerate(row.get(name, []))]


@transaction.atomic
def load_country(folder: Path) -> int:
    """Load phases with their plan and stated results; how many phases. One that was begun in the product stays as it is.

    Raises kernel.countryfile.BadCountryFile, also for what is named and not there, and for shares that are not 100 % together.
    """
    reader = _Reader(folder / FILE)
    content = read_country_file(reader.path, "projects")
    begun_here = set(Phase.objects.filter(is_written_here=True).order_by("pk").values_list("ordinal", flat=True))
    for place, row in enumerate(content["phases"]):
        if row["ordinal"] in begun_here:
            continue
        _write_phase(row, reader, ["phases", place])
    return len(content["phases"])


def _write_phase(row: dict[str, Any], reader: _Reader, where: list[Any]) -> None:
    plain = {name: row[name] for name in PLAIN if name in row}
    phase, _made = Phase.objects.update_or_create(
        ordinal=row["ordinal"],
        defaults=plain
        | {
            "beneficiary": reader.found(Organisation, row["beneficiary"], [*where, "beneficiary"]),
            "begins": _day(row, "begins"),
            "ends": _day(row, "ends"),
            "total": _money(row, "total"),
        },
    )
    amended = touched(phase.amendments.order_by("number"))
    if "territories" not in amended.get(str(phase.pk), set()):
        phase.territories.set(reader.all_found(Territory, row, "territories", where))
    phase.gatherings.set(reader.all_found(Gathering, row, "gatherings", where))
    _write_shares(phase, row.get("shares", []), reader, where)
    for order, one in enumerate(row.get("goals", []), start=1):
        _write(Goal, one["slug"], {"phase": phase, "order": order, "words": one["words"]}, amended)
    for order, one in enumerate(row.get("activities", []), start=1):
        _write_activity(phase, order, one, amended, reader, [*where, "activities", order - 1])
    for one in row.get("lines", []):
        BudgetLine.objects.get_or_create(
            phase=phase, code=one["code"], defaults={"words": one["words"], "planned": Decimal(one["planned"])}
        )
    for order, one in enumerate(row.get("indicators", []), start=1):
        fields = {name: one.get(name) for name in ("words", "target", "source")}
        _write(Indicator, one["slug"], {"phase": phase, "order": order, **fields}, amended)
    for order, one in enumerate(row.get("results", []), start=1):
        _write_result(phase, order, one, reader, [*where, "results", order - 1])
    _write_texts(phase, row, amended, reader, where)


def _write(model: Any, slug: str, fields: dict[str, Any], amended: Amended) -> Any:
    """What an amendment changed is no longer what the file says."""
    row = model.objects.filter(slug=slug).first()
    if row is None:
        return model.objects.create(slug=slug, **fields)
    kept = amended.get(str(row.pk), set())
    for name, value in fields.items():
        if name not in kept and f"{name}_id" not in kept:
            setattr(row, name, value)
    row.save()
    return row


def _write_shares(phase: Phase, rows: list[dict[str, Any]], reader: _Reader, where: list[Any]) -> None:
    if not rows:
        return
    try:
        split(phase.total or Decimal(0), [Decimal(one["percent"]) for one in rows])
    except ValueError as problem:
        raise bad_place(reader.path, [*where, "shares"], str(problem)) from problem
    for one in rows:
        fields = {"percent": Decimal(one["percent"]), "stated": _money(one, "stated")}
        GrantShare.objects.update_or_create(phase=phase, source=one["source"], defaults=fields)
    phase.shares.exclude(source__in=[one["source"] for one in rows]).delete()


def _write_activity(
    phase: Phase, order: int, row: dict[str, Any], amended: Amended, reader: _Reader, where: list[Any]
) -> None:
    plan = {
        "phase": phase,
        "order": order,
        "words": row["words"],
        "begins": _day(row, "begins"),
        "ends": _day(row, "ends"),
        "by_mediators": row.get("by_mediators", False),
    }
    is_new = not Activity.objects.filter(slug=row["slug"]).exists()
    recorded = {name: row[name] for name in WHAT_BECAME_OF_IT if name in row} if is_new else {}
    activity = _write(Activity, row["slug"], plan | recorded, amended)
    for name, model in (("goals", Goal), ("territories", Territory)):
        if name not in amended.get(str(activity.pk), set()):
            getattr(activity, name).set(reader.all_found(model, row, name, where))
    activity.gatherings.set(reader.all_found(Gathering, row, "gatherings", where))
    activity.institutions.set(reader.all_found(Organisation, row, "institutions", where))


def _write_result(phase: Phase, order: int, row: dict[str, Any], reader: _Reader, where: list[Any]) -> None:
    """A whole stands before its parts."""
    Result.objects.update_or_create(
        slug=row["slug"],
        defaults={
            "phase": phase,
            "order": order,
            "words": row["words"],
            "number": row.get("number"),
            "whole": reader.found(Result, row.get("whole"), [*where, "whole"]),
            "relation": row.get("relation", ""),
            "compared_with": row.get("compared_with", ""),
            "activity": reader.found(Activity, row.get("activity"), [*where, "activity"]),
            "indicator": reader.found(Indicator, row.get("indicator"), [*where, "indicator"]),
            "source": row["source"],
            "note": row.get("note", ""),
        },
    )


def _write_texts(phase: Phase, row: dict[str, Any], amended: Amended, reader: _Reader, where: list[Any]) -> None:
    for order, one in enumerate(row.get("deliverables", []), start=1):
        activity = reader.found(Activity, one.get("activity"), [*where, "deliverables", order - 1, "activity"])
        fields = {name: one[name] for name in ("words", "is_stated", "link", "source") if name in one}
        days = {name: _day(one, name) for name in ("due", "delivered")}
        _write(
            Deliverable, one["slug"], {"phase": phase, "order": order, "activity": activity, **days, **fields}, amended
        )
    for one in row.get("visibility", []):
        fields = {name: value for name, value in one.items() if name != "slug"}
        VisibilityText.objects.update_or_create(slug=one["slug"], defaults={"phase": phase, **fields})


def _day(row: dict[str, Any], name: str) -> date | None:
    return date.fromisoformat(row[name]) if name in row else None


def _money(row: dict[str, Any], name: str) -> Decimal | None:
    return Decimal(row[name]) if name in row else None
