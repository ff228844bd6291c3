"""A template is tried and kept; then it is put in force, or the one that came with Khetene again."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max

from khetene.files import storing
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.data_keys import KeyDestroyed
from khetene.kernel.errors import NotForYou
from khetene.kernel.models import AuditEntry
from khetene.layouts.catalogue import LAYOUTS, Layout
from khetene.layouts.errors import GoneWithItsOrganisation, IsInForce, SayWhatIsNew, StandsAlready
from khetene.layouts.models import LayoutInForce, LayoutVersion
from khetene.layouts.rules import keeps_layouts
from khetene.layouts.trying import tried
from khetene.layouts.writing import template_in_force, version_in_force


@transaction.atomic
def keep(layout: str, given: storing.Given, *, words: str, actor: Actor) -> LayoutVersion:
    """Tried at once, and kept only when it works; nothing comes into force by that.

    Raises layouts.errors.LayoutRefused, files.errors.FileRefused, SayWhatIsNew.
    """
    found = _layout(layout, actor)
    if not words.strip():
        raise SayWhatIsNew
    template = tried(given.content, found).template
    version = LayoutVersion(
        layout=layout, number=_last(layout) + 1, organisation_id=actor.organisation_key, words=words.strip()
    )
    storing.store(version, storing.Given(given.name, template), actor=actor)
    audit.record("layout.kept", version, actor=actor)
    return version


@transaction.atomic
def put_in_force(layout: str, version_id: uuid.UUID | None, *, actor: Actor) -> LayoutInForce:
    """From now on; without a version the one that came with Khetene. Tried once more: fields may have changed since.

    Raises StandsAlready, GoneWithItsOrganisation, layouts.errors.LayoutRefused.
    """
    found = _layout(layout, actor)
    version = None
    if version_id is not None:
        version = _version(layout, version_id)
        tried(_content(version), found)
    if version_in_force(layout) == version:
        raise StandsAlready
    entry = LayoutInForce(
        layout=layout,
        version=version,
        number=version.number if version else None,
        since=clock.now(),
        by=actor.membership_key,
    )
    entry.full_clean()
    entry.save(force_insert=True)
    audit.record("layout.put_in_force", entry, actor=actor)
    return entry


@transaction.atomic
def discard(layout: str, version_id: uuid.UUID, *, actor: Actor) -> AuditEntry:
    """A version that is not in force goes with its bytes; when it was in force stays, by its number, and so does its key
    in the trail.

    Raises IsInForce.
    """
    _layout(layout, actor)
    version = _version(layout, version_id)
    if version_in_force(layout) == version and template_in_force(layout):
        raise IsInForce
    LayoutInForce.objects.filter(version=version).update(version=None)
    entry = audit.record("layout.discarded", version, actor=actor)
    version.delete()
    return entry


def _version(layout: str, version_id: uuid.UUID) -> LayoutVersion:
    version: LayoutVersion | None = LayoutVersion.objects.filter(layout=layout, pk=version_id).first()
    if version is None:
        raise NotForYou
    return version


def _content(version: LayoutVersion) -> bytes:
    try:
        return storing.opened(version).content
    except KeyDestroyed as problem:
        raise GoneWithItsOrganisation from problem


def _last(layout: str) -> int:
    """The highest number that was given, also to a version that was deleted after it had been in force."""
    kept = LayoutVersion.objects.filter(layout=layout).aggregate(last=Max("number"))["last"] or 0
    used = LayoutInForce.objects.filter(layout=layout).aggregate(last=Max("number"))["last"] or 0
    return max(kept, used)


def _layout(slug: str, actor: Actor) -> Layout:
    if not keeps_layouts(actor) or slug not in LAYOUTS:
        raise NotForYou
    return LAYOUTS[slug]
