"""A template is tried and kept; then it is put in force, or the one that came with Khetene again."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max

from khetene.files import storing
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.layouts.catalogue import LAYOUTS, Layout
from khetene.layouts.errors import SayWhatIsNew, StandsAlready
from khetene.layouts.models import LayoutInForce, LayoutVersion
from khetene.layouts.rules import keeps_layouts
from khetene.layouts.trying import tried
from khetene.layouts.writing import version_in_force


@transaction.atomic
def keep(layout: str, given: storing.Given, *, words: str, actor: Actor) -> LayoutVersion:
    """Tried at once, and kept only when it works; nothing comes into force by that.

    Raises layouts.errors.LayoutRefused, files.errors.FileRefused, SayWhatIsNew.
    """
    found = _layout(layout, actor)
    if not words.strip():
        raise SayWhatIsNew
    tried(given.content, found)
    last = LayoutVersion.objects.filter(layout=layout).aggregate(last=Max("number"))["last"] or 0
    version = LayoutVersion(layout=layout, number=last + 1, organisation_id=actor.organisation_key, words=words.strip())
    storing.store(version, given, actor=actor)
    audit.record("layout.kept", version, actor=actor)
    return version


@transaction.atomic
def put_in_force(layout: str, version_id: uuid.UUID | None, *, actor: Actor) -> LayoutInForce:
    """From now on; without a version the one that came with Khetene. Tried once more: fields may have changed since.

    Raises StandsAlready, layouts.errors.LayoutRefused.
    """
    found = _layout(layout, actor)
    version = None
    if version_id is not None:
        version = LayoutVersion.objects.filter(layout=layout, pk=version_id).first()
        if version is None:
            raise NotForYou
        tried(storing.opened(version).content, found)
    if version_in_force(layout) == version:
        raise StandsAlready
    entry = LayoutInForce(layout=layout, version=version, since=clock.now(), by=actor.membership_key)
    entry.full_clean()
    entry.save(force_insert=True)
    audit.record("layout.put_in_force", entry, actor=actor)
    return entry


def _layout(slug: str, actor: Actor) -> Layout:
    if not keeps_layouts(actor) or slug not in LAYOUTS:
        raise NotForYou
    return LAYOUTS[slug]
