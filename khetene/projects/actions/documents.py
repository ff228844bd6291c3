"""Invoices, contracts and orders beside entries about money; documents of the phase itself."""

from __future__ import annotations

import uuid

from django.db import transaction

from khetene.files import storing
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.projects.actions._shared import agreed
from khetene.projects.enums import WhyRemoved
from khetene.projects.errors import SayWhichDocument, SayWhyItGoes
from khetene.projects.models import Cost, CostDocument, PhaseDocument
from khetene.projects.rules import keeps


@transaction.atomic
def add_document(cost_id: uuid.UUID, given: storing.Given, *, actor: Actor) -> CostDocument:
    """A file beside an entry about money, also one that was replaced: it is what proved it. Raises files.errors.FileRefused."""
    cost = Cost.objects.select_related("line__phase").filter(pk=cost_id).first()
    if cost is None or not keeps(actor, cost.line.phase):
        raise NotForYou
    document = CostDocument(cost=cost)
    storing.store(document, given, actor=actor)
    audit.record("cost_document.added", document, actor=actor)
    return document


@transaction.atomic
def remove_document(document_id: uuid.UUID, *, why: str, actor: Actor) -> uuid.UUID:
    """A file that does not belong there goes with its bytes; the trail says that it was there, and why it went.

    Returns the key of its entry. Raises SayWhyItGoes.
    """
    rows = CostDocument.objects.select_related("cost__line__phase").select_for_update(of=("self",))
    document = rows.filter(pk=document_id).first()
    if document is None or not keeps(actor, document.cost.line.phase):
        raise NotForYou
    if why not in WhyRemoved.values:
        raise SayWhyItGoes
    audit.record("cost_document.removed", document, actor=actor, reason=why)
    cost_id: uuid.UUID = document.cost_id
    document.delete()
    return cost_id


@transaction.atomic
def add_phase_document(phase_id: uuid.UUID, given: storing.Given, *, words: str, actor: Actor) -> PhaseDocument:
    """A document that states what was reached, for example. Raises SayWhichDocument, NotAgreedYet, files.errors.FileRefused."""
    phase = agreed(phase_id, actor)
    if not words.strip():
        raise SayWhichDocument
    document = PhaseDocument(phase=phase, words=words.strip())
    storing.store(document, given, actor=actor)
    audit.record("phase_document.added", document, actor=actor)
    return document


@transaction.atomic
def remove_phase_document(document_id: uuid.UUID, *, why: str, actor: Actor) -> int:
    """As with a document of a cost. Returns the ordinal of its phase. Raises SayWhyItGoes."""
    rows = PhaseDocument.objects.select_related("phase").select_for_update(of=("self",))
    document = rows.filter(pk=document_id).first()
    if document is None or not keeps(actor, document.phase):
        raise NotForYou
    if why not in WhyRemoved.values:
        raise SayWhyItGoes
    audit.record("phase_document.removed", document, actor=actor, reason=why)
    document.delete()
    return int(document.phase.ordinal)
