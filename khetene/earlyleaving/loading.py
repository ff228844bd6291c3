"""Loading the register's country data; a state of the file is kept for as long as plans were made by it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.directory import reads as directory
from khetene.earlyleaving.models import RegisterVersion
from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.kernel.encryption import normalised

FILE = "early-leaving.yaml"
# D 3.1: ethnicity is not a criterion and must never be one; neither is a word that stands for it.
NEVER_A_RISK = re.compile(
    r"\b(roma|romi|romu|romany?|romani|cigan\w*|tautib\w*|ethnic\w*|etnisk\w*|race|national\w*)\b"
)


@transaction.atomic
def load_country(folder: Path) -> RegisterVersion:
    """Publish the file; the same file again changes nothing. Raises kernel.countryfile.BadCountryFile."""
    path = folder / FILE
    content = read_country_file(path, "early-leaving")
    _check(path, content)
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    newest = RegisterVersion.objects.order_by("-published_at", "-id").first()
    if newest and newest.digest == digest:
        return newest
    version, made = RegisterVersion.objects.get_or_create(
        digest=digest, defaults={"content": content, "published_at": clock.now()}
    )
    if not made:  # an earlier state came back
        version.published_at = clock.now()
        version.save(update_fields=["published_at"])
    audit.record("register.published", version, actor=System("load-country"))
    return version


def _check(path: Path, content: dict[str, Any]) -> None:
    """What the schema cannot say."""
    if directory.key_of(content["holder"]) is None:
        raise bad_place(path, ["holder"], _("this organisation is not there"))
    _check_spans(path, content, "semesters")
    for name in ("grades", "instruments"):
        _check_spans(path, content, name)
        _check_every_semester(path, content, name)
    for number, row in enumerate(content["semesters"]):
        _check_semester(path, number, row)
    for number, instrument in enumerate(content["instruments"]):
        _check_instrument(path, ["instruments", number], instrument)


def _check_semester(path: Path, number: int, row: dict[str, Any]) -> None:
    """The school year begins on 1 September, whatever the calendar says."""
    if row["id"] != f"{row['school_year']}-{row['number']}":
        raise bad_place(path, ["semesters", number, "id"], _("does not name its school year and number"))
    if row["number"] == 1 and row["from"] != f"{row['school_year']}-09-01":
        raise bad_place(path, ["semesters", number, "from"], _("a school year begins on 1 September"))


def _check_spans(path: Path, content: dict[str, Any], name: str) -> None:
    """In order, each ends after it begins, none overlaps the next."""
    before = ""
    for number, row in enumerate(content[name]):
        for field in {"from", "to"} & row.keys():
            _day(path, [name, number, field], row[field])
        if row["from"] < before:
            raise bad_place(path, [name, number, "from"], _("begins before the one before it has ended"))
        if row.get("to", "9999-12-31") <= row["from"]:
            raise bad_place(path, [name, number, "to"], _("ends before it begins"))
        before = row.get("to", "9999-12-31")


def _day(path: Path, where: list[Any], text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError as problem:
        raise bad_place(path, where, _("is no day")) from problem


def _check_every_semester(path: Path, content: dict[str, Any], name: str) -> None:
    for number, semester in enumerate(content["semesters"]):
        day = semester["from"]
        if not any(row["from"] <= day < row.get("to", "9999-12-31") for row in content[name]):
            raise bad_place(path, ["semesters", number, "from"], _("nothing is in force on that day: %s") % name)


def _check_instrument(path: Path, where: list[Any], instrument: dict[str, Any]) -> None:
    seen: set[str] = set()
    places = [("families", number, family) for number, family in enumerate(instrument["families"])]
    for name, number, family in places:
        _refuse_twice(path, [*where, name, number, "id"], family["id"], seen)
        for order, criterion in enumerate(family["criteria"]):
            here = [*where, name, number, "criteria", order]
            _refuse_twice(path, [*here, "id"], criterion["id"], seen)
            _refuse_ethnicity(path, here, criterion)
    for number, support in enumerate(instrument["supports"]):
        _refuse_twice(path, [*where, "supports", number, "id"], f"support {support['id']}", seen)
        if (support["group"] == "consultative") != (support["unit"] == "hours"):
            raise bad_place(path, [*where, "supports", number, "unit"], _("consultations, and only they, are in hours"))


def _refuse_twice(path: Path, where: list[Any], name: str, seen: set[str]) -> None:
    if name in seen:
        raise bad_place(path, where, _("stands here twice"))
    seen.add(name)


def _refuse_ethnicity(path: Path, where: list[Any], criterion: dict[str, Any]) -> None:
    for text in (criterion["id"].replace("-", " "), *criterion["title"].values()):
        if NEVER_A_RISK.search(normalised(text)):
            raise bad_place(path, [*where, "title"], _("ethnicity is not a risk and never becomes one"))
