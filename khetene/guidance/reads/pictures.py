"""Pictures of a practice where their release covers it, and all of them for who keeps them."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khetene.files.enums import Use
from khetene.files.releasing import PictureRow, picture_row, picture_rows
from khetene.files.storing import Opened, opened
from khetene.guidance.enums import PracticeState
from khetene.guidance.models import Practice, PracticePicture
from khetene.guidance.rules import edits_practice, releases_picture, takes_picture_away
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture for somebody who keeps it, and what they may do with it."""

    row: PictureRow
    practice_id: uuid.UUID
    practice_title: str
    keeper: str
    may_change: bool
    may_move: bool


@dataclass(frozen=True, slots=True)
class KeptPictures:
    practice_id: uuid.UUID
    title: str
    may_add: bool
    pictures: list[KeptPicture]


def shown(pictures: Iterable[PracticePicture], use: str) -> list[PictureRow]:
    """Those whose release covers the use today, in their order."""
    on = clock.today()
    return picture_rows(sorted((one for one in pictures if one.covers(use, on)), key=lambda one: (one.place, one.pk)))


def shown_by_practice(practices: Iterable[uuid.UUID]) -> Counter[uuid.UUID]:
    """How many pictures people at work see of each. One query, and no bytes."""
    rows = PracticePicture.objects.covering(Use.NETWORK, clock.today()).filter(practice__in=list(practices))
    return Counter(rows.order_by("pk").values_list("practice_id", flat=True))


def keeps_pictures(practice: Practice, actor: Actor) -> bool:
    """Whoever edits the practice, and organisations whose pictures stand there."""
    return edits_practice(actor, practice) or any(releases_picture(actor, one) for one in practice.pictures.all())


def kept_pictures(practice_id: uuid.UUID, *, actor: Actor) -> KeptPictures:
    """All pictures that the actor keeps, also those that are shown nowhere. Raises NotForYou."""
    rows = Practice.objects.visible_to(actor).prefetch_related("pictures__kept_by")
    practice = rows.filter(pk=practice_id).first()
    if practice is None or not keeps_pictures(practice, actor):
        raise NotForYou
    mine = [one for one in practice.pictures.all() if takes_picture_away(actor, one)]
    ready = {row.id: row for row in picture_rows(mine)}
    ordered = sorted((one for one in mine if one.pk in ready), key=lambda one: (one.place, one.pk))
    return KeptPictures(
        practice.pk,
        practice.title,
        edits_practice(actor, practice),
        [_kept(one, ready[one.pk], actor) for one in ordered],
    )


def kept_picture(picture_id: uuid.UUID, *, actor: Actor) -> KeptPicture:
    """One of them. Raises NotForYou."""
    found = _visible(picture_id, actor)
    if not takes_picture_away(actor, found):
        raise NotForYou
    return _kept(found, picture_row(found), actor)


def opened_picture(picture_id: uuid.UUID, *, actor: Actor) -> Opened:
    """Its bytes, for people at work. Raises NotForYou, also where the release does not cover that."""
    found = _visible(picture_id, actor)
    if not found.covers(Use.NETWORK, clock.today()):
        raise NotForYou
    return opened(found)


def opened_public_picture(picture_id: uuid.UUID) -> Opened:
    """Its bytes, for everybody. Raises NotForYou unless the practice is public and the release says so."""
    rows = PracticePicture.objects.covering(Use.PUBLIC, clock.today())
    rows = rows.filter(practice__is_public=True, practice__state=PracticeState.PUBLISHED)
    found = rows.filter(pk=picture_id).first()
    if found is None:
        raise NotForYou
    return opened(found)


def _visible(picture_id: uuid.UUID, actor: Actor) -> PracticePicture:
    rows = PracticePicture.objects.select_related("practice", "kept_by")
    found = rows.filter(pk=picture_id, practice__in=Practice.objects.visible_to(actor)).first()
    if found is None:
        raise NotForYou
    picture: PracticePicture = found
    return picture


def _kept(one: PracticePicture, row: PictureRow, actor: Actor) -> KeptPicture:
    return KeptPicture(
        row,
        one.practice_id,
        one.practice.title,
        one.kept_by.name,
        releases_picture(actor, one),
        edits_practice(actor, one.practice),
    )
