"""Changes of a plan in words: what it was, what it is; names of what is chosen in as many queries as there are tables."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from khetene.files.storing import FileRow, file_row
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.numbers import euros
from khetene.kernel.translated import Translated, short_day
from khetene.projects.amending import FIELDS, HEAD, LINE, PLACES, Change, Kind, Thing, Values, changes_in, name_of
from khetene.projects.models import Activity, Amendment, Goal
from khetene.territory.models import Territory

PART_LABELS: dict[str, Any] = {
    HEAD: gettext_lazy("Time and grant"),
    "goal": gettext_lazy("Goal"),
    "activity": gettext_lazy("Activity"),
    LINE: gettext_lazy("Line of the budget"),
    "indicator": gettext_lazy("Indicator"),
    "deliverable": gettext_lazy("Deliverable"),
    PLACES: gettext_lazy("Municipalities"),
}
FIELD_LABELS: dict[str, Any] = {
    "begins": gettext_lazy("First day"),
    "ends": gettext_lazy("Last day"),
    "total": gettext_lazy("Grant in euros"),
    "words": gettext_lazy("Wording"),
    "code": gettext_lazy("Line"),
    "planned": gettext_lazy("Planned amount"),
    "target": gettext_lazy("Aimed at"),
    "source": gettext_lazy("Source"),
    "due": gettext_lazy("Due on"),
    "activity_id": gettext_lazy("Activity"),
    "goals": gettext_lazy("Goals"),
    "territories": gettext_lazy("Municipalities"),
}
KIND_LABELS = {
    Kind.ADDED: pgettext_lazy("change of a plan", "added"),
    Kind.CHANGED: pgettext_lazy("change of a plan", "changed"),
    Kind.DROPPED: pgettext_lazy("change of a plan", "dropped"),
}
MODELS = {"goals": Goal, "activity_id": Activity, "territories": Territory}
OF_THE_NAME = {"words", "code"}
OF_MONEY = {(HEAD, "total"), (LINE, "planned")}


@dataclass(frozen=True, slots=True)
class FieldRow:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One thing of the plan with what changes of it; `conflict` says what another amendment did meanwhile.

    `digest` tells whether somebody saved it anew; `is_gone`: another amendment dropped the thing.
    """

    part: str
    key: uuid.UUID
    kind: str
    kind_label: str
    part_label: str
    name: str
    fields: list[FieldRow]
    conflict: str = ""
    digest: str = ""
    is_gone: bool = False

    @property
    def heading(self) -> str:
        return f"{self.part_label}: {self.name}" if self.name else self.part_label

    @property
    def in_words(self) -> str:
        """For a document: one line."""
        said = "; ".join(
            f"{one.label}: {one.before} → {one.after}" if one.before else f"{one.label}: {one.after}"
            for one in self.fields
        )
        return f"{self.heading} ({self.kind_label})" + (f". {said}" if said else "")


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An agreed amendment with its changes; files only for those who keep the phase."""

    id: uuid.UUID
    number: int
    agreed_on: date
    words: str
    document: str
    changes: list[ChangeRow]
    files: list[FileRow]


@dataclass(frozen=True, slots=True)
class AmendedRow:
    """What was planned at the beginning, and what is planned after all amendments."""

    what: str
    first: str
    now: str


@dataclass(slots=True)
class Names:
    """What keys of places, goals and activities are called, also of those that an amendment adds."""

    known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Iterable[Change], *more: Values) -> Names:
        changes = list(changes)
        wanted: dict[str, set[str]] = {name: set() for name in MODELS}
        for values in [*(one.before for one in changes), *(one.after for one in changes), *more]:
            for name, keys in wanted.items():
                given = values.get(name) or []
                keys.update([given] if isinstance(given, str) else given)
        known = {}
        for name, model in MODELS.items():
            if wanted[name]:
                label = "name" if model is Territory else "words"
                rows: Any = model._base_manager.filter(pk__in=wanted[name]).order_by("pk")
                known.update({str(key): str(said) for key, said in rows.values_list("pk", label)})
        known.update({one.key: one.name for one in changes if one.kind == Kind.ADDED and one.key not in known})
        return cls(known)

    def said(self, keys: Iterable[str]) -> str:
        return ", ".join(sorted((self.known.get(key, key) for key in keys), key=in_alphabet))


def change_row(change: Change, names: Names, *, keeper: bool, conflict: str = "", is_gone: bool = False) -> ChangeRow:
    hidden = set() if keeper else {name for part, name in OF_MONEY if part == change.part}
    told = {**change.before, **change.after}
    fields = [name for name in FIELDS[change.part] if name in told and name not in hidden]
    shown = [name for name in fields if _says_more(change, name)]
    return ChangeRow(
        part=change.part,
        key=uuid.UUID(change.key),
        kind=change.kind,
        kind_label=str(KIND_LABELS[Kind(change.kind)]),
        part_label=str(PART_LABELS[change.part]),
        name=_name(change),
        fields=[
            FieldRow(
                str(FIELD_LABELS[name]),
                said(name, change.before.get(name), names) if change.before else "",
                said(name, change.after.get(name), names),
            )
            for name in shown
        ],
        conflict=conflict,
        digest=change.digest,
        is_gone=is_gone,
    )


def _says_more(change: Change, name: str) -> bool:
    """What the heading says already is not said again; of a dropped thing only what becomes of its money."""
    if change.kind == Kind.DROPPED:
        return name in change.after
    return change.kind == Kind.CHANGED or (name not in OF_THE_NAME and change.after[name] not in (None, "", []))


def amendment_row(row: Amendment, names: Names, *, keeper: bool, with_files: bool = True) -> AmendmentRow:
    changes = [change_row(one, names, keeper=keeper) for one in changes_in(row.changes)]
    hides = {HEAD} if not keeper else set()
    return AmendmentRow(
        id=row.pk,
        number=row.number,
        agreed_on=row.agreed_on,
        words=row.words,
        document=row.document,
        changes=[one for one in changes if one.fields or one.part not in hides],
        files=[file_row(one) for one in row.files.all()] if keeper and with_files else [],
    )


def _name(change: Change) -> str:
    """In the reader's language where the words are there."""
    values = change.after if "words" in change.after else change.before
    if isinstance(values.get("words"), dict) and change.part != LINE:
        return str(Translated(values["words"]))
    return change.name


def said(name: str, value: Any, names: Names) -> str:
    """A kept value for a reader; nothing is a dash."""
    if value in (None, "", []):
        return "–"
    if name in ("begins", "ends", "due"):
        return short_day(date.fromisoformat(value))
    if name in ("total", "planned"):
        return euros(Decimal(value))
    if name in MODELS:
        return names.said([value] if isinstance(value, str) else value)
    return str(Translated(value)) if isinstance(value, dict) else str(value)


def first_and_now(changes: list[Change], names: Names, *, keeper: bool) -> list[AmendedRow]:
    """Each thing that amendments changed, once: as planned at the beginning, and as it holds now."""
    things: dict[Thing, list[Change]] = {}
    for change in changes:
        things.setdefault(change.thing, []).append(change)
    return [row for (part, _key), told in things.items() for row in _of_a_thing(part, told, names, keeper)]


def _of_a_thing(part: str, told: list[Change], names: Names, keeper: bool) -> list[AmendedRow]:
    heading = f"{PART_LABELS[part]}: {_name(told[0])}" if _name(told[0]) else str(PART_LABELS[part])
    if told[0].kind == Kind.ADDED:
        now = _("no longer in the plan") if told[-1].kind == Kind.DROPPED else _whole(part, told, names, keeper)
        return [AmendedRow(heading, "–", now)]
    fields = _fields(told)
    if told[-1].kind == Kind.DROPPED:
        spent = told[-1].after.get("planned")
        closed = _("line closed, spent %(amount)s") % {"amount": euros(Decimal(spent))} if spent and keeper else ""
        first = said("planned", fields["planned"][0], names) if part == LINE and keeper else _("in the plan")
        return [
            AmendedRow(heading, first, closed or (_("line closed") if part == LINE else _("no longer in the plan")))
        ]
    return [
        AmendedRow(f"{heading}. {FIELD_LABELS[name]}", said(name, first, names), said(name, now, names))
        for name, (first, now) in fields.items()
        if first != now and (keeper or (part, name) not in OF_MONEY)
    ]


def _fields(told: list[Change]) -> dict[str, tuple[Any, Any]]:
    """By field, the earliest and the newest value."""
    found: dict[str, tuple[Any, Any]] = {}
    for change in told:
        for name, value in {**change.before, **change.after}.items():
            first = found[name][0] if name in found else change.before.get(name)
            found[name] = (first, change.after.get(name, value))
    return {name: found[name] for name in FIELDS[told[0].part] if name in found}


def _whole(part: str, told: list[Change], names: Names, keeper: bool) -> str:
    """What a thing is that an amendment added, with what later ones changed of it."""
    values: Values = {}
    for change in told:
        values |= change.after
    hidden = OF_THE_NAME | ({"planned"} if not keeper else set())
    parts = [
        f"{FIELD_LABELS[name]}: {said(name, value, names)}"
        for name, value in _in_order(part, values)
        if name not in hidden and value not in (None, "", [])
    ]
    return "; ".join([_("in the plan"), *parts])


def _in_order(part: str, values: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """As the agreement has them, whatever order the database keeps."""
    return [(name, values[name]) for name in FIELDS[part] if name in values]


def thing_in_words(part: str, values: Mapping[str, Any], names: Names, *, keeper: bool) -> tuple[str, str]:
    """One thing of a plan on a day: its name, and the rest of it."""
    words = values.get("words")
    name = str(Translated(words)) if isinstance(words, dict) else name_of(part, values)
    rest = [
        f"{FIELD_LABELS[one]}: {said(one, value, names)}"
        for one, value in _in_order(part, values)
        if one not in OF_THE_NAME and value not in (None, "", []) and (keeper or (part, one) not in OF_MONEY)
    ]
    return name, "; ".join(rest)
