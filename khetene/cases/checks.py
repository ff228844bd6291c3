"""What the database's constraints cannot say about cases; `khetene check` tells it in words, by key."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from khetene.cases.enums import AgreementKind, LegalBasis
from khetene.cases.models import Agreement, Case, CaseWorker


def problems() -> Iterator[str]:
    """One sentence per broken rule."""
    yield from _cases_without_agreement()
    yield from _cases_that_nobody_works_on()


def _cases_without_agreement() -> Iterator[str]:
    """D 10 #2: a mediator's case stands on an explained agreement."""
    agreed = Agreement.objects.filter(case=OuterRef("pk"), kind=AgreementKind.ACCOMPANIMENT, answer="agreed")
    rows = Case.objects.filter(~Exists(agreed), legal_basis=LegalBasis.AGREEMENT).order_by("key")
    for key in rows.values_list("key", flat=True):
        yield f"case {key}: it stands on an agreement, but none is recorded"


def _cases_that_nobody_works_on() -> Iterator[str]:
    working = CaseWorker.objects.filter(case=OuterRef("pk"), to_day=None)
    rows = Case.objects.filter(~Exists(working), closed_on=None, supervisor=None).order_by("key")
    for key in rows.values_list("key", flat=True):
        yield f"case {key}: it is open, but nobody works on it and nobody supervises it"
