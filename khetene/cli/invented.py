"""Whom one may sign in as in the demonstration. Its loader reads half of the house; this is all that a second start needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from khetene.accounts.models import Membership
from khetene.directory.models import Organisation
from khetene.kernel.actor import System

DEMO = settings.ROOT / "demo"
LOADER = System("load-demo")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What the person at the keyboard needs to begin."""

    role: str
    organisation: str
    email: str
    password: str


def sign_ins() -> Iterator[SignIn]:
    """One sign-in per role, in the order of the file."""
    people, shown = read("people.yaml"), set()
    for row in people["people"]:
        if row["role"] not in shown:
            shown.add(row["role"])
            organisation = Organisation.objects.get(slug=row["organisation"])
            role = Membership(role=row["role"]).get_role_display()
            yield SignIn(role, organisation.name, row["email"], people["password"])


def password() -> str:
    """The one password of all invented people."""
    return str(read("people.yaml")["password"])


def read(name: str) -> dict[str, Any]:
    """A file of the demonstration as plain data."""
    loaded: dict[str, Any] = yaml.safe_load((Path(DEMO) / name).read_text(encoding="utf-8"))
    return loaded
