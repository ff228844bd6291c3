"""The page behind the link of a letter, for whoever got it: no name of anybody stands there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from khetene.files.storing import Opened
from khetene.gatherings.enums import Reply
from khetene.gatherings.models import Participation
from khetene.gatherings.reads.materials import opened_material_for_participant
from khetene.gatherings.reads.pages import page_for_participant
from khetene.gatherings.reads.rows import GatheringPage
from khetene.gatherings.rules import is_online_now
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class Invited:
    """The gathering as somebody on the list sees it, and what they said. `is_noted`: they are noted as present today."""

    shown: GatheringPage
    reply: str
    reply_label: str
    may_name: bool
    may_sign_in: bool
    is_noted: bool

    @property
    def may_answer(self) -> bool:
        return self.shown.row.state == "announced" and not self.shown.is_over


def invited(row_id: uuid.UUID) -> Invited | None:
    """Who may read it is decided by the signature in the link. None for a row that is not there any more."""
    row = _row(row_id)
    if row is None:
        return None
    return Invited(
        shown=page_for_participant(row),
        reply=row.reply,
        reply_label=str(row.get_reply_display()),
        may_name=not row.stands_in and row.reply != Reply.DECLINED,
        may_sign_in=is_online_now(row.gathering),
        is_noted=row.presences.filter(day=clock.today()).exists(),
    )


def material_of_invited(row_id: uuid.UUID, material_id: uuid.UUID) -> Opened:
    """The file of a material. Raises NotForYou."""
    row = _row(row_id)
    if row is None:
        raise NotForYou
    return opened_material_for_participant(row, material_id)


def _row(row_id: uuid.UUID) -> Participation | None:
    return Participation.objects.select_related("gathering").filter(pk=row_id).first()
