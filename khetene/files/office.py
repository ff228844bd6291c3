"""Office documents are archives: what they are stands in them, and so does what they would run or fetch."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

from khetene.files.enums import MEDIA_TYPES, FileKind
from khetene.files.errors import (
    BrokenFile,
    FileLocked,
    FileReachesOut,
    FileRunsSomething,
    UnknownKind,
    UnpacksToTooMuch,
)

LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_LIST = 1024 * 1024
MOST_PARTS = 2000
_CHUNK = 1024 * 1024
_ENCRYPTED_PART = 0x1
_RUNS = re.compile(
    r"(?:vba|activex|oleobject|macro)|^(?:basic|scripts)/|(?:^|/)embeddings/|^object |\.(?:exe|js|dll|vbs|bin)$",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
_TROUBLE = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    expat.ExpatError,
    ValueError,
)


def office_kind(content: bytes) -> FileKind:
    """Raises UnknownKind, BrokenFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and _read(archive, "mimetype") == MEDIA_TYPES[FileKind.ODT].encode():
                return FileKind.ODT
            if "[Content_Types].xml" not in names:
                raise UnknownKind
            return _by_main_part(_read(archive, "[Content_Types].xml"))
    except _TROUBLE as problem:
        raise BrokenFile from problem


def looked_through(content: bytes) -> bytes:
    """The same bytes, when nothing in them runs, fetches, or unpacks to too much. Raises FileRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _look_through(archive)
    except _TROUBLE as problem:
        raise BrokenFile from problem
    return content


def _look_through(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UnpacksToTooMuch
    left = LARGEST_UNPACKED
    for part in parts:
        if part.flag_bits & _ENCRYPTED_PART:
            raise FileLocked
        if _RUNS.search(part.filename) and not _HARMLESS.search(part.filename):
            raise FileRunsSomething
        left -= _size_of(archive, part, left)
        if part.filename.endswith(".rels"):
            _refuse_reaching_out(_read(archive, part.filename))
        if part.filename == "META-INF/manifest.xml" and b"encryption-data" in _read(archive, part.filename):
            raise FileLocked


def _size_of(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """What the part really unpacks to, whatever its directory says; a damaged one fails here."""
    size = 0
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > left:
                raise UnpacksToTooMuch
    return size


def _by_main_part(types: bytes) -> FileKind:
    named = {attributes.get("ContentType", "") for attributes in _elements(types)}
    if any("macroenabled" in name.lower() or "vbaproject" in name.lower() for name in named):
        raise FileRunsSomething
    kinds = [kind for name, kind in _MAIN.items() if name in named]
    if len(kinds) != 1:
        raise UnknownKind
    return kinds[0]


def _refuse_reaching_out(relations: bytes) -> None:
    """A link that a person may follow is fine; a part that is fetched when the document opens is not."""
    for attributes in _elements(relations):
        is_outside = attributes.get("TargetMode", "").lower() == "external"
        if is_outside and not attributes.get("Type", "").endswith("/hyperlink"):
            raise FileReachesOut


def _elements(xml: bytes) -> list[dict[str, str]]:
    """The attributes of every element. A document type, which could define entities, is refused before it is read."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, attributes: found.append(attributes)
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.Parse(xml, True)
    return found


def _refuse_document_type(*_given: Any) -> None:
    raise BrokenFile


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(LARGEST_LIST + 1)
    if len(content) > LARGEST_LIST:
        raise UnpacksToTooMuch
    return content
