"""Signing in at the door: the code on the sheet holds for one day, and who holds which code is never asked of a table."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from datetime import date

from django.conf import settings
from django.urls import reverse

from khetene.kernel import clock
from khetene.kernel.links import SignedLinks

_LINKS = SignedLinks("khetene.gatherings.door")
LETTERS = 8


def door_link(gathering_id: uuid.UUID, day: date) -> str:
    """What the square on the sign-in sheet opens."""
    signature = _LINKS.signature_of(f"{gathering_id}:{day.isoformat()}")
    path = reverse("gatherings:at_the_door", args=[gathering_id, day.isoformat(), signature])
    return settings.PUBLIC_ADDRESS.rstrip("/") + path


def opens(gathering_id: uuid.UUID, day: str, signature: str) -> bool:
    """Whether the server made this link and its day is today: a sheet that was taken home opens nothing tomorrow."""
    if day != clock.today().isoformat():
        return False
    return _LINKS.is_genuine(f"{gathering_id}:{day}", signature)


def own_code(participation_id: uuid.UUID) -> str:
    """The code of one's own invitation, as it stands behind the link in the letter: two groups of four."""
    key = hmac.digest(settings.SECRET_KEY.encode(), f"{_LINKS.kind}:{participation_id}".encode(), hashlib.sha256)
    code = base64.b32encode(key).decode()[:LETTERS]
    return f"{code[:4]}-{code[4:]}"


def is_code(said: str, participation_id: uuid.UUID) -> bool:
    """Typed with or without the dash, in small letters or large."""
    typed = "".join(said.split()).replace("-", "").upper()
    return hmac.compare_digest(typed.encode(), own_code(participation_id).replace("-", "").encode())
