"""Loading the country data about school staff; rules and measures that it names must be there."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.eligibility.programmes import RuleSet
from khetene.kernel import audit, clock
from khetene.kernel.actor import System
from khetene.kernel.countryfile import bad_place, read_country_file
from khetene.programmes import rulebook
from khetene.schoolstaff.models import StaffVersion
from khetene.schoolstaff.staffing import NO_RULE, UNKNOWN_RULE, Staffing

FILE = "school-staff.yaml"


@transaction.atomic
def load_country(folder: Path) -> StaffVersion:
    """Publish the file; the same file again changes nothing. Raises kernel.countryfile.BadCountryFile."""
    path = folder / FILE
    content = read_country_file(path, "school-staff")
    _check(path, content, rulebook.current()[1])
    digest = hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    newest = _newest()
    if newest and newest.digest == digest:
        return newest
    version, made = StaffVersion.objects.get_or_create(
        digest=digest, defaults={"content": content, "published_at": clock.now()}
    )
    if not made:  # an earlier state came back
        version.published_at = clock.now()
        version.save(update_fields=["published_at"])
    audit.record("school_staff.published", version, actor=System("load-country"))
    return version


def current() -> Staffing | None:
    """What was published last; None where no country pack was loaded."""
    version = _newest()
    return Staffing(version.content) if version else None


def _newest() -> StaffVersion | None:
    return StaffVersion.objects.order_by("-published_at", "-id").first()


def _check(path: Path, content: dict[str, Any], rules: RuleSet) -> None:
    """What the schema cannot say."""
    known = {programme.id: {measure.id for measure in programme.measures} for programme in rules.programmes}
    for name in ("posts", "measures"):
        _refuse_twice(path, content, name)
    for number, post in enumerate(content["posts"]):
        if post.get("instead", "") not in {"", *known}:
            raise bad_place(path, ["posts", number, "instead"], _("this programme is not there"))
        for order, payer in enumerate(post["payers"]):
            if payer["rule"] not in {NO_RULE, UNKNOWN_RULE, *known}:
                raise bad_place(path, ["posts", number, "payers", order, "rule"], _("this programme is not there"))
    for order, payer in enumerate(content["groups"]["payers"]):
        grades = payer.get("grades")
        if grades and grades["measure"] not in known.get(grades["programme"], set()):
            raise bad_place(path, ["groups", "payers", order, "grades"], _("this measure is not there"))


def _refuse_twice(path: Path, content: dict[str, Any], name: str) -> None:
    seen: set[str] = set()
    for number, row in enumerate(content[name]):
        if row["id"] in seen:
            raise bad_place(path, [name, number, "id"], _("stands here twice"))
        seen.add(row["id"])
