"""Citing a figure or a statement, taking the citation out, and following a corrected figure."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.db.models import Max

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.proposals.actions.writing import locked, refuse_unless_open
from khetene.proposals.enums import CITED_IN, Behind
from khetene.proposals.errors import CitedAlready, NothingToCite
from khetene.proposals.models import Citation
from khetene.proposals.reads.picker import Choice, choice_of

_FIELD = {Behind.FIGURE: "value_id", Behind.COMPUTED: "indicator_id", Behind.QUOTATION: "statement_id"}


@transaction.atomic
def cite(application_id: uuid.UUID, part: str, choice: str, *, actor: Actor) -> Citation:
    """Put a figure or a quotation under a part, with the next number; the text names it as `[1]`.

    Raises NothingToCite, CitedAlready, PlanStands, NotForYou.
    """
    application = locked(application_id, actor)
    if part not in CITED_IN:
        raise NotForYou
    refuse_unless_open(application, part)
    chosen = choice_of(choice, actor=actor)
    if chosen is None:
        raise NothingToCite
    rows = Citation.objects.filter(application=application)
    if rows.filter(part=part, taken_out_at=None, **_pointed_at(chosen)).exists():
        raise CitedAlready
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
    citation = Citation(application=application, part=part, number=number, chosen_at=clock.now(), behind=chosen.behind)
    _fill(citation, chosen)
    citation.full_clean()
    citation.save(force_insert=True)
    audit.record("citation.chosen", citation, actor=actor)
    return citation


@transaction.atomic
def take_out(citation_id: uuid.UUID, *, actor: Actor) -> Citation:
    """The citation is no longer used. Its number goes to no other one. Raises PlanStands, NotForYou."""
    citation = _open(citation_id, actor)
    citation.taken_out_at = clock.now()
    citation.save(update_fields=["taken_out_at"])
    audit.record("citation.taken_out", citation, actor=actor)
    return citation


@transaction.atomic
def renew(citation_id: uuid.UUID, *, actor: Actor) -> Citation:
    """Cite what the source says now, under the same number. Raises NothingToCite, PlanStands, NotForYou."""
    citation = _open(citation_id, actor)
    chosen = choice_of(_newest(citation), year=citation.year, actor=actor)
    if chosen is None:
        raise NothingToCite
    _fill(citation, chosen)
    citation.full_clean()
    citation.save()
    audit.record("citation.renewed", citation, actor=actor)
    return citation


def _open(citation_id: uuid.UUID, actor: Actor) -> Citation:
    key = Citation.objects.filter(pk=citation_id).values_list("application_id", flat=True).first()
    application = locked(key, actor)
    citation = Citation.objects.filter(pk=citation_id, taken_out_at=None).select_related("value").first()
    if citation is None:
        raise NotForYou
    refuse_unless_open(application, citation.part)
    return citation


def _newest(citation: Citation) -> str:
    """The last correction of the figure: a correction may itself be corrected."""
    value = citation.value
    while value is not None and hasattr(value, "corrected_by"):
        value = value.corrected_by
    key = value.pk if value is not None else citation.indicator_id or citation.statement_id
    return f"{citation.behind}:{key}"


def _fill(citation: Citation, chosen: Choice) -> None:
    for name, key in _pointed_at(chosen).items():
        setattr(citation, name, key)
    citation.year, citation.name, citation.said = chosen.year, chosen.name, chosen.said
    citation.of_what, citation.source = chosen.of_what, chosen.source


def _pointed_at(chosen: Choice) -> dict[str, uuid.UUID]:
    return {_FIELD[Behind(chosen.behind)]: chosen.key}
