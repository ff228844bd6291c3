"""Word and PDF from templates of the country pack, which are replaced there without code."""

from __future__ import annotations

import functools
import io
import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from docxtpl import DocxTemplate, RichText

from khetene.kernel.errors import DomainError
from khetene.kernel.prose import Block


def pdf(template: str, report: dict[str, Any]) -> bytes:
    """A tagged PDF (PDF/UA-1), set by Typst; the template finds `report` in its inputs. Raises DomainError for a broken one."""
    try:
        made: Any = _compiler(_template(template)).compile(
            format="pdf", pdf_standards=["ua-1"], sys_inputs={"report": json.dumps(report, ensure_ascii=False)}
        )
    except typst.TypstError as problem:
        raise DomainError(f"{template}: {problem}") from problem
    return bytes(made)


def word(template: str, report: dict[str, Any], *, title: str, author: str, language: str) -> bytes:
    """An editable Word document."""
    document = DocxTemplate(_template(template))
    document.render(report, autoescape=True)
    document.docx.core_properties.title = title
    document.docx.core_properties.author = author
    document.docx.core_properties.language = language
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def rich(block: Block) -> RichText:
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
