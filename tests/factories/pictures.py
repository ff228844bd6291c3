"""Pictures with their release, as people add them."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from khetene.accounts.models import Membership
from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.guidance import actions as guidance
from khetene.guidance.models import Practice, PracticePicture
from khetene.proposals import actions as proposals
from khetene.proposals.models import Piece, ReportPicture
from tests.factories import files
from tests.factories.accounts import actor_of

ROOT = Path(__file__).resolve().parents[2]
NOBODY: dict[str, Any] = {"recognisable": "nobody", "uses": frozenset({"network"})}
ADULTS: dict[str, Any] = {
    "recognisable": "adults",
    "given_how": "signed",
    "vouched_by": "sociālā dienesta kanceleja",
    "agreed_on": date(2026, 11, 1),
    "until": date(2027, 10, 31),
    "uses": frozenset({"network"}),
}


def drawn_png(name: str = "reading-room") -> bytes:
    """A picture that every reader can draw: one of the demonstration."""
    return (ROOT / "demo" / f"{name}.png").read_bytes()


def told(**more: Any) -> Told:
    """Nobody can be recognised and it is shown inside, unless something else is named."""
    return Told(**{"shows": "Galds ar grāmatām.", **NOBODY, **more})


def sent(content: bytes | None = None, name: str = "IMG_2041.png") -> Given:
    return Given(name, files.png() if content is None else content)


def wide_png(width: int, height: int) -> bytes:
    """It says so; nobody draws it."""
    head = files.png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dots = files.png_chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + dots + files.png_chunk(b"IEND", b"")


def of_practice(practice: Practice, by: Membership, content: bytes | None = None, **more: Any) -> PracticePicture:
    return guidance.add_picture(practice.pk, sent(content), told(**more), actor=actor_of(by))


def of_activity(activity: Piece, by: Membership, content: bytes | None = None, **more: Any) -> ReportPicture:
    return proposals.add_picture(activity.pk, sent(content), told(**more), actor=actor_of(by))
