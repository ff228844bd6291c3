"""A template without what nobody sees in Word: it would go into every document that is made by it, and out of the house.

Parts that only programs read are left out. What cannot be taken out without deciding for its author is refused, with its place.
"""

from __future__ import annotations

import io
import re
from typing import Any
from xml.parsers.expat import ParserCreate

from docx import Document
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml

from khetene.files.errors import BrokenFile
from khetene.files.pictures import JPEG, PNG, bare_jpeg, bare_png
from khetene.kernel.documents import nameless
from khetene.layouts.errors import BrokenPicture, HasChanges, HasHiddenText
from khetene.layouts.judging import quoted

# The last part of the name of a relation. Building blocks and data of forms are words too, and nobody sees them.
LEFT_OUT = frozenset(
    [
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "extended-properties",
        "custom-properties",
        "thumbnail",
        "glossaryDocument",
        "customXml",
    ]
)
# Where comments stood, and who may edit what.
# In the settings what programs noted: variables, a source of addresses, who saved together.
_TAKEN_OUT = [
    f"{{*}}{name}"
    for name in (
        *("commentRangeStart", "commentRangeEnd", "commentReference", "docVars", "mailMerge", "rsids"),
        *("permStart", "permEnd"),
    )
]
_CHANGES = frozenset(
    [
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange"),
        *("trPrChange", "tcPrChange", "delText", "delInstrText", "moveFromRangeStart", "moveToRangeStart"),
        *("customXmlInsRangeStart", "customXmlDelRangeStart"),
        *("customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"),
    ]
)
# Of a picture Word notes the file it came from, sometimes with the folders of whoever put it in, also as its description.
_NAMES = frozenset(["name", "descr", "title"])
_FILE = re.compile(r"[\\/]|\.(?:jpe?g|png|gif|bmp|tiff?|emf|wmf|svg|heic|webp)\s*$", re.IGNORECASE)
_OFF = frozenset(["0", "false", "off"])
_WORD = "wordprocessingml"


def cleaned(content: bytes) -> bytes:
    """The same template without comments, names and data of programs; parts that nothing leads to go as well.

    Raises BrokenPicture.
    """
    document, packed = Document(io.BytesIO(content)), io.BytesIO()
    package = document.part.package
    for holder in (package, *package.iter_parts()):
        for key in [key for key, each in holder.rels.items() if each.reltype.rpartition("/")[2] in LEFT_OUT]:
            del holder.rels[key]
    for part in package.iter_parts():
        _clean(part)
    nameless(document.core_properties)
    document.save(packed)
    return packed.getvalue()


def refuse_unseen(content: bytes) -> None:
    """Raises HasChanges, HasHiddenText."""
    document = Document(io.BytesIO(content))
    hiding = _hiding_styles(document.styles.element)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith(".xml"):
            _Reader(hiding).read(part.blob)


def _clean(part: Part) -> None:
    name = str(part.partname)
    if name.startswith("/word/media/"):
        _put(part, _bare(part.blob))
    elif name.startswith("/word/") and name.endswith(".xml"):
        if isinstance(part, XmlPart):
            _without(part.element)
        elif b"comment" in part.blob:
            root = parse_xml(part.blob)
            _without(root)
            _put(part, serialize_part_xml(root))


def _put(part: Part, blob: bytes) -> None:
    part._blob = blob  # noqa: SLF001  # python-docx writes what stands here and has no other door


def _bare(picture: bytes) -> bytes:
    """Place, device and time of taking stand in no document."""
    try:
        if picture.startswith(JPEG):
            return bare_jpeg(picture)
        return bare_png(picture) if picture.startswith(PNG) else picture
    except BrokenFile as problem:
        raise BrokenPicture from problem


def _without(root: Any) -> None:
    for element in list(root.iter(*_TAKEN_OUT)):
        element.getparent().remove(element)
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        for name, said in element.attrib.items():
            if name in _NAMES and _FILE.search(said):
                element.set(name, "")


def _hiding_styles(styles: Any) -> frozenset[str]:
    """Styles whose words are hidden, also because of the style that they stand on."""
    hides: dict[str, bool | None] = {}
    stands_on: dict[str, str] = {}
    for style in styles.iter("{*}style"):
        key = _given(style, "styleId")
        found = list(style.iterfind("{*}rPr/{*}vanish"))
        hides[key] = _is_on(_given(found[-1], "val")) if found else None
        for base in style.iterfind("{*}basedOn"):
            stands_on[key] = _given(base, "val")
    return frozenset(key for key in hides if _inherits(key, hides, stands_on))


def _inherits(key: str, hides: dict[str, bool | None], stands_on: dict[str, str]) -> bool:
    seen = set()
    while key and key not in seen:
        seen.add(key)
        if (said := hides.get(key)) is not None:
            return said
        key = stands_on.get(key, "")
    return False


class _Reader:
    """One part, paragraph by paragraph: what was changed and not yet accepted, and words that are hidden."""

    def __init__(self, hiding: frozenset[str]) -> None:
        self.hiding = hiding
        self.open: list[str] = []
        self.words: list[str] = []
        self.hidden: list[bool] = [False]
        self.changed = self.hides = False

    def read(self, xml: bytes) -> None:
        parser = ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        parser.Parse(xml, True)
        self._judge()

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        space, _sign, name = name.rpartition("}")
        around, value = self.open[-2:], _value(attributes)
        self.open.append(name)
        if _WORD not in space:
            return
        self.changed = self.changed or name in _CHANGES
        if name in ("p", "r"):
            self.hidden.append(self.hidden[-1] if name == "r" else False)
        elif (name, around) in (("pStyle", ["p", "pPr"]), ("rStyle", ["r", "rPr"])):
            self.hidden[-1] = self.hidden[-1] or value in self.hiding
        elif name == "vanish" and around == ["r", "rPr"]:
            self.hidden[-1] = _is_on(value)

    def _ends(self, name: str) -> None:
        space, _sign, name = name.rpartition("}")
        self.open.pop()
        if _WORD in space and name in ("p", "r"):
            self.hidden.pop()
        if _WORD in space and name == "p":
            self._judge()

    def _says(self, words: str) -> None:
        if self.open[-1] in ("t", "delText"):
            self.words.append(words)
            self.hides = self.hides or (self.hidden[-1] and bool(words.strip()))

    def _judge(self) -> None:
        where = quoted("".join(self.words))
        if self.changed:
            raise HasChanges(where=where)
        if self.hides:
            raise HasHiddenText(where=where)
        self.words.clear()


def _value(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == "val"), "")


def _given(element: Any, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _is_on(value: str) -> bool:
    return value.lower() not in _OFF
