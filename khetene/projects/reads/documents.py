"""The documents beside an entry about money and those of the phase itself, for those who keep it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

from khetene.files.storing import FileRow, Opened, file_row, opened
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.models import Cost, CostDocument, Phase, PhaseDocument
from khetene.projects.rules import keeps


@dataclass(frozen=True, slots=True)
class CostDocuments:
    """An entry in short, and its documents, the oldest first."""

    cost_id: uuid.UUID
    ordinal: int
    words: str
    amount: Decimal
    document: str
    files: list[FileRow]


def documents(cost_id: uuid.UUID, *, actor: Actor) -> CostDocuments:
    """In two queries. Raises NotForYou."""
    cost = Cost.objects.select_related("line__phase").filter(pk=cost_id).first()
    if cost is None or not keeps(actor, cost.line.phase):
        raise NotForYou
    files = [file_row(row) for row in cost.files.order_by("added_at", "pk")]
    return CostDocuments(cost.pk, cost.line.phase.ordinal, cost.words, cost.amount, cost.document, files)


def document(document_id: uuid.UUID, *, actor: Actor) -> tuple[uuid.UUID, FileRow]:
    """The key of its entry, and one document. Raises NotForYou."""
    row = _row(document_id, actor)
    return row.cost_id, file_row(row)


def opened_document(document_id: uuid.UUID, *, actor: Actor) -> Opened:
    """Its bytes as they were kept. Raises NotForYou."""
    return opened(_row(document_id, actor))


def _row(document_id: uuid.UUID, actor: Actor) -> CostDocument:
    row = CostDocument.objects.select_related("cost__line__phase").filter(pk=document_id).first()
    if row is None or not keeps(actor, row.cost.line.phase):
        raise NotForYou
    found: CostDocument = row
    return found


@dataclass(frozen=True, slots=True)
class PhaseDocuments:
    """Documents of a phase, the oldest first: what each is, the amendment that it signs, the file."""

    phase_id: uuid.UUID
    ordinal: int
    title: str
    files: list[tuple[str, int | None, FileRow]]


def phase_documents(ordinal: int, *, actor: Actor) -> PhaseDocuments:
    """In two queries. Raises NotForYou."""
    phase = Phase.objects.filter(ordinal=ordinal).first()
    if phase is None or phase.is_draft or not keeps(actor, phase):
        raise NotForYou
    rows = phase.documents.select_related("amendment").order_by("added_at", "pk")
    files = [(row.words, row.amendment.number if row.amendment else None, file_row(row)) for row in rows]
    return PhaseDocuments(phase.pk, phase.ordinal, phase.title, files)


def phase_document(document_id: uuid.UUID, *, actor: Actor) -> tuple[int, str, FileRow]:
    """The ordinal of its phase, which document it is, and the file. Raises NotForYou."""
    row = _of_a_phase(document_id, actor)
    return row.phase.ordinal, row.words, file_row(row)


def opened_phase_document(document_id: uuid.UUID, *, actor: Actor) -> Opened:
    """Its bytes as they were kept. Raises NotForYou."""
    return opened(_of_a_phase(document_id, actor))


def _of_a_phase(document_id: uuid.UUID, actor: Actor) -> PhaseDocument:
    row = PhaseDocument.objects.select_related("phase").filter(pk=document_id).first()
    if row is None or not keeps(actor, row.phase):
        raise NotForYou
    found: PhaseDocument = row
    return found
