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
from django.db.models.functions import Coalesce
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
    rows = Membership.objects.active_on(on).filter(role=Role.NATIONAL_COORDINATOR).order_by("pk")
    coordinators = list(rows.values_list("pk", flat=True))
    heard_by = [
        *((row, ReminderKind.OWNER, _who_answers(row, on)) for row in _fresh(late, ReminderKind.OWNER)),
        *((row, ReminderKind.ESCALATED, coordinators) for row in _fresh(told, ReminderKind.ESCALATED)),
    ]
    addresses = accounts.addresses_of({key for _row, _kind, people in heard_by for key in people}, on=on)
    reached = {address.membership_id for address in addresses}
    waiting = {kind: Counter[uuid.UUID]() for kind in ReminderKind}
    for row, kind, people in heard_by:
        if hearing := reached.intersection(people):
            _mark(row, kind)
            waiting[kind].update(hearing)
    for address in addresses:
        late_here, told_here = (waiting[kind][address.membership_id] for kind in ReminderKind)
        _write(address, late_here, told_here)
    return len(addresses)


def _late(on: date) -> list[Late]:
    """What its organisation calls done waits for the coordinator and not for the organisation."""
    answers = Addressing.objects.overdue_on(on).filter(organisation__isnull=False).exclude(answer=Answer.DONE)
    rows: list[Action | Addressing] = list(answers.select_related("organisation").order_by("pk"))
    rows += Action.objects.overdue_on(on).select_related("organisation").order_by("pk")
    return [Late(row, row.organisation, row.due_on) for row in rows if row.organisation and row.due_on]


def _fresh(late: Iterable[Late], kind: ReminderKind) -> list[Late]:
    """Those of which nobody was told for this day yet."""
    about = Coalesce("addressing", "action")
    told = set(Reminder.objects.filter(kind=kind).order_by("pk").values_list(about, "due_on"))
    return [row for row in late if (row.about.pk, row.due_on) not in told]


def _mark(row: Late, kind: ReminderKind) -> None:
    """Somebody hears of it now, and not again for this day. What nobody can hear is not marked, and told once somebody can."""
    about = {"action" if isinstance(row.about, Action) else "addressing": row.about}
    reminder = Reminder.objects.create(**about, kind=kind, due_on=row.due_on, at=clock.now())
    audit.record("guidance.reminded", reminder, actor=TASK, reason=kind)


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
