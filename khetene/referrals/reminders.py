"""Reminders of referrals whose time ran out: e-mails that hold no personal data."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts import reads as accounts
from khetene.accounts.models import Membership
from khetene.referrals import actions, reads


def send_due_reminders(*, on: date) -> int:
    """Remind the office after its days, tell its supervisors after more; each once. Returns how many e-mails went out."""
    remind, escalate = reads.reminders_due(on=on)
    sent = 0
    for recipient, referrals in remind.items():
        sent += _write(accounts.case_staff_of(recipient, on=on), len(referrals), on)
        actions.mark_reminded(referrals, escalated=False)
    for recipient, referrals in escalate.items():
        supervisors = Membership.objects.active_on(on).filter(organisation_id=recipient, role="supervisor")
        sent += _write(list(supervisors.order_by("pk").values_list("pk", flat=True)), len(referrals), on)
        actions.mark_reminded(referrals, escalated=True)
    return sent


def _write(memberships: list[uuid.UUID], waiting: int, on: date) -> int:
    addresses = accounts.addresses_of(memberships, on=on)
    for address in addresses:
        with translation.override(address.language):
            subject = _("Khetene: something waits for you")
            body = ngettext(
                "%(number)s referral waits for an answer.", "%(number)s referrals wait for an answer.", waiting
            )
            send_mail(subject, f"{body % {'number': waiting}}\n\n{settings.PUBLIC_ADDRESS}\n", None, [address.email])
    return len(addresses)
