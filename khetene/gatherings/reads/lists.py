"""The list of participants, who was there on which day, and names that stand on two rows."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from khetene.gatherings.enums import REMOTE, Role
from khetene.gatherings.models import Gathering, Participation, SameName
from khetene.gatherings.reads.rows import ParticipantRow, SameNameRow
from khetene.gatherings.rules import holds
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


def rows_of(participations: Any) -> Any:
    """With everything that a row shows, in two queries."""
    related = ("represents", "territory", "identity", "needs")
    return participations.select_related(*related).prefetch_related("presences").order_by("order", "pk")


def participants(gathering_id: uuid.UUID, *, actor: Actor) -> list[ParticipantRow]:
    """The list, for whoever holds the gathering. Raises NotForYou."""
    found = Gathering.objects.filter(pk=gathering_id).first()
    if found is None or not holds(actor, found):
        raise NotForYou
    return [participant_row(row, names=True) for row in rows_of(found.participations.all())]


def participant_row(row: Participation, *, names: bool) -> ParticipantRow:
    """With `names` for the holder; without, names only of those who agreed to be listed."""
    identity = getattr(row, "identity", None)
    shown = identity if identity and (names or row.may_be_listed) else None
    presences = sorted(row.presences.all(), key=lambda presence: presence.day)
    return ParticipantRow(
        id=row.pk,
        order=row.order,
        name=shown.name if shown else "",
        email=shown.email if shown and names else "",
        organisation=row.represents.name if row.represents else "",
        position=row.position,
        sector=row.sector,
        sector_label=str(row.get_sector_display()) if row.sector else "",
        place=row.territory.name if row.territory else "",
        roles=row.roles,
        role_labels=[str(Role(role).label) for role in row.roles],
        also=row.also,
        stands_in=row.stands_in,
        reply=row.reply,
        reply_label=str(row.get_reply_display()),
        days=[presence.day for presence in presences],
        seen=tuple(str(presence.get_source_display()) for presence in presences),
        was_remote=bool(presences) and all(presence.source in REMOTE for presence in presences),
        may_be_listed=row.may_be_listed,
        has_needs=names and hasattr(row, "needs"),
        says=(shown.says or "") if shown and names else "",
    )


def same_names(gathering_id: uuid.UUID, *, actor: Actor) -> list[SameNameRow]:
    """Names that stand on two rows, the unanswered first. Raises NotForYou."""
    rows = {row.id: row for row in participants(gathering_id, actor=actor)}
    pairs = SameName.objects.filter(gathering_id=gathering_id).order_by("answer", "pk")
    return [
        SameNameRow(pair.pk, rows[pair.first_id], rows[pair.second_id], pair.answer, str(pair.get_answer_display()))
        for pair in pairs
    ]


def presence(gathering_id: uuid.UUID, *, day: date, actor: Actor) -> list[tuple[ParticipantRow, str]]:
    """Everybody on the list and how their presence on the day was seen; empty for whoever was not. Raises NotForYou."""
    rows = participants(gathering_id, actor=actor)
    return [(row, dict(zip(row.days, row.seen, strict=True)).get(day, "")) for row in rows]
