"""Who has joined a programme, for its holder; and in what an organisation may enrol."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from khetene.directory.models import Organisation
from khetene.enrolments import rules
from khetene.enrolments.models import Partner
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.programmes.reads import Published
from khetene.territory.models import Territory

_PLACES = Prefetch("territories", Territory.objects.order_by("pk"))


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One agreement. What the definition itself names has no id and is not changed here."""

    id: uuid.UUID | None
    organisation_name: str
    joined_on: date | None
    left_on: date | None
    in_force: bool
    territories: tuple[str, ...] = ()
    territory_ids: tuple[uuid.UUID, ...] = ()


def partners_of(programme: str, *, actor: Actor) -> list[PartnerRow]:
    """Agreements of the own programme, by name of the organisation. Raises NotForYou for everybody but its holder."""
    if not is_holder(programme, actor=actor):
        raise NotForYou
    today = clock.today()
    kept = Partner.objects.filter(programme=programme).select_related("organisation").prefetch_related(_PLACES)
    rows = [_kept(row, today) for row in kept.order_by("joined_on", "id")]
    return sorted(rows + _named(programme, today), key=lambda row: in_alphabet(row.organisation_name))


def _kept(row: Partner, today: date) -> PartnerRow:
    places = sorted(row.territories.all(), key=lambda place: in_alphabet(place.name))
    return PartnerRow(
        row.pk,
        row.organisation.name,
        row.joined_on,
        row.left_on,
        row.joined_on <= today and (row.left_on is None or today < row.left_on),
        tuple(place.name for place in places),
        tuple(place.pk for place in places),
    )


def joined_by(day: date) -> list[tuple[str, int]]:
    """How many organisations have an agreement with each programme on a day, by programme; agreements kept here alone."""
    rows = Partner.objects.in_force_on(day).order_by("programme", "organisation_id").distinct()
    return sorted(Counter(programme for programme, _who in rows.values_list("programme", "organisation_id")).items())


def _named(programme: str, today: date) -> list[PartnerRow]:
    agreements = programmes.operation(programme).partners.agreements
    names = dict(
        Organisation.objects.filter(slug__in=[entry.organisation for entry in agreements])
        .order_by("slug")
        .values_list("slug", "name")
    )
    return [
        PartnerRow(
            None,
            names.get(entry.organisation, entry.organisation),
            entry.begins,
            entry.ends,
            (entry.begins is None or entry.begins <= today) and (entry.ends is None or today < entry.ends),
        )
        for entry in agreements
    ]


def is_holder(programme: str, *, actor: Actor) -> bool:
    """Whether the actor keeps this programme: a programme holder in the organisation that the rules name."""
    if not rules.holds_programmes(actor):
        return False
    holder = programmes.programme(programme).holder
    return Organisation.objects.filter(slug=holder, pk=actor.organisation_key).exists()


def partner(partner_id: uuid.UUID, *, actor: Actor) -> tuple[str, PartnerRow]:
    """One agreement and its programme. Raises NotForYou."""
    row = Partner.objects.select_related("organisation").prefetch_related(_PLACES).filter(pk=partner_id).first()
    if row is None or not is_holder(row.programme, actor=actor):
        raise NotForYou
    return row.programme, _kept(row, clock.today())


def open_to(published: Published, *, on: date, actor: Actor) -> list[str]:
    """Programmes in which the actor's organisation may enrol on a day: those it has joined, and those that ask for nothing.

    A programme that is over is left out.
    """
    organisation = Organisation.objects.select_related("parent__parent__parent").get(pk=actor.organisation_key)
    spans = {entry.id: entry.span for entry in published.rules.programmes}
    return [
        programme
        for programme, operation in published.operations.items()
        if operation.enrols and spans[programme].holds_on(on) and rules.is_joined(operation, organisation, on=on)
    ]
