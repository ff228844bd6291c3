"""Pictures without what the camera wrote into them: place, time, device, a small copy of the picture, anything behind its end.

Nothing is decoded: parts are copied or left out, so a hostile picture meets no decoder here.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from khetene.files.errors import BrokenFile

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
_CHUNKS_KEPT = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs")
_START, _END, _SCAN, _COMMENT, _ADOBE, _EXIF = 0xD8, 0xD9, 0xDA, 0xFE, 0xEE, 0xE1
_APPLICATION = range(0xE0, 0xF0)
_FRAMES = (*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0))
_NEXT_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])")
_ORIENTATION = 0x0112
_TURNED = range(2, 9)
_LONGEST_EXIF = 1000
_SHORTEST_FRAME = 9
_HEAD = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
_DEGREES = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}


def bare_png(content: bytes) -> bytes:
    """The picture alone. Raises BrokenFile when a part is damaged or the end is missing."""
    kept, place, seen = [PNG], len(PNG), []
    while place + 12 <= len(content):
        (length,), name = struct.unpack(">I", content[place : place + 4]), content[place + 4 : place + 8]
        end = place + 12 + length
        if end > len(content) or zlib.crc32(content[place + 4 : end - 4]) != int.from_bytes(
            content[end - 4 : end], "big"
        ):
            raise BrokenFile
        if name in _CHUNKS_KEPT:
            kept.append(content[place:end])
        seen.append(name)
        place = end
        if name == b"IEND":
            break
    if not seen or seen[0] != b"IHDR" or seen[-1] != b"IEND" or b"IDAT" not in seen:
        raise BrokenFile
    return b"".join(kept)


def bare_jpeg(content: bytes) -> bytes:
    """The picture alone, still the right way up. Raises BrokenFile."""
    kept, markers = [b"\xff\xd8"], []
    for marker, segment in _segments(content):
        markers.append(marker)
        if marker == _EXIF:
            kept.append(_only_the_turn(segment))
        elif marker == _ADOBE or (marker not in _APPLICATION and marker != _COMMENT):
            kept.append(segment)
    if markers[-1:] != [_END] or _SCAN not in markers or not any(marker in _FRAMES for marker in markers):
        raise BrokenFile
    return b"".join(kept)


def measured(content: bytes) -> tuple[int, int]:
    """How many dots a bare picture is wide and high, as it is held. Raises BrokenFile."""
    if content.startswith(PNG):
        width, height = struct.unpack(">II", content[16:24])
        return _not_empty(width, height)
    for marker, segment in _segments(content):
        if marker in _FRAMES:
            if len(segment) < _SHORTEST_FRAME:
                raise BrokenFile
            height, width = struct.unpack(">HH", segment[5:9])
            return _not_empty(width, height)
    raise BrokenFile


def turn_of(content: bytes) -> int:
    """By how many degrees clockwise a bare picture is to be turned to stand upright. A mirror is left a mirror."""
    if content.startswith(PNG):
        return 0
    notes = next((segment for marker, segment in _segments(content) if marker == _EXIF), b"")
    return _DEGREES.get(_turn_in(notes[4:]), 0)


def without_turn(content: bytes) -> bytes:
    """A bare picture for those who turn it themselves, with the head that Word's readers look for."""
    if content.startswith(PNG):
        return content
    return b"\xff\xd8" + _HEAD + b"".join(segment for marker, segment in _segments(content) if marker != _EXIF)


def _not_empty(width: int, height: int) -> tuple[int, int]:
    if not width or not height:
        raise BrokenFile
    return width, height


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of every segment; a scan comes with its data. What stands behind the end is not told."""
    place = 2
    while found := _NEXT_MARKER.match(content, place):
        marker, begins = found[1][0], found.end()
        if marker in (_START, _END):
            yield marker, bytes((0xFF, marker))
            if marker == _END:
                return
            raise BrokenFile
        length = int.from_bytes(content[begins : begins + 2], "big")
        ends = begins + length
        if length < 2 or ends > len(content):
            raise BrokenFile
        if marker == _SCAN:
            following = _NEXT_MARKER.search(content, ends)
            if following is None:
                raise BrokenFile
            ends = following.start()
        yield marker, bytes((0xFF, marker)) + content[begins:ends]
        place = ends
    raise BrokenFile


def _only_the_turn(segment: bytes) -> bytes:
    """How the camera was held is part of the picture; all else of its notes goes."""
    turn = _turn_in(segment[4:])
    if turn not in _TURNED:
        return b""
    notes = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turn, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes


def _turn_in(notes: bytes) -> int:
    if not notes.startswith(b"Exif\0\0"):
        return 0
    tiff = notes[6:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        (begins,) = struct.unpack_from(f"{order}I", tiff, 4)
        (how_many,) = struct.unpack_from(f"{order}H", tiff, begins)
        for entry in range(min(how_many, _LONGEST_EXIF)):
            tag, _type, _count, value = struct.unpack_from(f"{order}HHIH", tiff, begins + 2 + 12 * entry)
            if tag == _ORIENTATION:
                return int(value)
    except struct.error:
        return 0
    return 0
