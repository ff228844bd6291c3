"""One change of a plan: how it comes out of a form, is checked against the plan as it stands, and is written into it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from khetene.kernel.errors import NotForYou
from khetene.projects.actions._shared import new_part, set_many
from khetene.projects.amending import (
    AMENDED,
    FIELDS,
    HEAD,
    LINE,
    PLACES,
    Change,
    Kind,
    Values,
    as_kept,
    changes_in,
    existing,
    of_head,
    plain,
    spent_in,
)
from khetene.projects.errors import NotOfThisPhase
from khetene.projects.models import Phase, PreparedAmendment


def from_form(part: str, values: Mapping[str, Any]) -> Values:
    """As JSON keeps it; nothing chosen is nothing, also where there was nothing to choose from."""
    given = {**dict.fromkeys(AMENDED[part].many, ()), **values}
    return {name: as_kept(given[name]) if given[name] != "" else _empty(part, name) for name in FIELDS[part]}


def _empty(part: str, name: str) -> Any:
    return None if AMENDED[part].model._meta.get_field(name).null else ""


def checked(prepared: PreparedAmendment, change: Change) -> None:
    """What the database would refuse is told while the amendment is written. Raises NotOfThisPhase, ValidationError."""
    _refuse_foreign(prepared, change)
    if change.part == HEAD:
        for name, value in change.after.items():
            if value is None:
                raise ValidationError({name: _("An amendment sets another one; it cannot leave it open.")})
        now = of_head(prepared.phase, list(prepared.phase.amendments.order_by("number"))) | change.after
        if now["begins"] and now["ends"] and now["ends"] < now["begins"]:
            raise ValidationError({"ends": _("A phase cannot end before it began.")})
    elif change.part != PLACES:
        row = _row(prepared.phase, change)
        added = {one.key for one in changes_in(prepared.changes) if one.kind == Kind.ADDED}
        row.full_clean(exclude=["activity"] if str(getattr(row, "activity_id", "")) in added else [])


def _refuse_foreign(prepared: PreparedAmendment, change: Change) -> None:
    """What is joined with something of the plan is joined with this plan, also with what the amendment itself adds."""
    phase = prepared.phase
    added = {one.key for one in changes_in(prepared.changes) if one.kind == Kind.ADDED}
    own = {str(key) for key in phase.goals.values_list("pk", flat=True)} | added
    activity = change.after.get("activity_id")
    if not set(change.after.get("goals", [])) <= own:
        raise NotOfThisPhase
    if activity and activity not in added and not phase.activities.filter(pk=activity).exists():
        raise NotOfThisPhase


def _row(phase: Phase, change: Change) -> Any:
    """The thing with the change written into it, not saved."""
    if change.kind == Kind.ADDED:
        row = new_part(AMENDED[change.part].model, phase, pk=change.key)
    else:
        row = existing(phase, change.part, change.key)
        if row is None:
            raise NotForYou
    for name, value in plain(change.part, change.after).items():
        setattr(row, name, value)
    return row


def apply(phase: Phase, change: Change) -> Change:
    """Write it into the plan; the change as it is kept. A closed line keeps what is spent."""
    if change.part == HEAD:
        return change
    if change.kind == Kind.DROPPED:
        return _closed(phase, change) if change.part == LINE else change
    row = phase if change.part == PLACES else _row(phase, change)
    if change.part != PLACES:
        row.full_clean()
        row.save(force_insert=change.kind == Kind.ADDED)
    for name in AMENDED[change.part].many:
        if name in change.after:
            set_many(row, name, change.after[name], phase)
    return change


def _closed(phase: Phase, change: Change) -> Change:
    line = existing(phase, LINE, change.key)
    line.planned = spent_in(phase).get(change.key, Decimal(0))
    line.save(update_fields=["planned"])
    return Change(LINE, change.key, Kind.DROPPED, change.name, change.before, {"planned": as_kept(line.planned)})
