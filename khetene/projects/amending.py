"""What an amendment changes: one shape for everything that is planned, with what stood before and what stands after."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel.errors import NotForYou
from khetene.projects.enums import CostState
from khetene.projects.models import Amendment, Cost, Phase
from khetene.projects.plan import PARTS, Part

Values = dict[str, Any]
Thing = tuple[str, str]  # part and key
HEAD, PLACES, LINE = "head", "places", "line"
# The parts of a plan that an amendment may change, each with its fields, in the order of an agreement.
FIELDS: dict[str, tuple[str, ...]] = {
    HEAD: ("begins", "ends", "total"),
    "goal": ("words",),
    "activity": ("words", "begins", "ends", "goals", "territories"),
    LINE: ("code", "words", "planned"),
    "indicator": ("words", "target", "source"),
    "deliverable": ("words", "due", "activity_id"),
    PLACES: ("territories",),
}
OF_THE_PHASE = Part(Phase, many=("territories",), is_added=False)
AMENDED: dict[str, Part] = {name: PARTS.get(name, OF_THE_PHASE) for name in FIELDS}


class Kind(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing of the plan. `key` is its key, also that of one to be added; `name` is what the plan called it.

    `before` and `after` hold the fields that differ, as JSON keeps them.
    """

    part: str
    key: str
    kind: str
    name: str
    before: Values = field(default_factory=dict)
    after: Values = field(default_factory=dict)

    @property
    def thing(self) -> Thing:
        return self.part, self.key

    @property
    def digest(self) -> str:
        """Tells whether somebody saved it anew."""
        kept = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(kept.encode()).hexdigest()[:16]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def changes_in(kept: Iterable[Mapping[str, Any]] | None) -> list[Change]:
    return [Change(**one) for one in kept or []]


def all_changes(amendments: Iterable[Amendment]) -> list[Change]:
    """Of amendments in their order."""
    return [change for one in amendments for change in changes_in(one.changes)]


def dropped_keys(amendments: Iterable[Amendment]) -> set[str]:
    """Keys of what is no longer planned."""
    return {change.key for change in all_changes(amendments) if change.kind == Kind.DROPPED}


def touched(amendments: Iterable[Amendment]) -> dict[str, set[str]]:
    """Which fields of which thing an amendment changed, by key: country data no longer says what they are."""
    found: dict[str, set[str]] = {}
    for change in all_changes(amendments):
        found.setdefault(change.key, set()).update(change.after)
    return found


def begins_of(phase: Phase, amendments: Iterable[Amendment]) -> date | None:
    """The first day that holds after these amendments."""
    return next((one.new_begins for one in reversed(list(amendments)) if one.new_begins), phase.begins)


def ends_of(phase: Phase, amendments: Iterable[Amendment]) -> date | None:
    """The last day that holds after these amendments."""
    return next((one.new_ends for one in reversed(list(amendments)) if one.new_ends), phase.ends)


def total_of(phase: Phase, amendments: Iterable[Amendment]) -> Decimal | None:
    """The grant that holds after these amendments."""
    return next((one.new_total for one in reversed(list(amendments)) if one.new_total is not None), phase.total)


def as_kept(value: Any) -> Any:
    """A value of the plan as JSON keeps it, the same for the same value."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, list | set | tuple):
        return sorted(str(one) for one in value)
    return dict(value) if isinstance(value, dict) else value


def of_row(part: str, row: Any) -> Values:
    """What the plan says of one thing now, by field."""
    many = AMENDED[part].many
    return {
        name: as_kept([one.pk for one in getattr(row, name).all()] if name in many else getattr(row, name))
        for name in FIELDS[part]
    }


def of_head(phase: Phase, amendments: list[Amendment]) -> Values:
    held = {"begins": begins_of(phase, amendments), "ends": ends_of(phase, amendments)}
    return {name: as_kept(value) for name, value in {**held, "total": total_of(phase, amendments)}.items()}


def plain(part: str, values: Values) -> Values:
    """Kept values as a row takes them; sets are left out."""
    model: Any = AMENDED[part].model
    named = {name: value for name, value in values.items() if name not in AMENDED[part].many}
    return {name: model._meta.get_field(name).to_python(value) for name, value in named.items()}


def name_of(part: str, values: Mapping[str, Any]) -> str:
    """What the plan calls a thing, from its fields."""
    words = values.get("words", "")
    said = str(words.get("lv", "")) if isinstance(words, dict) else str(words or "")
    return f"{values['code']} {said}" if part == LINE else said


def undone(values: Mapping[str, Values], change: Change) -> dict[str, Values]:
    """The things of one part, by key, as they were before a change."""
    found = dict(values)
    if change.kind == Kind.ADDED:
        found.pop(change.key, None)
    else:
        found[change.key] = {**found.get(change.key, {}), **change.before}
    return found


def current(phase: Phase, part: str, key: str) -> Values:
    """What the plan says now of one thing that is planned. Raises NotForYou."""
    amendments = list(phase.amendments.order_by("number"))
    if part == HEAD:
        return of_head(phase, amendments)
    row = phase if part == PLACES else existing(phase, part, key)
    if row is None or key in dropped_keys(amendments) or (part == PLACES and key != str(phase.pk)):
        raise NotForYou
    return of_row(part, row)


def existing(phase: Phase, part: str, key: str) -> Any:
    return AMENDED[part].model._base_manager.filter(pk=key, phase=phase).first()


def spent_in(phase: Phase) -> dict[str, Decimal]:
    """What is committed and paid of each line that has entries, by key."""
    entries = Cost.objects.filter(line__phase=phase, replaced_by=None).exclude(state=CostState.WITHDRAWN)
    found: dict[str, Decimal] = {}
    for key, amount in entries.order_by("pk").values_list("line_id", "amount"):
        found[str(key)] = found.get(str(key), Decimal(0)) + amount
    return found


def conflicts_of(phase: Phase, amendments: list[Amendment], changes: Iterable[Change]) -> dict[Thing, str]:
    """By thing, in one sentence: what another amendment changed since a change was written. As many queries as parts."""
    told = [one for one in changes if one.kind != Kind.ADDED]
    gone, now, found = dropped_keys(amendments), _standing(phase, amendments, told), {}
    for change in told:
        if change.key in gone:
            found[change.thing] = _("%(name)s: another amendment dropped it meanwhile.") % {"name": change.name}
        elif _differs(now.get(change.thing, {}), change.before):
            words = _("%(name)s: another amendment changed it meanwhile. Look at the change and save it again.")
            found[change.thing] = words % {"name": change.name or _what(change.part)}
    return found


def _standing(phase: Phase, amendments: list[Amendment], changes: list[Change]) -> dict[Thing, Values]:
    """What the plan says now of the things that are changed."""
    keys: dict[str, list[str]] = {}
    for change in changes:
        keys.setdefault(change.part, []).append(change.key)
    found = {}
    for part, wanted in keys.items():
        if part in (HEAD, PLACES):
            values = of_head(phase, amendments) if part == HEAD else of_row(part, phase)
            found[part, str(phase.pk)] = values
            continue
        rows = AMENDED[part].model._base_manager.filter(phase=phase, pk__in=wanted)
        found |= {(part, str(row.pk)): of_row(part, row) for row in rows.prefetch_related(*AMENDED[part].many)}
    return found


def _differs(now: Values, before: Values) -> bool:
    return any(now.get(name) != value for name, value in before.items())


def _what(part: str) -> str:
    return _("Time and grant") if part == HEAD else _("Municipalities")
