"""Saving a part. Who saves over something that they have not seen is shown both; nothing is ever replaced silently."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.kernel import audit, clock, wiping
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.personal_codes import refuse_personal_codes
from khetene.proposals import contents
from khetene.proposals.contents import Content
from khetene.proposals.enums import ABOUT, SINGLE, Part, State
from khetene.proposals.errors import (
    ChangedMeanwhile,
    EndsBeforeItBegins,
    NoReportYet,
    PlanStands,
    StillStands,
)
from khetene.proposals.models import Application, Piece, Version


@transaction.atomic
def write(
    application_id: uuid.UUID,
    part: str,
    content: Content,
    *,
    seen: int = 0,
    piece_id: uuid.UUID | None = None,
    about_id: uuid.UUID | None = None,
    actor: Actor,
) -> Piece:
    """Save a part, or one row of it, over the version `seen`. The same text twice is saved once.

    Raises ChangedMeanwhile, EndsBeforeItBegins, PersonalCodeFound, PlanStands, NoReportYet, NotForYou.
    """
    application = locked(application_id, actor)
    refuse_unless_open(application, part)
    _refuse_the_impossible(content)
    piece = _piece(application, part, piece_id, about_id)
    newest = _newest(piece)
    text = contents.written(content)
    if newest is not None and newest.content == text and not newest.removed:
        return piece
    if piece.number != seen:
        raise ChangedMeanwhile
    add_version(piece, text, actor)
    return piece


@transaction.atomic
def remove(piece_id: uuid.UUID, *, seen: int, actor: Actor) -> None:
    """Take a row out of its part; what stood there stays in the history. Raises ChangedMeanwhile, PlanStands, NoReportYet."""
    key = Piece.objects.filter(pk=piece_id).values_list("application_id", flat=True).first()
    application = locked(key, actor)
    piece = Piece.objects.filter(pk=piece_id).get()
    refuse_unless_open(application, piece.part)
    newest = _newest(piece)
    if newest is None or newest.removed or piece.part in SINGLE:
        raise NotForYou
    if piece.number != seen:
        raise ChangedMeanwhile
    add_version(piece, newest.content, actor, removed=True)


@transaction.atomic
def wipe(version_id: uuid.UUID, *, actor: Actor) -> Version:
    """Delete the words of an earlier saving for good; that there was one, when and by whom, stays.

    Raises StillStands for the saving that stands now, NotForYou.
    """
    key = Version.objects.filter(pk=version_id).values_list("piece__application_id", flat=True).first()
    locked(key, actor)
    version = Version.objects.select_related("piece__application").get(pk=version_id)
    if version.number == version.piece.number and not version.removed:
        raise StillStands
    wiping.wipe(version, verb="proposal_version.wiped", actor=actor, content=contents.NOTHING)
    return version


def locked(application_id: uuid.UUID | None, actor: Actor) -> Application:
    """Savings of one application come one after the other."""
    rows = Application.objects.visible_to(actor).select_for_update(of=("self",))
    found = rows.filter(pk=application_id).first() if application_id else None
    if found is None:
        raise NotForYou
    return found


def refuse_unless_open(application: Application, part: str) -> None:
    """The plan is written in a draft, the report while the project runs."""
    if part in ABOUT and application.state != State.GRANTED:
        raise NoReportYet
    if part not in ABOUT and application.state != State.DRAFT:
        raise PlanStands


def _refuse_the_impossible(content: Content) -> None:
    refuse_personal_codes(*content.words_of())
    if content.moments:
        first, last = (getattr(content, name) for name in content.moments)
        if first and last and last < first:
            raise EndsBeforeItBegins


def _piece(application: Application, part: str, piece_id: uuid.UUID | None, about_id: uuid.UUID | None) -> Piece:
    rows = Piece.objects.filter(application=application, part=part)
    if part in SINGLE:
        return rows.first() or Piece(application=application, part=part)
    if piece_id is not None:
        found = rows.filter(pk=piece_id).select_related("application").first()
        if found is None:
            raise NotForYou
        return found
    about = _about(application, part, about_id) if part in ABOUT else None
    return Piece(application=application, part=part, about=about)


def _about(application: Application, part: str, about_id: uuid.UUID | None) -> Piece:
    rows = Piece.objects.filter(application=application, part=ABOUT[Part(part)])
    found = rows.filter(pk=about_id).first() if about_id else None
    newest = _newest(found) if found else None
    if found is None or newest is None or newest.removed:
        raise NotForYou
    return found


def _newest(piece: Piece) -> Version | None:
    rows = Version.objects.filter(piece=piece, number=piece.number).order_by("pk")
    return rows.select_related("piece__application").first() if piece.number else None


def add_version(piece: Piece, text: str, actor: Actor, *, removed: bool = False) -> Version:
    """The next version of a piece, with its entry in the audit trail."""
    piece.number += 1
    piece.save()
    version = Version(
        piece=piece,
        number=piece.number,
        content=text,
        removed=removed,
        saved_at=clock.now(),
        saved_by_id=actor.membership_key,
    )
    version.save(force_insert=True)
    Application.objects.filter(pk=piece.application_id).update(changed_on=clock.today())
    audit.record("proposal_piece.removed" if removed else "proposal_piece.saved", piece, actor=actor)
    return version
