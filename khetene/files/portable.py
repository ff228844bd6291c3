"""PDF: kept as it is when it is whole, open, and does nothing by itself."""

from __future__ import annotations

import re
import zlib

from khetene.files.errors import BrokenFile, FileLocked, FileRunsSomething, UnpacksToTooMuch

PDF = b"%PDF-"
_TAIL = 2048
LARGEST_UNPACKED = 100 * 1024 * 1024
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|Filespec|RichMedia|XFA|SubmitForm|ImportData|GoToE)(?![A-Za-z])"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
_PACKED_OBJECTS = re.compile(rb"/(?:ObjStm|XRef)(?![A-Za-z])")


def quiet_pdf(content: bytes) -> bytes:
    """The same bytes. Raises BrokenFile, FileLocked, FileRunsSomething, UnpacksToTooMuch."""
    if b"%%EOF" not in content[-_TAIL:]:
        raise BrokenFile
    for words in (_outside_of_streams(content), *_object_streams(content)):
        plain = _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), words)
        if _ENCRYPTED.search(plain):
            raise FileLocked
        if _ACTS.search(plain):
            raise FileRunsSomething
    return content


def _outside_of_streams(content: bytes) -> bytes:
    """What pictures and fonts hold is chance; names that act stand outside of them or in packed objects."""
    parts, place = [], 0
    while (begins := content.find(b"stream", place)) >= 0:
        ends = content.find(b"endstream", begins)
        if ends < 0:
            break
        parts.append(content[place:begins])
        place = ends + len(b"endstream")
    return b" ".join([*parts, content[place:]])


def _object_streams(content: bytes) -> list[bytes]:
    found, left, place = [], LARGEST_UNPACKED, 0
    while (begins := content.find(b"stream", place)) >= 0:
        ends = content.find(b"endstream", begins)
        if ends < 0:
            break
        head = _ESCAPED.sub(
            lambda one: bytes((int(one[1], 16),)), content[content.rfind(b"obj", place, begins) : begins]
        )
        if _PACKED_OBJECTS.search(head):
            unpacked = _inflated(content[begins + len(b"stream") : ends].lstrip(b"\r\n"), left)
            left -= len(unpacked)
            found += [head, unpacked]
        place = ends + len(b"endstream")
    return found


def _inflated(data: bytes, most: int) -> bytes:
    """Objects that are packed otherwise cannot be looked through, so they are not kept."""
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(data, max(most, 1))
    except zlib.error as problem:
        raise BrokenFile from problem
    if unpacking.unconsumed_tail:
        raise UnpacksToTooMuch
    return unpacked
