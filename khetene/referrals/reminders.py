"""Reminders of referrals whose time ran out: e-mails that hold no personal data."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts import reads as accounts
from khetene.referrals import actions, reads


def send_due_reminders(*, on: date) -> int:
    """Remind the owner of the next move after its days, tell the supervisors after more; each once.

    One e-mail for each person, however many referrals. Returns how many e-mails went out.
    """
    actions.withdraw_uncovered(on=on)
    due = reads.reminders_due(on=on)
    reminded = actions.mark_reminded(list(due.remind), escalated=False)
    escalated = actions.mark_reminded(list(due.escalate), escalated=True)
    to_remind = Counter(person for referral in reminded for person in due.remind[referral])
    to_tell = Counter(person for referral in escalated for person in due.escalate[referral])
    return sum(_write(address, to_remind, to_tell) for address in _addresses({*to_remind, *to_tell}, on))


def _addresses(memberships: set[uuid.UUID], on: date) -> list[accounts.Address]:
    return accounts.addresses_of(memberships, on=on)


def _write(address: accounts.Address, to_remind: Counter[uuid.UUID], to_tell: Counter[uuid.UUID]) -> int:
    with translation.override(address.language):
        lines = [
            *_line_of(to_remind[address.membership_id], escalated=False),
            *_line_of(to_tell[address.membership_id], escalated=True),
        ]
        body = "\n".join([*lines, "", settings.PUBLIC_ADDRESS, ""])
        return send_mail(_("Khetene: something waits for you"), body, settings.DEFAULT_FROM_EMAIL, [address.email])


def _line_of(waiting: int, *, escalated: bool) -> list[str]:
    if not waiting:
        return []
    words = (
        ngettext(
            "%(number)s referral of your office has waited too long.",
            "%(number)s referrals of your office have waited too long.",
            waiting,
        )
        if escalated
        else ngettext(
            "In Khetene %(number)s referral waits for you.", "In Khetene %(number)s referrals wait for you.", waiting
        )
    )
    return [words % {"number": waiting}]
