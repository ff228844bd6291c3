"""Reminders of referrals whose time ran out: e-mails that hold no personal data."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from khetene.accounts import reads as accounts
from khetene.kernel import clock
from khetene.kernel.post import hand_on
from khetene.referrals import actions, reads


def send_due_reminders(*, on: date) -> int:
    """Remind the owner of the next move after its days, tell the supervisors after more; each once.

    One e-mail for each person, however many referrals. Returns how many e-mails stand in the queue.
    """
    actions.withdraw_uncovered(on=on)
    due = reads.reminders_due(on=on)
    reminded = actions.mark_reminded(list(due.remind), escalated=False)
    escalated = actions.mark_reminded(list(due.escalate), escalated=True)
    to_remind = Counter(person for referral in reminded for person in due.remind[referral])
    to_tell = Counter(person for referral in escalated for person in due.escalate[referral])
    people = accounts.addresses_of({*to_remind, *to_tell}, on=on)
    for person in (address.membership_id for address in people):
        write_reminder.enqueue(str(person), to_remind[person], to_tell[person])
    return len(people)


@task()
def write_reminder(membership_id: str, to_remind: int, to_tell: int, tried: int = 0) -> None:
    """Tell one person how many referrals wait; one address that is refused keeps nobody else waiting."""
    for address in accounts.addresses_of([uuid.UUID(membership_id)], on=clock.today()):
        hand_on(_letter_to(address, to_remind, to_tell), write_reminder, membership_id, to_remind, to_tell, tried=tried)


def _letter_to(address: accounts.Address, to_remind: int, to_tell: int) -> EmailMessage:
    with translation.override(address.language):
        lines = [*_line_of(to_remind, escalated=False), *_line_of(to_tell, escalated=True)]
        body = "\n".join([*lines, "", settings.PUBLIC_ADDRESS, ""])
        return EmailMessage(_("Khetene: something waits for you"), body, settings.DEFAULT_FROM_EMAIL, [address.email])


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
