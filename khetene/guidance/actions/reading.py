"""Reading a document: its paragraphs are kept sealed, chosen passages become statements all at once, then the text goes."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.guidance.actions.statements import kept_statement
from khetene.guidance.enums import ASKING, AddresseeGroup, SourceKind, StatementKind
from khetene.guidance.errors import NotAgreedToBeNamed, NothingToAsk, NotInTheParagraph
from khetene.guidance.models import Addressing, ReadDocument, SourceDocument, Statement
from khetene.guidance.rules import keeps_the_register
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.ids import new_key


@dataclass(frozen=True, slots=True)
class Passage:
    """What somebody marked in a paragraph; paragraphs count from 1, `to` are groups and keys of organisations."""

    paragraph: int
    kind: str
    words: str
    themes: Sequence[str]
    places: Sequence[uuid.UUID] = ()
    to: Sequence[str] = ()
    said_by: str = ""
    may_attribute: bool = False
    is_public: bool = False


@transaction.atomic
def keep_document(
    *,
    title: str,
    paragraphs: Sequence[str],
    kind: str = SourceKind.PLATFORM,
    published_by: str = "",
    address: str = "",
    dated: date | None = None,
    actor: Actor,
) -> ReadDocument:
    """A document to be read here: where it comes from stays, its text only as long as it is read."""
    if not keeps_the_register(actor):
        raise NotForYou
    source = SourceDocument(
        slug=f"d-{new_key().hex[-12:]}",
        title=title,
        kind=kind,
        published_by=published_by,
        address=address,
        dated=dated,
        year=(dated or clock.today()).year,
    )
    source.full_clean()
    source.save(force_insert=True)
    document = ReadDocument(
        source=source,
        organisation_id=actor.organisation_key,
        paragraphs=json.dumps(list(paragraphs), ensure_ascii=False),
        kept_on=clock.today(),
        kept_by_id=actor.membership_key,
    )
    document.save(force_insert=True)
    audit.record("document.kept", document, actor=actor)
    return document


def check_passage(document_id: uuid.UUID, passage: Passage, *, actor: Actor) -> None:
    """What `record_passages` would refuse about one passage, without writing it."""
    _refuse_wrong(json.loads(str(_own(document_id, actor, lock=False).paragraphs)), passage)


@transaction.atomic
def record_passages(document_id: uuid.UUID, passages: Sequence[Passage], *, actor: Actor) -> list[Statement]:
    """All passages become statements, or none. Raises NotInTheParagraph, NothingToAsk."""
    document = _own(document_id, actor)
    texts = json.loads(str(document.paragraphs))
    return [_recorded(document, texts, passage, actor) for passage in passages]


def _recorded(document: ReadDocument, texts: list[str], passage: Passage, actor: Actor) -> Statement:
    _refuse_wrong(texts, passage)
    words = " ".join(passage.words.split())
    statement = kept_statement(
        kind=passage.kind,
        words=words,
        themes=passage.themes,
        place_ids=passage.places,
        source_id=document.source_id,
        paragraph=passage.paragraph,
        said_on=document.source.dated,
        said_by=passage.said_by,
        may_attribute=passage.may_attribute,
        is_public=passage.is_public,
        actor=actor,
    )
    for name in passage.to:
        _address(statement, name)
    return statement


def _refuse_wrong(texts: list[str], passage: Passage) -> None:
    words = " ".join(passage.words.split())
    if not 0 < passage.paragraph <= len(texts) or words not in texts[passage.paragraph - 1]:
        raise NotInTheParagraph
    if passage.to and passage.kind not in ASKING:
        raise NothingToAsk(field="to")
    if passage.kind == StatementKind.PARTICIPANT and passage.said_by and not passage.may_attribute:
        raise NotAgreedToBeNamed


def _address(statement: Statement, name: str) -> None:
    """Whom the document itself addresses; nobody was asked by that."""
    if name in AddresseeGroup.values:
        Addressing.objects.create(statement=statement, group=name)
    elif Organisation.objects.filter(pk=name).exists():
        Addressing.objects.create(statement=statement, organisation_id=uuid.UUID(name))
    else:
        raise NotForYou


@transaction.atomic
def finish_document(document_id: uuid.UUID, *, actor: Actor) -> None:
    """It was read: the text is deleted; where it comes from and what was taken out of it stay."""
    document = _own(document_id, actor)
    audit.record("document.finished", document, actor=actor)
    document.delete()


def _own(document_id: uuid.UUID, actor: Actor, *, lock: bool = True) -> ReadDocument:
    rows = ReadDocument.objects.select_related("source")
    rows = rows.select_for_update(of=("self",)) if lock else rows
    document = rows.filter(pk=document_id, organisation_id=actor.organisation_key).first()
    if document is None or not keeps_the_register(actor):
        raise NotForYou
    return document
