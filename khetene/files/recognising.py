"""Which kind a file is, by its content, and the same file without what is not wanted in it."""

from __future__ import annotations

from collections.abc import Callable

from khetene.files.enums import FileKind
from khetene.files.errors import EmptyFile, FileRefused, FileTooLarge, UnknownKind
from khetene.files.office import looked_through, office_kind
from khetene.files.pictures import JPEG, PNG, bare_jpeg, bare_png
from khetene.files.portable import PDF, quiet_pdf

LARGEST = 10 * 1024 * 1024
_PACKED = b"PK\x03\x04"


def recognised(content: bytes, *, only: FileKind | None = None) -> tuple[FileKind, bytes]:
    """The kind, and the bytes to keep: pictures lose place, device and time of taking.

    Where `only` one kind will do, the refusal says what to do about that one. Raises FileRefused.
    """
    try:
        kind, kept = _recognised(content)
        if only and kind != only:
            raise UnknownKind
    except FileRefused as refusal:
        if only is None:
            raise
        raise refusal.about(only) from refusal
    return kind, kept


def _recognised(content: bytes) -> tuple[FileKind, bytes]:
    if not content:
        raise EmptyFile
    if len(content) > LARGEST:
        raise FileTooLarge
    for begins, kind, cleaned in _KINDS:
        if content.startswith(begins):
            return kind, cleaned(content)
    if content.startswith(_PACKED):
        return office_kind(content), looked_through(content)
    raise UnknownKind


_KINDS: tuple[tuple[bytes, FileKind, Callable[[bytes], bytes]], ...] = (
    (PDF, FileKind.PDF, quiet_pdf),
    (PNG, FileKind.PNG, bare_png),
    (JPEG, FileKind.JPEG, bare_jpeg),
)
