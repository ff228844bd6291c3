"""Pictures of a practice with their release: added by who edits the practice, released by who holds the papers."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import transaction

from khetene.files import releasing
from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.guidance.models import Practice, PracticePicture
from khetene.guidance.rules import edits_practice, releases_picture, takes_picture_away
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def add_picture(practice_id: uuid.UUID, given: Given, told: Told, *, actor: Actor) -> PracticePicture:
    """A picture behind the others. Raises files.errors.FileRefused and the refusals of a release."""
    practice = Practice.objects.select_for_update(of=("self",)).visible_to(actor).filter(pk=practice_id).first()
    if practice is None or not edits_practice(actor, practice):
        raise NotForYou
    picture = PracticePicture(practice=practice, kept_by_id=actor.organisation_key)
    releasing.keep(picture, given, told, beside=practice.pictures, actor=actor)
    audit.record("practice_picture.added", picture, actor=actor)
    return picture


@transaction.atomic
def change_picture(picture_id: uuid.UUID, told: Told, *, actor: Actor) -> PracticePicture:
    """Other words, or another release. Raises the refusals of a release."""
    picture = _picture(picture_id, actor, releases_picture)
    releasing.change(picture, told)
    audit.record("practice_picture.changed", picture, actor=actor)
    return picture


@transaction.atomic
def move_picture(picture_id: uuid.UUID, *, earlier: bool, actor: Actor) -> PracticePicture:
    """One place earlier or later on the page of the practice."""
    picture = _picture(picture_id, actor, lambda one, row: edits_practice(one, row.practice))
    releasing.move(picture, beside=picture.practice.pictures, earlier=earlier)
    audit.record("practice_picture.moved", picture, actor=actor)
    return picture


@transaction.atomic
def take_picture_away(picture_id: uuid.UUID, *, why: str, actor: Actor) -> uuid.UUID:
    """Withdrawn or not wanted: it goes with its bytes. Returns the key of its practice. Raises SayWhyItIsTakenAway."""
    picture = _picture(picture_id, actor, takes_picture_away)
    practice_id: uuid.UUID = picture.practice_id
    releasing.take_away(picture, why=why, actor=actor)
    return practice_id


def _picture(picture_id: uuid.UUID, actor: Actor, allowed: Callable[[Actor, PracticePicture], bool]) -> PracticePicture:
    """The practice is locked, so that places do not change under this one."""
    visible = Practice.objects.select_for_update(of=("self",)).visible_to(actor)
    practice = visible.filter(pictures=picture_id).first()
    found = practice.pictures.select_related("practice").filter(pk=picture_id).first() if practice else None
    if found is None or not allowed(actor, found):
        raise NotForYou
    picture: PracticePicture = found
    return picture
