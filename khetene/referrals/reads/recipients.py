"""Whom one may hand over to, and what became of an office that is gone."""

from __future__ import annotations

import uuid
from datetime import date

from django.utils.translation import gettext as _

from khetene.accounts.models import Membership
from khetene.directory import reads as directory
from khetene.directory.models import Organisation
from khetene.kernel.actor import Actor
from khetene.referrals.reads.rows import ReferralPage


def recipient_choices(*, actor: Actor, on: date) -> list[tuple[str, str]]:
    """Offices that take referrals, by name, without one's own; said beforehand: where nobody uses Khetene."""
    staffed = {str(pk) for pk in _with_case_staff(on)}
    return [
        (pk, name if pk in staffed else _("%(office)s (not in Khetene yet)") % {"office": name})
        for pk, name in directory.organisation_choices(on=on, receiving=True)
        if pk != str(actor.organisation_key)
    ]


def better_addresses(shown: ReferralPage, *, on: date) -> list[tuple[str, str]]:
    """Offices other than the two sides that may be named instead of the one that declines, by name."""
    sides = {str(shown.sender_id), str(shown.recipient_id)}
    return [row for row in directory.organisation_choices(on=on, receiving=True) if row[0] not in sides]


def _with_case_staff(day: date) -> set[uuid.UUID]:
    """Organisations where on that day somebody can open a referral."""
    rows = Membership.objects.active_on(day).who_may_open_cases().order_by("organisation_id")
    return set(rows.values_list("organisation_id", flat=True))


def gone_recipient(organisation_id: uuid.UUID, *, on: date) -> tuple[str, uuid.UUID | None, str] | None:
    """Name, successor and its name, if the organisation is no more on that day; None while it is there."""
    found = Organisation.objects.select_related("successor").filter(pk=organisation_id).first()
    if found is None or found.exists_on(on):
        return None
    successor = found.successor
    return found.name, successor.pk if successor else None, successor.name if successor else ""
