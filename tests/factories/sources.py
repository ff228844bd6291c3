"""Documents, and what they state."""

from __future__ import annotations

import factory

from khetene.guidance.models import SourceDocument
from khetene.sources.enums import Kept, RecordKind
from khetene.sources.models import SourceRecord


class SourceDocumentFactory(factory.django.DjangoModelFactory[SourceDocument]):
    class Meta:
        model = SourceDocument

    slug = factory.Sequence(lambda number: f"dokuments-{number}")
    title = "Sanāksmes ziņojums"
    year = 2021


class SourceRecordFactory(factory.django.DjangoModelFactory[SourceRecord]):
    """A figure that this list itself keeps, unless something else is said."""

    class Meta:
        model = SourceRecord

    document = factory.SubFactory(SourceDocumentFactory)
    record = factory.Sequence(lambda number: f"st-{number}")
    kind = RecordKind.FIGURE
    order = factory.Sequence(lambda number: number)
    place = "7. slaids"
    words = "Iesaistītie dalībnieki"
    kept_as = Kept.HERE
