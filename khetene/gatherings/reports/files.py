"""The report as files. The templates lie in the country pack and are replaced there without code."""

from __future__ import annotations

import functools
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from docxtpl import DocxTemplate, RichText

from khetene.gatherings.reports.content import Report
from khetene.kernel.errors import DomainError
from khetene.kernel.prose import Block

WORD = "gathering-report.docx"
TYPST = "gathering-report.typ"


def as_json(report: Report) -> str:
    return json.dumps(report.as_dict(), ensure_ascii=False, indent=2)


def as_pdf(report: Report) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst from `gathering-report.typ`. Raises DomainError for a broken template."""
    return set_in_typst(TYPST, report.as_dict())


def set_in_typst(template: str, content: dict[str, Any]) -> bytes:
    """A tagged PDF from a template of the country pack, which reads `report`. Raises DomainError for a broken template."""
    try:
        made: Any = _compiler(_template(template)).compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"report": json.dumps(content, ensure_ascii=False)},
        )
    except typst.TypstError as problem:
        raise DomainError(f"{template}: {problem}") from problem
    return bytes(made)


def as_docx(report: Report) -> bytes:
    """An editable Word document from `gathering-report.docx`; running text takes the styles of the template."""
    context = report.as_dict()
    for part, given in zip(context["parts"], report.parts, strict=True):
        part["blocks"] = in_word(given.blocks)
    return filled_in_word(WORD, context, author=report.organiser)


def filled_in_word(name: str, context: dict[str, Any], *, author: str) -> bytes:
    """A Word document from a template of the country pack; `context` has a title and a language."""
    template = DocxTemplate(_template(name))
    template.render(context, autoescape=True)
    template.docx.core_properties.title = context["title"]
    template.docx.core_properties.author = author
    template.docx.core_properties.language = context["language"]
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def in_word(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks with their words as runs of Word."""
    return [{"kind": block.kind, "words": _rich(block)} for block in blocks]


def _rich(block: Block) -> RichText:
    """The words of a block with their emphasis; the paragraph's style is the template's."""
    words = RichText()
    for run in block.runs:
        words.add(run.text, bold=run.bold, italic=run.italic)
    return words


def _template(name: str) -> Path:
    return Path(settings.COUNTRY_FOLDER) / "templates" / name


def _compiler(template: Path) -> Any:
    return _compiler_of(template, template.stat().st_mtime_ns)


@functools.lru_cache(maxsize=4)
def _compiler_of(template: Path, _changed: int) -> Any:
    """Reading fonts takes longer than setting a report; a template that was replaced is read anew."""
    return typst.Compiler(str(template), ignore_system_fonts=True)
