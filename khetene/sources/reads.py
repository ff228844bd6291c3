"""The documents, and what each of them states with where it stands in the product. Nothing is counted twice in a document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from khetene.guidance.models import SourceDocument
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.numbers import exact
from khetene.kernel.translated import short_day
from khetene.sources.enums import Kept, RecordKind, WhyNot
from khetene.sources.keepers import Found, find
from khetene.sources.models import SourceRecord
from khetene.sources.rules import at_work

NOT_FOUND = Found("", None)
WHOLE_DAY = len("2021-05-27")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with how much of it is where. `here` counts what no other part of the product is about."""

    slug: str
    title: str
    year: int
    dated: date | None
    records: int
    elsewhere: int
    here: int
    not_kept: int
    contradictions: int


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One thing that a document states. `page` is what its page is found by, in the part that `kept_as` names."""

    record: str
    place: str
    words: str
    number: Decimal | None
    unit: str
    as_of: str
    kept_as: str
    kept_label: str
    name: str
    page: Any
    why_not: str
    disputed_by: str
    dispute: str

    @property
    def figure(self) -> str:
        """The number with its unit, as the reader's language writes it."""
        return f"{exact(self.number)} {self.unit}".strip() if self.number is not None else ""

    @property
    def as_of_words(self) -> str:
        """A whole day as the reader's language writes it; a month and a year stand as they are."""
        return short_day(date.fromisoformat(self.as_of)) if len(self.as_of) == WHOLE_DAY else self.as_of


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    label: str
    rows: list[RecordRow]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    head: DocumentRow
    groups: list[Group]


def documents(*, actor: Actor) -> list[DocumentRow]:
    """Every document of which records were taken, the oldest first. Two queries. Raises NotForYou."""
    _let_in(actor)
    told: dict[Any, list[tuple[str, str]]] = {}
    for document, kept_as, kind in SourceRecord.objects.values_list("document_id", "kept_as", "kind"):
        told.setdefault(document, []).append((kept_as, kind))
    found = SourceDocument.objects.filter(pk__in=told).order_by("year", "slug")
    return [_head(row, told[row.pk]) for row in found]


def document(slug: str, *, actor: Actor) -> DocumentPage:
    """What one document states, by kind: three queries, and one for each part of the product that keeps some of it.

    Raises NotForYou, also where there is no such document.
    """
    _let_in(actor)
    rows = list(SourceRecord.objects.filter(document__slug=slug).order_by("order", "record"))
    found = SourceDocument.objects.filter(slug=slug).first()
    if found is None or not rows:
        raise NotForYou
    names = _names(rows)
    disputes = dict(SourceRecord.objects.filter(kind=RecordKind.CONTRADICTION).values_list("record", "words"))
    groups = [
        Group(kind.value, str(kind.label), [_row(row, names, disputes) for row in rows if row.kind == kind])
        for kind in RecordKind
    ]
    head = _head(found, [(row.kept_as, row.kind) for row in rows])
    return DocumentPage(head, [group for group in groups if group.rows])


def _let_in(actor: Actor) -> None:
    if not at_work(actor):
        raise NotForYou


def _head(row: SourceDocument, told: list[tuple[str, str]]) -> DocumentRow:
    where = Counter(kept_as for kept_as, _kind in told)
    here, nowhere = where[Kept.HERE], where[Kept.NOWHERE]
    return DocumentRow(
        slug=row.slug,
        title=row.title,
        year=row.year,
        dated=row.dated,
        records=len(told),
        elsewhere=len(told) - here - nowhere,
        here=here,
        not_kept=nowhere,
        contradictions=sum(kind == RecordKind.CONTRADICTION for _kept_as, kind in told),
    )


def _names(rows: list[SourceRecord]) -> dict[tuple[str, str], Found]:
    wanted: dict[str, set[str]] = {}
    for row in rows:
        if row.key:
            wanted.setdefault(row.kept_as, set()).add(row.key)
    return {
        (kept_as, key): found for kept_as, keys in wanted.items() for key, found in find(kept_as, sorted(keys)).items()
    }


def _row(row: SourceRecord, names: dict[tuple[str, str], Found], disputes: dict[str, str]) -> RecordRow:
    found = names.get((row.kept_as, row.key), NOT_FOUND)
    return RecordRow(
        record=row.record,
        place=row.place,
        words=row.words,
        number=row.number,
        unit=row.unit,
        as_of=row.as_of,
        kept_as=row.kept_as,
        kept_label=str(Kept(row.kept_as).label),
        name="" if found.name == row.words else found.name,
        page=found.page,
        why_not=str(WhyNot(row.why_not).label) if row.why_not else "",
        disputed_by=row.disputed_by,
        dispute=disputes.get(row.disputed_by, ""),
    )
