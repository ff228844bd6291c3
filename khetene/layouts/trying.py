"""A template is tried at once: on everything that can stand in the document, and on nearly nothing."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from docx import Document
from jinja2.exceptions import TemplateError

from khetene.files.enums import FileKind
from khetene.files.errors import FileRefused, UnknownKind
from khetene.files.recognising import recognised
from khetene.kernel import documents
from khetene.kernel.wordtemplates import Sandbox
from khetene.layouts import package
from khetene.layouts.catalogue import Layout
from khetene.layouts.cleaning import cleaned, refuse_unseen
from khetene.layouts.errors import CannotBeTried, LayoutRefused, NeedsR, NotAWordDocument, SaysNothing, TooMuchInIt
from khetene.layouts.fields import complete, nearly_empty
from khetene.layouts.judging import Judge, quoted, tags_are_whole

LARGEST_RESULT = 20 * 1024 * 1024
AUTHOR = "Khetene"
_TROUBLE = (
    TemplateError, zipfile.BadZipFile, ValueError, KeyError, IndexError, TypeError, AttributeError,
    SyntaxError, RecursionError, UnicodeError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tried:
    """The template as it is kept, and what came of it: with everything, and with nearly nothing."""

    template: bytes
    full: bytes
    bare: bytes


def tried(content: bytes, layout: Layout) -> Tried:
    """Raises LayoutRefused, files.errors.FileRefused."""
    try:
        recognised(content, only=FileKind.DOCX)
    except UnknownKind as problem:
        raise NotAWordDocument from problem
    package.look_through(content)
    try:
        content = cleaned(content)
        refuse_unseen(content)
        words = list(_paragraphs(content))
        if not tags_are_whole([*words, ""]):
            raise SaysNothing
        whole, judge = complete(layout), Judge(complete(layout))
        full = _made(content, whole, judge)
        if not judge.shown:
            raise SaysNothing
        return Tried(content, full, _made(content, nearly_empty(layout), Sandbox()))
    except (LayoutRefused, FileRefused):
        raise
    except _TROUBLE as problem:
        raise CannotBeTried from problem


def shown_with(content: bytes, layout: Layout, *, full: bool) -> bytes:
    """One of the two, of a template that was kept."""
    context = complete(layout) if full else nearly_empty(layout)
    return documents.word(content, context, title=str(layout.title), author=AUTHOR, language=_language())


def _made(content: bytes, context: dict[str, Any], reader: Sandbox) -> bytes:
    made = documents.word(content, context, title="–", author=AUTHOR, language=_language(), reader=reader)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_RESULT:
            raise TooMuchInIt
    _is_a_whole_document(made)
    return made


def _is_a_whole_document(made: bytes) -> None:
    """Words stand where words stand, and nothing else stands among them. Raises NeedsR, FetchesSomething."""
    package.look_through(made)
    Document(io.BytesIO(made))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in filter(package.is_read_by_templates, archive.namelist()):
            for paragraph in package.strays(archive.read(name)):
                raise NeedsR(where=quoted(paragraph))


def _paragraphs(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if package.is_read_by_templates(name)]
        return [words for name in parts for words in package.paragraphs(archive.read(name))]


def _language() -> str:
    return (get_language() or "lv").split("-")[0]
