"""Templates as their keepers look at them: which there are, their fields, versions, and what came of them when tried."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from khetene.files.enums import MEDIA_TYPES, FileKind
from khetene.files.storing import Opened, opened
from khetene.kernel import documents
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.layouts.catalogue import LAYOUTS, Layout
from khetene.layouts.fields import Field, fields_of
from khetene.layouts.models import LayoutInForce, LayoutVersion
from khetene.layouts.rules import keeps_layouts
from khetene.layouts.trying import shown_with


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """`number` is the version in force, None for the template that came with Khetene."""

    slug: str
    title: str
    number: int | None
    since: datetime | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    id: uuid.UUID
    number: int
    words: str
    name: str
    size: int
    added_at: datetime
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """From when which version was in force."""

    since: datetime
    number: int | None


@dataclass(frozen=True, slots=True)
class LayoutPage:
    row: LayoutRow
    versions: list[VersionRow]
    history: list[Moment]
    fields: list[Field]


def layouts(*, actor: Actor) -> list[LayoutRow]:
    """In one query. Raises NotForYou."""
    _keeper(actor)
    newest = {one.layout: one for one in _moments().order_by("since", "pk")}
    return [_row(one, newest.get(one.slug)) for one in LAYOUTS.values()]


def layout(slug: str, *, actor: Actor) -> LayoutPage:
    """In two queries. Raises NotForYou."""
    found = _layout(slug, actor)
    moments = list(_moments().filter(layout=slug).order_by("-since", "-pk"))
    now = moments[0] if moments else None
    versions = LayoutVersion.objects.filter(layout=slug).order_by("-number")
    return LayoutPage(
        row=_row(found, now),
        versions=[_version(one, now) for one in versions],
        history=[Moment(one.since, one.version.number if one.version else None) for one in moments],
        fields=fields_of(found),
    )


def current(slug: str, *, actor: Actor) -> Opened:
    """The template in force, to be changed in Word. Raises NotForYou."""
    found = _layout(slug, actor)
    newest = _moments().filter(layout=slug).order_by("-since", "-pk").first()
    if newest and newest.version:
        return opened(newest.version)
    return Opened(found.file, MEDIA_TYPES[FileKind.DOCX], documents.shipped(found.file).read_bytes())


def version(slug: str, version_id: uuid.UUID, *, actor: Actor) -> Opened:
    """A template as it was kept. Raises NotForYou."""
    return opened(_found(_layout(slug, actor), version_id))


def trial(slug: str, version_id: uuid.UUID, *, full: bool, actor: Actor) -> Opened:
    """What comes of it, on the invented complete example or on the nearly empty one. Raises NotForYou."""
    found = _layout(slug, actor)
    content = shown_with(opened(_found(found, version_id)).content, found, full=full)
    return Opened(found.file, MEDIA_TYPES[FileKind.DOCX], content)


def _found(layout: Layout, version_id: uuid.UUID) -> LayoutVersion:
    row = LayoutVersion.objects.filter(layout=layout.slug, pk=version_id).first()
    if row is None:
        raise NotForYou
    kept: LayoutVersion = row
    return kept


def _moments() -> QuerySet[LayoutInForce]:
    return LayoutInForce.objects.select_related("version").defer("version__sealed", "version__name")


def _row(one: Layout, now: LayoutInForce | None) -> LayoutRow:
    number = now.version.number if now and now.version else None
    return LayoutRow(one.slug, str(one.title), number, now.since if now else None)


def _version(one: LayoutVersion, now: LayoutInForce | None) -> VersionRow:
    in_force = bool(now and now.version_id == one.pk)
    return VersionRow(one.pk, one.number, one.words, one.shown_name, one.size, one.added_at, in_force)


def _keeper(actor: Actor) -> None:
    if not keeps_layouts(actor):
        raise NotForYou


def _layout(slug: str, actor: Actor) -> Layout:
    _keeper(actor)
    if slug not in LAYOUTS:
        raise NotForYou
    return LAYOUTS[slug]
