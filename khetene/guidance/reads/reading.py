"""Documents that are being read: their numbered paragraphs, and what was already taken out of each."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from khetene.guidance.models import ReadDocument, Statement
from khetene.guidance.rules import keeps_the_register
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@dataclass(frozen=True, slots=True)
class DocumentRow:
    id: uuid.UUID
    title: str
    kind_label: str
    published_by: str
    dated: date | None
    kept_on: date


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: int
    text: str
    taken: list[tuple[uuid.UUID, str]]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    row: DocumentRow
    address: str
    paragraphs: list[Paragraph]


def documents(*, actor: Actor) -> list[DocumentRow]:
    """What the own organisation is reading, the newest first. One query."""
    if not keeps_the_register(actor):
        return []
    rows = ReadDocument.objects.filter(organisation_id=actor.organisation_key).select_related("source")
    return [_row(row) for row in rows.order_by("-kept_on", "-id")]


def document(document_id: uuid.UUID, *, actor: Actor) -> DocumentPage:
    """One document with its paragraphs. Raises NotForYou."""
    rows = ReadDocument.objects.filter(organisation_id=actor.organisation_key).select_related("source")
    found = rows.filter(pk=document_id).first()
    if found is None or not keeps_the_register(actor):
        raise NotForYou
    taken: dict[int, list[tuple[uuid.UUID, str]]] = defaultdict(list)
    for row in Statement.objects.filter(source=found.source, paragraph__isnull=False).order_by("paragraph", "slug"):
        taken[row.paragraph or 0].append((row.pk, str(row.get_kind_display())))
    texts = json.loads(str(found.paragraphs))
    return DocumentPage(
        row=_row(found),
        address=found.source.address,
        paragraphs=[Paragraph(number, text, taken[number]) for number, text in enumerate(texts, start=1)],
    )


def _row(found: ReadDocument) -> DocumentRow:
    source = found.source
    return DocumentRow(
        found.pk, source.title, str(source.get_kind_display()), source.published_by, source.dated, found.kept_on
    )
