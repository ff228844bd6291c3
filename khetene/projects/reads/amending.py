"""Amendments as people read them: those that are written, those that were agreed, and the plan as it stood on a day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.projects.amending import (
    AMENDED,
    FIELDS,
    HEAD,
    LINE,
    PLACES,
    Change,
    Kind,
    Values,
    all_changes,
    changes_in,
    conflicts_of,
    dropped_keys,
    of_head,
    of_row,
    plain,
    spent_in,
    undone,
)
from khetene.projects.models import Amendment, Phase, PreparedAmendment
from khetene.projects.money import split
from khetene.projects.reads.changes import AmendmentRow, ChangeRow, Names, amendment_row, change_row, thing_in_words
from khetene.projects.rules import at_work, keeps

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PlannedThing:
    """One thing that can be amended, as it is planned with what this amendment changes."""

    key: uuid.UUID
    name: str
    change: ChangeRow | None


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """An amendment that is written: its changes, what could be changed, and how lines and grant stand to each other."""

    id: uuid.UUID
    phase_id: uuid.UUID
    ordinal: int
    title: str
    words: str
    changes: list[ChangeRow]
    things: dict[str, list[PlannedThing]]
    total: Decimal | None
    planned: Decimal
    shares: list[tuple[str, Decimal]]

    @property
    def difference(self) -> Decimal | None:
        return None if self.total is None or not self.things[LINE] else self.total - self.planned


@dataclass(frozen=True, slots=True)
class AmendmentsPage:
    ordinal: int
    title: str
    keeps: bool
    amendments: list[AmendmentRow]
    prepared: list[tuple[uuid.UUID, str, int]]


@dataclass(frozen=True, slots=True)
class PlanOnADay:
    """The plan as it held at the end of a day: by part, names and what is said of each."""

    ordinal: int
    title: str
    on: date | None
    numbers: list[int]
    head: str
    parts: dict[str, list[tuple[str, str]]]
    days: list[tuple[int, date]]


def amendments(ordinal: int, *, actor: Actor) -> AmendmentsPage:
    """The newest first. Raises NotForYou."""
    phase, keeper = _phase(ordinal, actor)
    rows = list(phase.amendments.prefetch_related("files").order_by("number"))
    names = Names.of(all_changes(rows))
    prepared = phase.prepared.order_by("begun_at", "pk") if keeper else []
    return AmendmentsPage(
        ordinal=ordinal,
        title=phase.title,
        keeps=keeper,
        amendments=[amendment_row(row, names, keeper=keeper) for row in reversed(rows)],
        prepared=[(row.pk, row.words, len(row.changes)) for row in prepared],
    )


def prepared(prepared_id: uuid.UUID, *, actor: Actor) -> PreparedPage:
    """For those who keep the phase. Raises NotForYou."""
    found, phase = _prepared(prepared_id, actor)
    changes, agreed = changes_in(found.changes), list(phase.amendments.order_by("number"))
    conflicts, names = conflicts_of(phase, agreed, changes), Names.of(changes)
    closed = dropped_keys(agreed)
    rows = {
        one.thing: change_row(one, names, keeper=True, conflict=conflicts.get(one.thing, ""), is_gone=one.key in closed)
        for one in changes
    }
    values = {part: _after(part, phase, agreed, changes) for part in FIELDS if part not in (HEAD, PLACES)}
    total = _total(phase, agreed, changes)
    shares = list(phase.shares.order_by("-percent", "source"))
    amounts = split(total, [one.percent for one in shares]) if total is not None and shares else []
    return PreparedPage(
        id=found.pk,
        phase_id=phase.pk,
        ordinal=phase.ordinal,
        title=phase.title,
        words=found.words,
        changes=list(rows.values()),
        things={
            part: [
                PlannedThing(uuid.UUID(key), thing_in_words(part, one, names, keeper=True)[0], rows.get((part, key)))
                for key, one in found_values.items()
                if key not in closed
            ]
            for part, found_values in values.items()
        },
        total=total,
        planned=sum((Decimal(one["planned"]) for one in values[LINE].values()), Decimal(0)),
        shares=[(str(one.get_source_display()), part) for one, part in zip(shares, amounts, strict=False)],
    )


def change(
    prepared_id: uuid.UUID, part: str, key: uuid.UUID | None, *, actor: Actor
) -> tuple[Values, str, ChangeRow | None]:
    """What the form of one change shows, the digest of what was saved, and the change itself. Raises NotForYou."""
    found, phase = _prepared(prepared_id, actor)
    if part not in AMENDED or (key is None and not AMENDED[part].is_added):
        raise NotForYou
    if key is None:
        return {}, "", None
    changes, agreed = changes_in(found.changes), list(phase.amendments.order_by("number"))
    saved = next((one for one in changes if one.thing == (part, str(key))), None)
    values = _of(part, key, phase, agreed, changes)
    if values is None:
        raise NotForYou
    values = {**values, **(saved.after if saved else {})}
    row = change_row(saved, Names.of(changes), keeper=True) if saved else None
    return {**values, **plain(part, values)}, saved.digest if saved else "", row


def _of(part: str, key: uuid.UUID, phase: Phase, agreed: list[Amendment], changes: list[Change]) -> Values | None:
    """One thing as it is planned, or as this amendment adds it."""
    if part in (HEAD, PLACES):
        there = of_head(phase, agreed) if part == HEAD else of_row(part, phase)
        return there if key == phase.pk else None
    return _planned(part, phase, agreed, changes).get(str(key))


def choices(prepared_id: uuid.UUID, part: str, *, actor: Actor) -> list[Choice]:
    """Goals or activities that are planned, with those that this amendment adds."""
    found, phase = _prepared(prepared_id, actor)
    agreed = list(phase.amendments.order_by("number"))
    values = _after(part, phase, agreed, changes_in(found.changes))
    return [(key, thing_in_words(part, one, Names(), keeper=True)[0]) for key, one in values.items()]


def plan_on(ordinal: int, day: date | None, *, actor: Actor) -> PlanOnADay:
    """The plan as it held on a day; without one, as it was at the beginning. Raises NotForYou."""
    phase, keeper = _phase(ordinal, actor)
    agreed = list(phase.amendments.order_by("number"))
    held = [one for one in agreed if day is not None and one.agreed_on <= day]
    later = [one for one in agreed if one not in held]
    undo = list(reversed(all_changes(later)))
    parts = {part: _as_it_was(part, phase, agreed, undo) for part in FIELDS if part != HEAD}
    head = of_head(phase, held)
    values = [one for rows in parts.values() for one in rows.values()]
    names = Names.of([], *values)
    shown = {
        part: [thing_in_words(part, one, names, keeper=keeper) for one in rows.values()]
        for part, rows in parts.items()
        if part != PLACES and (keeper or part != LINE)
    }
    places = [names.known.get(key, key) for one in parts[PLACES].values() for key in one["territories"]]
    return PlanOnADay(
        ordinal=ordinal,
        title=phase.title,
        on=day,
        numbers=[one.number for one in held],
        head=thing_in_words(HEAD, head, names, keeper=keeper)[1],
        parts=shown | {PLACES: [(place, "") for place in sorted(places, key=in_alphabet)]},
        days=[(one.number, one.agreed_on) for one in agreed],
    )


def _as_it_was(part: str, phase: Phase, agreed: list[Amendment], undo: list[Change]) -> dict[str, Values]:
    values = {str(phase.pk): of_row(part, phase)} if part == PLACES else _planned(part, phase, agreed, [], closed=True)
    for one in undo:
        values = undone(values, one) if one.part == part else values
    return values


def _planned(
    part: str, phase: Phase, agreed: list[Amendment], changes: list[Change], *, closed: bool = False
) -> dict[str, Values]:
    """What is planned now by key, with what an amendment that is written adds. A closed line still holds what was spent."""
    gone = set() if closed and part == LINE else dropped_keys(agreed)
    order = "code" if part == LINE else "order"
    rows = AMENDED[part].model._base_manager.filter(phase=phase).prefetch_related(*AMENDED[part].many)
    found = {str(row.pk): of_row(part, row) for row in rows.order_by(order, "pk") if str(row.pk) not in gone}
    return found | {one.key: one.after for one in changes if one.part == part and one.kind == Kind.ADDED}


def _after(part: str, phase: Phase, agreed: list[Amendment], changes: list[Change]) -> dict[str, Values]:
    """What would be planned if the amendment were agreed now; dropped things are still there to be taken back."""
    found = _planned(part, phase, agreed, changes, closed=True)
    spent = spent_in(phase) if part == LINE else {}
    for one in changes:
        if one.part == part and one.kind == Kind.CHANGED and one.key in found:
            found[one.key] = {**found[one.key], **one.after}
        elif one.part == LINE == part and one.kind == Kind.DROPPED:
            found[one.key] = {**found[one.key], "planned": spent.get(one.key, Decimal(0))}
    return found


def _total(phase: Phase, agreed: list[Amendment], changes: list[Change]) -> Decimal | None:
    head = of_head(phase, agreed) | next((one.after for one in changes if one.part == HEAD), {})
    return Decimal(head["total"]) if head["total"] is not None else None


def _phase(ordinal: int, actor: Actor) -> tuple[Phase, bool]:
    phase = Phase.objects.filter(ordinal=ordinal).first()
    if phase is None or not at_work(actor) or phase.is_draft:
        raise NotForYou
    return phase, keeps(actor, phase)


def _prepared(prepared_id: uuid.UUID, actor: Actor) -> tuple[PreparedAmendment, Phase]:
    found = PreparedAmendment.objects.select_related("phase").filter(pk=prepared_id).first()
    if found is None or not keeps(actor, found.phase):
        raise NotForYou
    return found, found.phase
