"""Keeping pictures with their release, in the actions of the module that owns the table; it writes the audit entry."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from khetene.files import storing
from khetene.files.enums import HOW, Recognisable, Standing, Use, WhyTakenAway
from khetene.files.errors import (
    AgreedByAnother,
    AgreementEndsBefore,
    AgreementNeedsItsDays,
    AgreementTooLong,
    NobodyAgreedYet,
    NobodyToAgree,
    NotAPicture,
    PictureTooLarge,
    SayHowTheyAgreed,
    SayWhatItShows,
    SayWhoVouches,
    SayWhyItIsTakenAway,
    TooManyPictures,
)
from khetene.files.pictures import JPEG, PNG, measured, turn_of
from khetene.files.recognising import recognised
from khetene.files.released import FIELD_OF, KEPT_UNSEEN, LONGEST_RELEASE, ReleasedPicture
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.data_keys import KeyDestroyed
from khetene.kernel.encryption import silo_of
from khetene.kernel.personal_codes import refuse_personal_codes
from khetene.kernel.retention import years_before

LARGEST_PICTURE = 5 * 1024 * 1024
MOST_DOTS = 25_000_000  # whoever opens the page opens all of them
MOST_PICTURES = 12  # a report holds them all in memory
DELETER = System("delete-unseen-pictures")
_ON_ITS_SIDE = (90, 270)


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says about a picture, and the release as it was given."""

    shows: str
    recognisable: str
    uses: frozenset[str] = frozenset()
    caption: str = ""
    given_how: str = ""
    vouched_by: str = ""
    agreed_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture in a list, without its bytes. `goes_on` is the day on which it is deleted while nothing changes."""

    id: uuid.UUID
    shows: str
    caption: str
    width: int
    height: int
    size: int
    recognisable: str
    recognisable_label: str
    given_how: str
    given_how_label: str
    vouched_by: str
    agreed_on: date | None
    until: date | None
    uses: frozenset[str]
    use_labels: list[str]
    standing: str
    standing_label: str
    goes_on: date | None

    def covers(self, use: str) -> bool:
        """Whether it may be shown there today."""
        return use in self.uses and self.standing == Standing.SHOWN


def keep(row: ReleasedPicture, given: storing.Given, told: Told, *, beside: Any, actor: Actor) -> None:
    """Store a picture with its release, behind those it stands `beside`. Raises FileRefused, and what `describe` raises."""
    if len(given.content) > LARGEST_PICTURE:
        raise PictureTooLarge
    if given.content and not given.content.startswith((PNG, JPEG)):
        raise NotAPicture
    _kind, bare = recognised(given.content)
    if beside.count() >= MOST_PICTURES:
        raise TooManyPictures
    width, height = measured(bare)
    if width * height > MOST_DOTS:
        raise PictureTooLarge
    row.width, row.height = (height, width) if turn_of(bare) in _ON_ITS_SIDE else (width, height)
    row.place = (beside.aggregate(last=Max("place"))["last"] or 0) + 1
    _describe(row, told)
    storing.store(row, storing.Given(given.name, bare), actor=actor)


def change(row: ReleasedPicture, told: Told) -> None:
    """Other words, or a release that was renewed, widened or narrowed. Raises what a new one raises."""
    _describe(row, told)
    row.full_clean(exclude=["sealed"])
    row.save()


def move(row: ReleasedPicture, *, beside: Any, earlier: bool) -> None:
    """One place earlier or later; the first and the last stay where they are."""
    rows = list(beside.order_by("place", "pk"))
    here = next(number for number, one in enumerate(rows) if one.pk == row.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for number, one in enumerate(rows, start=1):
        if one.place != number:
            one.place = number
            one.save(update_fields=["place"])


def take_away(row: ReleasedPicture, *, why: str, actor: Doer) -> None:
    """The picture goes with its bytes, from this moment and everywhere; the trail keeps its key and the reason.

    Raises SayWhyItIsTakenAway.
    """
    if why not in WhyTakenAway.values:
        raise SayWhyItIsTakenAway
    _delete(row, why, actor)


def delete_unseen(on: date) -> int:
    """Pictures that nobody may see for 30 days: their release ended, or they have no use. Returns how many."""
    day = on - KEPT_UNSEEN
    moment = clock.start_of(day)
    found = 0
    for model in storing.tables():
        if issubclass(model, ReleasedPicture):
            for key in list(model.objects.kept_unseen_since(day, moment).order_by("pk").values_list("pk", flat=True)):
                found += _delete_one(model, key, day, moment)
    return found


@transaction.atomic
def _delete_one(model: type[ReleasedPicture], key: uuid.UUID, day: date, moment: datetime) -> int:
    """Whoever renewed the release meanwhile keeps the picture."""
    rows = model.objects.kept_unseen_since(day, moment).select_for_update(of=("self",))
    row = rows.filter(pk=key).first()
    if row is None:
        return 0
    _delete(row, _why_unseen(row, day), DELETER)
    return 1


def _why_unseen(row: ReleasedPicture, day: date) -> str:
    if row.until is not None and row.until < day:
        return "ended"
    return "not_released" if row.standing(day) == Standing.WAITING else "no_use"


def _delete(row: ReleasedPicture, why: str, actor: Doer) -> None:
    name = str(row._meta.verbose_name).replace(" ", "_")
    audit.record(f"{name}.taken_away", row, actor=actor, silo=silo_of(row), reason=why)
    row.delete()


def picture_rows(rows: Iterable[ReleasedPicture]) -> list[PictureRow]:
    """Ready rows; those of a silo whose key was destroyed are gone."""
    found = []
    for row in rows:
        try:
            found.append(picture_row(row))
        except KeyDestroyed:
            continue
    return found


def picture_row(row: ReleasedPicture) -> PictureRow:
    """Raises KeyDestroyed."""
    standing = row.standing(clock.today())
    return PictureRow(
        id=row.pk,
        shows=row.shows,
        caption=row.caption,
        width=row.width,
        height=row.height,
        size=row.size,
        recognisable=row.recognisable,
        recognisable_label=str(row.get_recognisable_display()),
        given_how=row.given_how,
        given_how_label=str(row.get_given_how_display()) if row.given_how else "",
        vouched_by=row.vouched_by,
        agreed_on=row.agreed_on,
        until=row.until,
        uses=row.uses,
        use_labels=[str(use.label) for use in Use if use in row.uses],
        standing=standing,
        standing_label=str(standing.label),
        goes_on=_goes_on(row, standing),
    )


def _goes_on(row: ReleasedPicture, standing: Standing) -> date | None:
    """The first day on which `delete_unseen` finds it."""
    last = [clock.day_of(row.unseen_since)] if row.unseen_since else []
    if standing == Standing.ENDED and row.until is not None:
        last.append(row.until)
    return min(last) + KEPT_UNSEEN + timedelta(days=1) if last else None


def _describe(row: ReleasedPicture, told: Told) -> None:
    row.shows, row.caption, row.recognisable = told.shows.strip(), told.caption.strip(), told.recognisable
    if not row.shows:
        raise SayWhatItShows
    people = told.recognisable != Recognisable.NOBODY
    row.given_how, row.vouched_by = told.given_how, told.vouched_by.strip()
    row.agreed_on, row.until = told.agreed_on, told.until
    for use, field in FIELD_OF.items():
        setattr(row, field, use in told.uses)
    row.unseen_since = None if row.uses else row.unseen_since or clock.now()
    refuse_personal_codes(row.shows, row.caption, row.vouched_by, field="shows")
    if people:
        _refuse_unreleased(row)
    elif row.given_how or row.vouched_by or row.agreed_on:
        raise NobodyToAgree


def _refuse_unreleased(row: ReleasedPicture) -> None:
    """What was said about an agreement is kept or refused, and never dropped."""
    if not row.given_how:
        if row.uses:
            raise NobodyAgreedYet
        if row.vouched_by or row.agreed_on or row.until:
            raise SayHowTheyAgreed
        return
    if row.given_how not in HOW[row.recognisable]:
        raise AgreedByAnother
    if row.agreed_on is None or row.until is None or row.agreed_on > clock.today():
        raise AgreementNeedsItsDays
    if row.until < row.agreed_on:
        raise AgreementEndsBefore
    if years_before(row.until, LONGEST_RELEASE) > row.agreed_on:
        raise AgreementTooLong
    if not row.vouched_by:
        raise SayWhoVouches
