"""What people corrected of what country data tells, and records that are one statement."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from khetene.guidance.correction import PARTS, correction_of
from khetene.guidance.models import SourceDocument, Statement
from khetene.guidance.reads.earlier import LABELS, part_in_words
from khetene.guidance.reads.rows import CorrectionRow
from khetene.guidance.rules import corrects_recorded
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


def recorded_twice(found: Statement, *, public_only: bool) -> list[tuple[uuid.UUID, str, str]]:
    """Other records of the same statement: key, document, place in it."""
    rows = found.recorded_twice.select_related("source").order_by("year", "slug")
    rows = rows.filter(is_public=True) if public_only else rows
    return [(row.pk, row.source.title if row.source else row.occasion, place_in_source(row)) for row in rows]


def recorded_texts(statement_id: uuid.UUID, *, actor: Actor) -> dict[str, Any]:
    """What stands in the form of whoever corrects what country data tells, with whom it can be asked of and the documents.

    Raises NotForYou.
    """
    found = Statement.objects.prefetch_related("themes").filter(pk=statement_id).first()
    if found is None or not corrects_recorded(actor, found):
        raise NotForYou
    rows = list(found.addressings.select_related("organisation").order_by("pk"))
    return {
        "words": found.words,
        "themes": [row.theme for row in found.themes.all()],
        "to": [row.group or str(row.organisation_id) for row in rows],
        "named": [(str(row.organisation.pk), row.organisation.name) for row in rows if row.organisation],
        "source": str(found.source_id),
        "place_in_source": found.place_in_source,
        "documents": [(str(pk), f"{title} ({year})") for pk, title, year in _documents()],
    }


def _documents() -> list[tuple[uuid.UUID, str, int]]:
    return list(SourceDocument.objects.order_by("-year", "title").values_list("pk", "title", "year"))


def correction_row(found: Statement) -> CorrectionRow | None:
    """What was said again is a link between two statements; only what a reader sees is a correction."""
    kept = correction_of(found.correction)
    says = [
        (part, str(LABELS[part]), part_in_words(part, kept.source_says[part]) or "–")
        for part in PARTS
        if part in kept.source_says and part in LABELS
    ]
    return CorrectionRow(date.fromisoformat(kept.on), kept.reason, says) if says else None


def place_in_source(found: Statement) -> str:
    """Where in its document something stands."""
    paragraph = _("paragraph %(number)s") % {"number": found.paragraph} if found.paragraph else ""
    return ", ".join(part for part in (found.place_in_source, paragraph) if part)
