"""Pictures of the report with their release, beside the activity that they show."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction

from khetene.files import releasing
from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.proposals.actions.writing import locked, refuse_unless_open
from khetene.proposals.enums import Part
from khetene.proposals.models import Application, Piece, ReportPicture


@transaction.atomic
def add_picture(piece_id: uuid.UUID, given: Given, told: Told, *, actor: Actor) -> ReportPicture:
    """A picture of an activity. Raises files.errors.FileRefused, the refusals of a release, NoReportYet, NotForYou."""
    rows = Piece.objects.select_related("application").filter(pk=piece_id, part=Part.ACTIVITY)
    piece = rows.first()
    application = locked(piece.application_id if piece else None, actor)
    refuse_unless_open(application, Part.PICTURE)
    picture = ReportPicture(piece=piece)
    releasing.keep(picture, given, told, beside=_beside(application), actor=actor)
    _changed(application)
    audit.record("report_picture.added", picture, actor=actor)
    return picture


@transaction.atomic
def change_picture(picture_id: uuid.UUID, told: Told, *, actor: Actor) -> ReportPicture:
    """Other words, or another release; also for a report that is closed, because people may narrow what they agreed to.

    Raises the refusals of a release, NotForYou.
    """
    application, picture = _picture(picture_id, actor)
    releasing.change(picture, told)
    _changed(application)
    audit.record("report_picture.changed", picture, actor=actor)
    return picture


@transaction.atomic
def move_picture(picture_id: uuid.UUID, *, earlier: bool, actor: Actor) -> ReportPicture:
    """One place earlier or later in the report. Raises NotForYou."""
    application, picture = _picture(picture_id, actor)
    releasing.move(picture, beside=_beside(application), earlier=earlier)
    audit.record("report_picture.moved", picture, actor=actor)
    return picture


@transaction.atomic
def take_picture_away(picture_id: uuid.UUID, *, why: str, actor: Actor) -> uuid.UUID:
    """Withdrawn or not wanted, whatever became of the project. Returns the key of its application.

    Raises SayWhyItIsTakenAway, NotForYou.
    """
    application, picture = _picture(picture_id, actor)
    releasing.take_away(picture, why=why, actor=actor)
    key: uuid.UUID = application.pk
    return key


def _picture(picture_id: uuid.UUID, actor: Actor) -> tuple[Application, ReportPicture]:
    key = ReportPicture.objects.filter(pk=picture_id).values_list("piece__application_id", flat=True).first()
    application = locked(key, actor)
    found = _beside(application).filter(pk=picture_id).first()
    if found is None:
        raise NotForYou
    return application, found


def _beside(application: Application) -> Any:
    return ReportPicture.objects.filter(piece__application=application).select_related("piece__application")


def _changed(application: Application) -> None:
    Application.objects.filter(pk=application.pk).update(changed_on=clock.today())
