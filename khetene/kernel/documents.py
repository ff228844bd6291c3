"""Word and PDF from templates of the country pack, which are replaced there without code."""

from __future__ import annotations

import functools
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from docx.oxml import OxmlElement, parse_xml
from docx.shared import Cm
from docxtpl import DocxTemplate, InlineImage, RichText

from khetene.kernel.errors import DomainError
from khetene.kernel.prose import Block
from khetene.kernel.wordtemplates import Sandbox

# The oldest day that the format knows: when a file was packed says nothing about what stands in it.
PACKED = (1980, 1, 1, 0, 0, 0)
_NOTED = (
    "author", "last_modified_by", "comments", "keywords", "subject", "category", "content_status", "identifier", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a report under its question, with the words for who does not see it: SVG for PDF, PNG for Word."""

    question: str
    words: str
    svg: str
    png: bytes
    centimetres: float = 11
    turn: int = 0  # degrees clockwise in Word; the SVG stands upright by itself


class _Told(InlineImage):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl knows no alternative text."""

    def __init__(self, document: DocxTemplate, picture: Picture) -> None:
        super().__init__(document, io.BytesIO(picture.png), width=Cm(picture.centimetres))
        self.words, self.turn = picture.words, picture.turn

    def _insert_image(self) -> str:
        pieces = str(super()._insert_image()).partition("<w:drawing>")
        inner, _close, rest = pieces[2].partition("</w:drawing>")
        drawing = parse_xml(inner)
        for place in drawing.xpath(".//wp:docPr"):
            place.set("descr", self.words)
        if self.turn:
            _turn(drawing, self.turn)
        return f"{pieces[0]}<w:drawing>{drawing.xml}</w:drawing>{rest}"


def _turn(drawing: Any, degrees: int) -> None:
    """Word turns a picture around its middle; where it comes to stand higher or wider, the line leaves it room."""
    for frame in drawing.xpath(".//a:xfrm"):
        frame.set("rot", str(degrees * 60_000))
    for extent in drawing.xpath(".//wp:extent") if degrees % 180 else ():
        wide, high = int(extent.get("cx")), int(extent.get("cy"))
        more = OxmlElement("wp:effectExtent")
        room = {side: max(0, high - wide) // 2 for side in "lr"} | {side: max(0, wide - high) // 2 for side in "tb"}
        for side in "ltrb":
            more.set(side, str(room[side]))
        extent.addnext(more)


def pdf(template: str, report: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst; the template finds `report` in its inputs. Raises DomainError for a broken one."""
    try:
        made: Any = _compiler(shipped(template)).compile(
            format="pdf", pdf_standards=["ua-1"], sys_inputs={"report": json.dumps(report, ensure_ascii=False)}
        )
    except typst.TypstError as problem:
        raise DomainError(f"{template}: {problem}") from problem
    return bytes(made)


def word(
    template: str | bytes,
    report: dict[str, Any],
    *,
    title: str,
    author: str,
    language: str,
    reader: Sandbox | None = None,
) -> bytes:
    """An editable Word document, from a template of the country pack or from the bytes of one."""
    document = DocxTemplate(io.BytesIO(template) if isinstance(template, bytes) else shipped(template))
    document.render(_with_pictures(report, document), jinja_env=reader or Sandbox(), autoescape=True)
    properties = document.docx.core_properties
    nameless(properties)  # whoever made the template has not made this document
    properties.title, properties.author, properties.language = title, author, language
    properties.last_modified_by = author
    stream = io.BytesIO()
    document.save(stream)
    return _without_time(stream)


def nameless(properties: Any) -> None:
    """What Word notes of its own accord about whoever wrote a file, and what they noted for themselves."""
    for name in _NOTED:
        setattr(properties, name, "")


def _with_pictures(value: Any, document: DocxTemplate) -> Any:
    if isinstance(value, Picture):
        return _Told(document, value)
    if isinstance(value, dict):
        return {name: _with_pictures(one, document) for name, one in value.items()}
    return [_with_pictures(one, document) for one in value] if isinstance(value, list) else value


def _without_time(packed: io.BytesIO) -> bytes:
    """The same content gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, PACKED), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def for_typst(value: Any) -> Any:
    """A report's dataclasses as what `pdf` takes; of a picture it is the SVG."""
    if isinstance(value, Picture):
        return {"question": value.question, "words": value.words, "svg": value.svg}
    return _plain(value, for_typst)


def for_word(value: Any) -> Any:
    """The same as what `word` takes: of a block the words with their emphasis, of a picture the PNG."""
    if isinstance(value, Block):
        return {"kind": value.kind, "words": rich(value)}
    if isinstance(value, Picture):
        return {"question": value.question, "drawn": value}
    return _plain(value, for_word)


def _plain(value: Any, each: Callable[[Any], Any]) -> Any:
    if is_dataclass(value):
        return {one.name: each(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {name: each(one) for name, one in value.items()}
    return [each(one) for one in value] if isinstance(value, list | tuple) else value


def rich(block: Block) -> RichText:
    """The words of a block with their emphasis; the paragraph's style is the template's."""
    words = RichText()
    for run in block.runs:
        words.add(run.text, bold=run.bold, italic=run.italic)
    return words


def shipped(name: str) -> Path:
    """A template of the country pack."""
    return Path(settings.COUNTRY_FOLDER) / "templates" / name


def _compiler(template: Path) -> Any:
    return _compiler_of(template, max(one.stat().st_mtime_ns for one in template.parent.glob("*.typ")))


@functools.lru_cache(maxsize=4)
def _compiler_of(template: Path, _changed: int) -> Any:
    """Reading fonts takes longer than setting a report; a replaced template is read anew, also one that gives parts."""
    return typst.Compiler(str(template), ignore_system_fonts=True)
