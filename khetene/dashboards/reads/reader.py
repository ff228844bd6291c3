"""Who reads, as far as a dashboard depends on it: bodies of pages are kept for each such reader."""

from __future__ import annotations

import uuid
from dataclasses import replace

from khetene.accounts.rules import coordinates_nationally
from khetene.enrolments.rules import holds_programmes
from khetene.kernel.actor import Actor

ANYBODY = uuid.UUID(int=0)


def reader_of(actor: Actor) -> Actor:
    """The actor without who they are: a role, and an organisation only where that decides what is shown.

    Coordinators see the money of the grants of their own organisation, holders of programmes the way to their totals.
    """
    decides = coordinates_nationally(actor) or holds_programmes(actor)
    organisation = actor.organisation_key if decides else ANYBODY
    return replace(actor, user_key=ANYBODY, membership_key=ANYBODY, organisation_key=organisation, organisation_kind="")
