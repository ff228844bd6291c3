"""Documents from people, as paragraphs: plain text or Word, refused before it is unpacked when it could do harm.

A document of 2 MB can unpack to gigabytes, so the directory of the archive is read first, and what its parts really unpack to is
counted while they are looked through. Macros are refused, and so is a document type, which could name entities.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.oxml.ns import qn

from khetene.kernel.errors import DomainError
from khetene.kernel.personal_codes import refuse_personal_codes

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
LONGEST_TEXT = 500_000
MOST_PARAGRAPHS = 1000
_CHUNK = 256 * 1024
_BLANK_LINE = re.compile(r"\n\s*\n")
_MACRO = re.compile(r"vba|macro|activex|oleobject", re.IGNORECASE)


class BadDocument(DomainError):
    """The file or text cannot be read safely; the message says why."""

    field = "file"


def paragraphs_of_file(name: str, content: bytes) -> list[str]:
    """The paragraphs of a .txt or .docx file. Raises BadDocument, PersonalCodeFound."""
    if len(content) > LARGEST_FILE:
        raise BadDocument(_("The file is too large."))
    ending = name.lower().rpartition(".")[2]
    if ending == "docx":
        return _checked(_of_word(content))
    if ending == "txt":
        try:
            return paragraphs_of_text(content.decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise BadDocument(_("The text is not in UTF-8. Open it, copy it and paste it here.")) from problem
    raise BadDocument(_("Choose a .docx or a .txt file."))


def paragraphs_of_text(text: str) -> list[str]:
    """Parts between empty lines; where there are none, the lines. Raises BadDocument, PersonalCodeFound."""
    if len(text) > LONGEST_TEXT:
        raise BadDocument(_("The text is too long. Take the part that you need."))
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    parts = _BLANK_LINE.split(plain) if _BLANK_LINE.search(plain.strip()) else plain.split("\n")
    return _checked(parts)


def _checked(parts: list[str]) -> list[str]:
    found = [one for part in parts if (one := " ".join(part.split()))]
    if not found:
        raise BadDocument(_("There is no text in it."))
    if len(found) > MOST_PARAGRAPHS or sum(map(len, found)) > LONGEST_TEXT:
        raise BadDocument(_("The text is too long. Take the part that you need."))
    refuse_personal_codes(*found, field="file")
    return found


def _of_word(content: bytes) -> list[str]:
    unreadable = _("The file cannot be read as a Word document (.docx).")
    try:
        _refuse_dangerous(content)
        body = docx.Document(io.BytesIO(content)).element.body
        return ["".join(_words(each)) for each in body.iter(qn("w:p"))]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as problem:
        raise BadDocument(unreadable) from problem
    # lxml's errors are syntax errors; python-docx misses parts with the others.
    except (SyntaxError, KeyError, ValueError, OSError, AttributeError) as problem:
        raise BadDocument(unreadable) from problem


def _words(paragraph: Any) -> Iterator[str]:
    """What stands there now: what was struck out in tracked changes does not, what was added does."""
    for part in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        yield (part.text or "") if part.tag == qn("w:t") else " "


def _refuse_dangerous(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise BadDocument(_("The file unpacks to more than can be read safely."))
        if any(_MACRO.search(part.filename) for part in parts):
            raise BadDocument(_("The file holds macros or other programs. Save it as a .docx document without them."))
        left = LARGEST_UNPACKED
        for part in parts:
            left = _looked_through(archive, part, left)


def _looked_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    """How much may still be unpacked after a part."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise BadDocument(_("The file unpacks to more than can be read safely."))
            if b"<!DOCTYPE" in rest + chunk:
                raise BadDocument(_("The file cannot be read as a Word document (.docx)."))
            rest = chunk[-16:]
    return left
