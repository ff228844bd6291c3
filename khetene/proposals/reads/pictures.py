"""Pictures of a report: for its writers, for its pages, and with their bytes for documents."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from khetene.files.enums import Use
from khetene.files.releasing import PictureRow, picture_row
from khetene.files.storing import Opened, opened
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.proposals.models import Application, ReportPicture


@dataclass(frozen=True, slots=True)
class ReportPictureRow:
    """A picture and the activity of the plan that it shows."""

    row: PictureRow
    application_id: uuid.UUID
    about: uuid.UUID


@dataclass(frozen=True, slots=True)
class ReportedPicture:
    """A picture whose release covers reports, as a document takes it."""

    shows: str
    caption: str
    content: bytes


def pictures_of(application_id: uuid.UUID) -> list[ReportPictureRow]:
    """All of an application that the caller has asked for already, in their order. One query."""
    rows = ReportPicture.objects.filter(piece__application=application_id).select_related("piece__application")
    return [_row(one) for one in rows.order_by("place", "pk")]


def picture(picture_id: uuid.UUID, *, actor: Actor) -> ReportPictureRow:
    """One picture for those who write the report. Raises NotForYou."""
    return _row(_visible(picture_id, actor))


def opened_picture(picture_id: uuid.UUID, *, actor: Actor) -> Opened:
    """Its bytes. Raises NotForYou, also where the release does not cover people at work."""
    found = _visible(picture_id, actor)
    if not found.covers(Use.NETWORK, clock.today()):
        raise NotForYou
    return opened(found)


def reported_pictures(application_id: uuid.UUID, *, actor: Actor) -> list[ReportedPicture]:
    """Those that may stand in a report that is made now, in their order. Raises NotForYou."""
    if not Application.objects.visible_to(actor).filter(pk=application_id).exists():
        raise NotForYou
    rows = ReportPicture.objects.covering(Use.REPORTS, clock.today()).filter(piece__application=application_id)
    rows = rows.select_related("piece__application").defer(None).order_by("place", "pk")
    return [ReportedPicture(one.shows, one.caption, opened(one).content) for one in rows]


def _visible(picture_id: uuid.UUID, actor: Actor) -> ReportPicture:
    mine = ReportPicture.objects.filter(piece__application__in=Application.objects.visible_to(actor))
    found = mine.select_related("piece__application").filter(pk=picture_id).first()
    if found is None:
        raise NotForYou
    shown: ReportPicture = found
    return shown


def _row(one: ReportPicture) -> ReportPictureRow:
    return ReportPictureRow(picture_row(one), one.piece.application_id, one.piece_id)
