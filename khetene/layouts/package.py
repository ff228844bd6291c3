"""A template as a package: nothing in it fetches, runs or hides, and no tag stands where people would not see it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.parsers import expat

from khetene.files.errors import BrokenFile
from khetene.layouts.errors import FetchesSomething, LeadsToAFile, TagOutsideOfText, TooMuchInIt, UnknownPart

LARGEST_PART = 2 * 1024 * 1024
LARGEST_TEXT = 6 * 1024 * 1024
PICTURES = (".png", ".jpg", ".jpeg", ".gif")
# What Word and LibreOffice write into a plain document; the last part of the name of a relation.
RELATIONS = frozenset(
    [
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "footnotes",
        "endnotes",
        "header",
        "footer",
        "image",
        "hyperlink",
        "customXml",
        "customXmlProps",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "font",
        "glossaryDocument",
    ]
)
_FIELD = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION|TOC|PAGEREF|REF|SEQ|STYLEREF|HYPERLINK|DATE|TIME|TITLE)"
    r"(?:\s[^{}]*)?",
    re.IGNORECASE,
)
_SWITCH = re.compile(r'\\[lotm]\s+(?:"[^"]*"|\S+)|\\\w')
_OPEN_TO_ALL = re.compile(r"https?://|mailto:|tel:|#", re.IGNORECASE)
_TAG = re.compile(r"\{[{%#]|[}%#]\}")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PLACES_FOR_WORDS = frozenset(f"{WORD}}}{name}" for name in ("t", "instrText", "delText", "delInstrText"))
_READ_BY_TEMPLATES = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml|docProps/core\.xml")


def look_through(content: bytes) -> None:
    """Raises LayoutRefused, BrokenFile."""
    left = LARGEST_TEXT
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            ending = PurePosixPath(name.lower()).suffix
            if ending in (".xml", ".rels"):
                xml = archive.read(name)
                left -= len(xml)
                if len(xml) > LARGEST_PART or left < 0:
                    raise TooMuchInIt
                _Part(name, tagged=is_read_by_templates(name)).read(xml)
            elif ending not in PICTURES and ending not in (".odttf", "") and not name.endswith("/"):
                raise UnknownPart(part=PurePosixPath(name).name)


class _Part:
    """One part, element by element."""

    def __init__(self, name: str, *, tagged: bool) -> None:
        self.is_relations, self.tagged = name.endswith(".rels"), tagged
        self.open: list[str] = []
        self.fields: list[str] = []

    def read(self, xml: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.StartDoctypeDeclHandler = _refuse
        parser.ProcessingInstructionHandler = _refuse
        if self.tagged:
            parser.CommentHandler = _refuse
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as problem:
            raise BrokenFile from problem
        if self.fields:
            raise FetchesSomething

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        self.open.append(name)
        given = {_local(key): value for key, value in attributes.items()}
        if self.is_relations:
            if given.get("Type", "").rpartition("/")[2] not in (*RELATIONS, ""):
                raise UnknownPart(part=given["Type"].rpartition("/")[2])
            if given.get("TargetMode", "").lower() == "external" and not _OPEN_TO_ALL.match(given.get("Target", "")):
                raise LeadsToAFile
            return
        if given.get("src") or given.get("href"):
            raise FetchesSomething
        if any(_TAG.search(value) for value in given.values()):
            raise TagOutsideOfText
        if _local(name) == "fldSimple":
            _judge(given.get("instr", ""))
        if _local(name) == "fldChar":
            self._field(given.get("fldCharType", ""))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "separate" and self.fields:
            _judge(self.fields[-1])
            self.fields[-1] = "PAGE"
        elif kind == "end" and self.fields:
            _judge(self.fields.pop())

    def _ends(self, _name: str) -> None:
        self.open.pop()

    def _says(self, words: str) -> None:
        here = _local(self.open[-1])
        if here in ("instrText", "delInstrText"):
            if not self.fields:
                _judge(words)
            else:
                self.fields[-1] += words
        elif self.tagged and self.open[-1] != f"{WORD}}}t" and _TAG.search(words):
            raise TagOutsideOfText


def _judge(instruction: str) -> None:
    """A field that counts pages or follows a heading is fine; one that brings in something from elsewhere is not."""
    if _TAG.search(instruction):
        raise TagOutsideOfText
    if not _FIELD.fullmatch(instruction):
        raise FetchesSomething
    name, _space, rest = instruction.strip().partition(" ")
    if name.upper() == "HYPERLINK":
        left = _SWITCH.sub(" ", rest).replace('"', " ").split()
        if not all(_OPEN_TO_ALL.match(target) for target in left[:1]):
            raise LeadsToAFile


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse(*_given: object) -> None:
    raise BrokenFile


def is_read_by_templates(name: str) -> bool:
    return bool(_READ_BY_TEMPLATES.fullmatch(name))


def strays(xml: bytes) -> list[str]:
    """Paragraphs in which words stand outside of the places for words, or something else stands inside of one."""
    here: list[str] = []
    said: list[str] = []
    found: list[str] = []
    wrong = False
    parser = expat.ParserCreate(namespace_separator="}")

    def begins(name: str, _attributes: dict[str, str]) -> None:
        nonlocal wrong
        wrong = wrong or (bool(here) and here[-1] in _PLACES_FOR_WORDS)
        here.append(name)

    def ends(name: str) -> None:
        nonlocal wrong
        here.pop()
        if name == f"{WORD}}}p":
            if wrong:
                found.append("".join(said))
            said.clear()
            wrong = False

    def says(words: str) -> None:
        nonlocal wrong
        said.append(words)
        is_word = here[-1].startswith(f"{WORD}}}")
        wrong = wrong or (is_word and here[-1] not in _PLACES_FOR_WORDS and bool(words.strip()))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, says
    parser.Parse(xml, True)
    return [*found, "".join(said)] if wrong else found


def paragraphs(xml: bytes) -> Iterator[str]:
    """The words of each paragraph of a part, in order."""
    words: list[list[str]] = []
    done: list[str] = []
    here: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def begins(name: str, _attributes: dict[str, str]) -> None:
        here.append(name)
        if name == f"{WORD}}}p":
            words.append([])

    def ends(name: str) -> None:
        here.pop()
        if name == f"{WORD}}}p":
            done.append("".join(words.pop()))

    def says(text: str) -> None:
        if words and here[-1] == f"{WORD}}}t":
            words[-1].append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begins, ends, says
    parser.Parse(xml, True)
    yield from done
