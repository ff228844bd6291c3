"""The same person in another silo, known only through a hand-over that the person agreed to."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.referrals.enums import DATA_TRAVELS, TAKEN_OVER, State
from khetene.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A client of ours and the same person as a client of another organisation."""

    own_client: uuid.UUID
    other_client: uuid.UUID
    other_case: uuid.UUID
    other_silo: uuid.UUID
    referral: Referral


def linked_people(client_ids: Iterable[uuid.UUID], *, actor: Actor) -> list[LinkedPerson]:
    """Who of these clients was taken over from or by another organisation, while the consent to it is in force.

    Keys alone; what may be asked about the other side is for the asking module to limit and to write down.
    """
    wanted = set(client_ids)
    consented = Referral.objects.with_consent_on(clock.today()).filter(Q(consent_holds=True))
    taken_over = consented.filter(
        Q(sender_id=actor.organisation_key, client_id__in=wanted)
        | Q(recipient_id=actor.organisation_key, recipient_case__clients__in=wanted),
        agreement__isnull=False,
        way__in=DATA_TRAVELS,
        state__in=[*TAKEN_OVER, State.OUTCOME],
    )
    found = {row.pk: row for row in taken_over.distinct().order_by("id")}
    received = _clients_received(list(found))
    people = [_linked(row, received[key], actor) for key, row in found.items() if key in received]
    return [person for person in people if person.own_client in wanted]


def _linked(row: Referral, received: uuid.UUID, actor: Actor) -> LinkedPerson:
    if row.sender_id == actor.organisation_key:
        assert row.recipient_case_id is not None
        return LinkedPerson(row.client_id, received, row.recipient_case_id, row.recipient_id, row)
    return LinkedPerson(received, row.client_id, row.case_id, row.sender_id, row)


def _clients_received(referral_ids: list[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """For each referral the client with whom the recipient's case began."""
    rows = Referral.objects.filter(pk__in=referral_ids, recipient_case__clients__isnull=False)
    pairs = rows.order_by("-recipient_case__clients__added_at", "-recipient_case__clients__id")
    return dict(pairs.values_list("pk", "recipient_case__clients__id"))


def received_as(case_id: uuid.UUID) -> uuid.UUID | None:
    """The hand-over with which a case began here, if it did."""
    return (
        Referral.objects.filter(recipient_case_id=case_id)
        .order_by("-sent_at", "-id")
        .values_list("pk", flat=True)
        .first()
    )
