"""Templates as their keepers look at them: which there are, their fields, versions, and what came of them when tried."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from khetene.files.enums import MEDIA_TYPES, FileKind
from khetene.files.storing import Opened, named, opened
from khetene.kernel import documents
from khetene.kernel.actor import Actor
from khetene.kernel.data_keys import KeyDestroyed, ended_among
from khetene.kernel.errors import NotForYou
from khetene.layouts.catalogue import LAYOUTS, Layout
from khetene.layouts.fields import Field, fields_of
from khetene.layouts.models import LayoutInForce, LayoutVersion
from khetene.layouts.rules import keeps_layouts
from khetene.layouts.trying import shown_with


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """`number` is the version in force, None for the template that came with Khetene.

    `gone` is the version that went with the key of its organisation: documents take the one that came with Khetene.
    """

    slug: str
    title: str
    number: int | None
    since: datetime | None
    gone: int | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """`is_gone`: nobody opens it again."""

    id: uuid.UUID
    number: int
    words: str
    size: int
    added_at: datetime
    is_in_force: bool
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """From when which version was in force, also one that was deleted since."""

    since: datetime
    number: int | None


@dataclass(frozen=True, slots=True)
class LayoutPage:
    row: LayoutRow
    versions: list[VersionRow]
    history: list[Moment]
    fields: list[Field]


def layouts(*, actor: Actor) -> list[LayoutRow]:
    """In two queries. Raises NotForYou."""
    _keeper(actor)
    newest = {one.layout: one for one in _moments().order_by("since", "pk")}
    gone = _gone(one.version for one in newest.values())
    return [_row(one, newest.get(one.slug), gone) for one in LAYOUTS.values()]


def layout(slug: str, *, actor: Actor) -> LayoutPage:
    """In three queries. Raises NotForYou."""
    found = _layout(slug, actor)
    moments = list(_moments().filter(layout=slug).order_by("-since", "-pk"))
    now = moments[0] if moments else None
    versions = list(LayoutVersion.objects.filter(layout=slug).defer("name").order_by("-number"))
    gone = _gone(versions)
    return LayoutPage(
        row=_row(found, now, gone),
        versions=[_version(one, now, gone) for one in versions],
        history=[Moment(one.since, one.number) for one in moments],
        fields=fields_of(found),
    )


def current(slug: str, *, actor: Actor) -> Opened:
    """The template in force, to be changed in Word. Raises NotForYou."""
    found = _layout(slug, actor)
    newest = _moments().filter(layout=slug).order_by("-since", "-pk").first()
    if newest and newest.version:
        with suppress(KeyDestroyed):
            return _named(opened(newest.version), newest.version)
    return Opened(found.file, MEDIA_TYPES[FileKind.DOCX], documents.shipped(found.file).read_bytes())


def version(slug: str, version_id: uuid.UUID, *, actor: Actor) -> Opened:
    """A template as it was kept. Raises NotForYou."""
    return _opened(_found(_layout(slug, actor), version_id))


def trial(slug: str, version_id: uuid.UUID, *, full: bool, actor: Actor) -> Opened:
    """What comes of it, on the invented complete example or on the nearly empty one. Raises NotForYou."""
    found = _layout(slug, actor)
    content = shown_with(_opened(_found(found, version_id)).content, found, full=full)
    return Opened(found.file, MEDIA_TYPES[FileKind.DOCX], content)


def _found(layout: Layout, version_id: uuid.UUID) -> LayoutVersion:
    row = LayoutVersion.objects.filter(layout=layout.slug, pk=version_id).first()
    if row is None:
        raise NotForYou
    kept: LayoutVersion = row
    return kept


def _opened(row: LayoutVersion) -> Opened:
    """What nobody opens again is not there."""
    try:
        return _named(opened(row), row)
    except KeyDestroyed as problem:
        raise NotForYou from problem


def _named(file: Opened, row: LayoutVersion) -> Opened:
    """Coordinators of other organisations save it too: not under the name that its keeper gave it at home."""
    return named(file, f"{row.layout}-{row.number}")


def _gone(versions: Iterable[LayoutVersion | None]) -> frozenset[uuid.UUID]:
    """The organisations among those that kept these versions whose key was destroyed."""
    silos = {one.organisation_id for one in versions if one}
    return ended_among(silos) if silos else frozenset()


def _moments() -> QuerySet[LayoutInForce]:
    return LayoutInForce.objects.select_related("version").defer("version__sealed", "version__name")


def _row(one: Layout, now: LayoutInForce | None, gone: frozenset[uuid.UUID]) -> LayoutRow:
    version = now.version if now else None
    is_gone = bool(version and version.organisation_id in gone)
    number = version.number if version else None
    shown, lost = (None, number) if is_gone else (number, None)
    return LayoutRow(one.slug, str(one.title), shown, now.since if now else None, lost)


def _version(one: LayoutVersion, now: LayoutInForce | None, gone: frozenset[uuid.UUID]) -> VersionRow:
    in_force, is_gone = bool(now and now.version_id == one.pk), one.organisation_id in gone
    return VersionRow(one.pk, one.number, one.words, one.size, one.added_at, in_force and not is_gone, is_gone)


def _keeper(actor: Actor) -> None:
    if not keeps_layouts(actor):
        raise NotForYou


def _layout(slug: str, actor: Actor) -> Layout:
    _keeper(actor)
    if slug not in LAYOUTS:
        raise NotForYou
    return LAYOUTS[slug]
