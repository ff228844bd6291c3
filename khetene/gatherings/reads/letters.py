"""What became of the letters of a gathering, for whoever holds it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from khetene.gatherings.enums import LetterKind, Reply, State
from khetene.gatherings.letters import subject_of, text_of
from khetene.gatherings.models import Gathering, Letter, Participation
from khetene.gatherings.queue import address_of, to_be_invited
from khetene.gatherings.reads.pages import gathering_row, page_for_participant
from khetene.gatherings.reads.rows import GatheringRow
from khetene.gatherings.rules import holds
from khetene.kernel.actor import Actor
from khetene.kernel.enums import LetterState
from khetene.kernel.errors import NotForYou

NOT_COUNTED = (LetterState.NOT_NEEDED,)
NOBODYS_LINK = "https://…"


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter that a person has to decide about."""

    id: uuid.UUID
    name: str
    described: str
    kind_label: str
    state: str
    state_label: str
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """How many letters of a kind are in a state, and since when the newest."""

    kind_label: str
    state: str
    state_label: str
    number: int
    newest: datetime


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Somebody on the list without an e-mail address: to be called."""

    id: uuid.UUID
    order: int
    name: str
    described: str


@dataclass(frozen=True, slots=True)
class LettersPage:
    """`sample` is the text as the first of those to be written to would get it now, without the link."""

    row: GatheringRow
    to_be_invited: int
    sent: list[Sent]
    undecided: list[LetterRow]
    unreachable: list[Unreachable]
    may_send: bool
    subject: str = ""
    sample: str = ""


def letters(gathering_id: uuid.UUID, *, actor: Actor) -> LettersPage:
    """Raises NotForYou."""
    found = Gathering.objects.select_related("kind", "organisation").filter(pk=gathering_id).first()
    if found is None or not holds(actor, found):
        raise NotForYou
    related = ("participation__identity", "participation__represents")
    known = list(
        Letter.objects.filter(participation__gathering=found)
        .exclude(state__in=NOT_COUNTED)
        .select_related(*related)
        .order_by("moved_at", "pk")
    )
    waiting = to_be_invited(found)
    first = waiting[0] if waiting and found.starts else None
    page = page_for_participant(first) if first else None
    people = found.participations.exclude(reply=Reply.DECLINED).select_related("identity", "represents")
    return LettersPage(
        row=gathering_row(found),
        to_be_invited=len(waiting),
        sent=_sent(known),
        undecided=[_row(letter) for letter in known if letter.state in (LetterState.UNSURE, LetterState.REFUSED)],
        unreachable=[_unreachable(row) for row in people.order_by("order", "pk") if not address_of(row)],
        may_send=found.state == State.ANNOUNCED,
        subject=subject_of(page, LetterKind.INVITATION) if page else "",
        sample=text_of(page, first, LetterKind.INVITATION, link=NOBODYS_LINK) if page and first else "",
    )


def _sent(known: list[Letter]) -> list[Sent]:
    order = [(kind, state) for kind in LetterKind for state in LetterState]
    rows = []
    for kind, state in order:
        found = [letter for letter in known if letter.kind == kind and letter.state == state]
        if found:
            newest = max(letter.moved_at for letter in found)
            rows.append(Sent(str(kind.label), state.value, str(state.label), len(found), newest))
    return rows


def _row(letter: Letter) -> LetterRow:
    row = letter.participation
    return LetterRow(
        id=letter.pk,
        name=_name(row),
        described=_described(row),
        kind_label=str(letter.get_kind_display()),
        state=letter.state,
        state_label=str(letter.get_state_display()),
        moved_at=letter.moved_at,
    )


def _unreachable(row: Participation) -> Unreachable:
    return Unreachable(row.pk, row.order, _name(row), _described(row))


def _name(row: Participation) -> str:
    identity = getattr(row, "identity", None)
    return str(identity.name) if identity else ""


def _described(row: Participation) -> str:
    office = row.represents.name if row.represents else ""
    return ", ".join(part for part in (row.position, office) if part)
