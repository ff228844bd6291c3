"""The published country data of the register, and the office that holds it."""

from __future__ import annotations

import uuid

from khetene.directory import reads as directory
from khetene.earlyleaving.errors import SchoolNotJoined
from khetene.earlyleaving.instrument import Register
from khetene.earlyleaving.models import RegisterVersion, School
from khetene.kernel import clock
from khetene.kernel.actor import Actor


def newest_version() -> RegisterVersion | None:
    return RegisterVersion.objects.order_by("-published_at", "-id").first()


def current() -> Register | None:
    """What was published last; None where no country pack was loaded."""
    version = newest_version()
    return Register(version.content) if version else None


def holder_id() -> uuid.UUID | None:
    """The office that approves last, by the newest country data."""
    register = current()
    return directory.key_of(register.holder) if register else None


def own_school(actor: Actor) -> School | None:
    """How the actor's organisation takes part today."""
    rows = School.objects.joined_on(clock.today()).select_related("municipality")
    return rows.filter(organisation_id=actor.organisation_key).order_by("-joined_on").first()


def joined_school(actor: Actor) -> tuple[School, RegisterVersion]:
    """The actor's school and the rules of today. Raises SchoolNotJoined."""
    school, version = own_school(actor), newest_version()
    if school is None or version is None:
        raise SchoolNotJoined
    return school, version
