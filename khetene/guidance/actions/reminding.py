"""What is past its day: its organisation is reminded, and after more days the coordinator is told. Nothing is closed.

How many days: `escalation_days` of the organisation. Each day that was set is reminded of once, however often the worker runs.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts import reads as accounts
from khetene.accounts.enums import Role
from khetene.accounts.mail import queue_letter
from khetene.accounts.models import Membership
from khetene.directory.models import Organisation
from khetene.guidance.enums import ANSWER_FOR_AN_ORGANISATION, Answer, ReminderKind
from khetene.guidance.models import Action, Addressing, Reminder
from khetene.kernel import audit, clock
from khetene.kernel.actor import System

TASK = System("guidance.remind")


@dataclass(frozen=True, slots=True)
class Late:
    """An answer or an action past its day, and whose it is."""

    about: Action | Addressing
    organisation: Organisation
    due_on: date


@transaction.atomic
def remind_overdue(*, on: date) -> int:
    """One letter for each person, however much waits; how many letters were put into the queue."""
    late = _late(on)
    told = [row for row in late if on - row.due_on >= timedelta(days=row.organisation.escalation_days)]
    to_remind = Counter[uuid.UUID]()
    for row in _marked(late, ReminderKind.OWNER):
        to_remind.update(_who_answers(row, on))
    to_tell = Counter[uuid.UUID]()
    if escalated := _marked(told, ReminderKind.ESCALATED):
        rows = Membership.objects.active_on(on).filter(role=Role.NATIONAL_COORDINATOR).order_by("pk")
        to_tell.update({key: len(escalated) for key in rows.values_list("pk", flat=True)})
    addresses = accounts.addresses_of({*to_remind, *to_tell}, on=on)
    for address in addresses:
        _write(address, to_remind[address.membership_id], to_tell[address.membership_id])
    return len(addresses)


def _late(on: date) -> list[Late]:
    """What its organisation calls done waits for the coordinator and not for the organisation."""
    answers = Addressing.objects.overdue_on(on).filter(organisation__isnull=False).exclude(answer=Answer.DONE)
    rows: list[Action | Addressing] = list(answers.select_related("organisation").order_by("pk"))
    rows += Action.objects.overdue_on(on).select_related("organisation").order_by("pk")
    return [Late(row, row.organisation, row.due_on) for row in rows if row.organisation and row.due_on]


def _marked(late: Iterable[Late], kind: ReminderKind) -> list[Late]:
    """Those of which nobody was told for this day yet; now they are."""
    fresh = []
    for row in late:
        about = {"action" if isinstance(row.about, Action) else "addressing": row.about}
        reminder, is_new = Reminder.objects.get_or_create(
            **about, kind=kind, due_on=row.due_on, defaults={"at": clock.now()}
        )
        if is_new:
            audit.record("guidance.reminded", reminder, actor=TASK, reason=kind)
            fresh.append(row)
    return fresh


def _who_answers(row: Late, on: date) -> list[uuid.UUID]:
    """Whoever took it on; when they are gone, or nobody did, everybody who answers for the organisation."""
    there = Membership.objects.active_on(on).in_organisation(row.organisation.pk)
    if isinstance(row.about, Action) and there.filter(pk=row.about.kept_by_id).exists():
        return [row.about.kept_by_id]
    return list(there.filter(role__in=ANSWER_FOR_AN_ORGANISATION).order_by("pk").values_list("pk", flat=True))


def _write(address: accounts.Address, late: int, escalated: int) -> None:
    """Only how much waits: what it is about is read after signing in."""
    with translation.override(address.language):
        lines = []
        if late:
            words = ngettext(
                "%(number)s promise or answer of your organisation is past its day.",
                "%(number)s promises and answers of your organisation are past their day.",
                late,
            )
            lines.append(words % {"number": late})
        if escalated:
            words = ngettext(
                "%(number)s promise or answer of others has been past its day for long.",
                "%(number)s promises and answers of others have been past their day for long.",
                escalated,
            )
            lines.append(words % {"number": escalated})
        body = "\n".join([*lines, "", settings.PUBLIC_ADDRESS, ""])
        subject = _("Khetene: something waits for you")
    queue_letter(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address.email]))
