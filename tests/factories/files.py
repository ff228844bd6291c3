"""Files as people send them, made by hand so that every byte is known."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from docx import Document

from khetene.files.storing import Given
from tests.factories.workbooks import workbook

CANARY = b"Kanarijputnins 56.9496 24.1052"
PICTURE = zlib.compress(b"\0\0")
HEAD = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)


def pdf(inside: bytes = b"", *, ends: bool = True) -> bytes:
    objects = (
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n2 0 obj\n<< /Type /Pages >>\nendobj\n"
    )
    return b"%PDF-1.7\n" + objects + b"trailer\n<< /Root 1 0 R >>\n" + (b"%%EOF\n" if ends else b"")


def pdf_with_packed(inside: bytes) -> bytes:
    packed = zlib.compress(inside)
    head = b"5 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return pdf() + head + packed + b"\nendstream\nendobj\n%%EOF\n"


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*more: bytes, after: bytes = b"") -> bytes:
    """One grey dot."""
    parts = (png_chunk(b"IHDR", HEAD), *more, png_chunk(b"IDAT", PICTURE), png_chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + after


def segment(marker: int, data: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def exif(turn: int) -> bytes:
    """Notes of a camera, with a place in them."""
    entry = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    return segment(0xE1, b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 0) + CANARY)


def jpeg(*more: bytes, after: bytes = b"") -> bytes:
    frame = segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    table = segment(0xC4, b"\0" * 17)
    return b"\xff\xd8" + b"".join(more) + frame + table + scan + table + scan + b"\xff\xd9" + after


def docx() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph("Rēķins 17")
    document.save(stream)
    return stream.getvalue()


def xlsx() -> bytes:
    return workbook([])


def odt(parts: Mapping[str, bytes] | None = None) -> bytes:
    return packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>", **(parts or {})})


def packed(parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_part(document: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part more, or another content of it."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return packed(parts | {name: content})


def given(content: bytes | None = None, name: str = "Rēķins 17.pdf") -> Given:
    return Given(name, pdf() if content is None else content)
