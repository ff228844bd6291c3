"""Reminders for "my day": when a window of measuring opens, and before it closes (D 4, D 10 #21)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from khetene.enrolments import windows
from khetene.enrolments.models import Enrolment, MeasuredOutcome
from khetene.enrolments.reads.lists import visible
from khetene.enrolments.reads.midterms import MidtermDue, midterms_due
from khetene.enrolments.reads.month import MonthRow, behind
from khetene.enrolments.reads.rows import WindowDue
from khetene.kernel.actor import Actor
from khetene.kernel.statements import kept
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.errors import RulesNotLoaded
from khetene.programmes.operations.definition import Operation, Window
from khetene.programmes.reads import Published

MISSED_SHOWN_FOR = timedelta(days=14)
MOST = 50


@dataclass(frozen=True, slots=True)
class DueNow:
    """What programmes ask of a day: windows of measuring, evaluations half way, and who is behind in the month."""

    windows: list[WindowDue]
    midterms: list[MidtermDue]
    behind: list[MonthRow]


def due_now(*, actor: Actor, on: date, until: date) -> DueNow:
    """Everything of the actor's participations that is due, by the rules of today. Nothing where none are loaded."""
    try:
        published = programmes.published()
    except RulesNotLoaded:
        return DueNow([], [], [])
    return DueNow(
        windows_due(published, actor=actor, on=on, until=until),
        midterms_due(published, actor=actor, on=on, until=until),
        behind(published, actor=actor, on=on),
    )


def windows_due(published: Published, *, actor: Actor, on: date, until: date) -> list[WindowDue]:
    """Windows of the actor's participations that are open or open by `until`, or closed unanswered within two weeks.

    The one that closes first stands first. At most two queries, however many programmes there are.
    """
    asked = [(programme, window) for programme, each in published.operations.items() for window in _windows(each)]
    if not asked:
        return []
    opened = tuple(windows.last_exit_opened_by(window, until) for _programme, window in asked)
    closed = tuple(windows.last_exit_closed_before(window, on - MISSED_SHOWN_FOR) for _programme, window in asked)
    rows = _unanswered(actor, tuple((programme, window.id) for programme, window in asked), opened, closed)
    measured = _measured(rows) if rows else set()
    titles = published.titles
    found = [
        due
        for row in rows
        for window in _windows(published.operations[row.programme])
        if (due := _due(row, window, titles, on, until, measured)) is not None
    ]
    return sorted(found, key=lambda due: (due.closes_on, due.key))


def _windows(operation: Operation) -> tuple[Window, ...]:
    return operation.outcomes.windows if operation.outcomes else ()


@kept
def _unanswered(
    actor: Actor, asked: tuple[tuple[str, str], ...], opened: tuple[date, ...], closed: tuple[date, ...]
) -> QuerySet[Enrolment]:
    wanted = Q()
    for (programme, window), last_exit, missed in zip(asked, opened, closed, strict=True):
        answers = MeasuredOutcome.objects.filter(enrolment=OuterRef("pk"), entry=OuterRef("entry"), window=window)
        in_time = Q(programme=programme, exited_on__lte=last_exit, exited_on__gt=missed)
        wanted |= in_time & Q(~Exists(answers))
    shown = ("key", "programme", "exited_on", "case__key")
    rows = visible(actor).begun().filter(wanted).select_related("case").only(*shown)
    return rows.order_by("exited_on", "id")[:MOST]


def _measured(rows: list[Enrolment]) -> set[tuple[uuid.UUID, str]]:
    found = MeasuredOutcome.objects.filter(
        enrolment__in=[row.pk for row in rows],
        entry=F("enrolment__entry"),
    )
    return set(found.order_by().values_list("enrolment_id", "window").distinct().order_by("enrolment_id", "window"))


def _due(
    row: Enrolment,
    window: Window,
    titles: dict[str, str],
    on: date,
    until: date,
    measured: set[tuple[uuid.UUID, str]],
) -> WindowDue | None:
    if row.exited_on is None or (row.pk, window.id) in measured:
        return None
    opens, closes = windows.opens_on(window, row.exited_on), windows.closes_on(window, row.exited_on)
    if opens > until or closes < on - MISSED_SHOWN_FOR:
        return None
    return WindowDue(
        row.pk,
        row.key,
        row.case.key,
        titles.get(row.programme, row.programme),
        str(Translated(window.title)),
        opens,
        closes,
        windows.state(opens, closes, measured=False, on=on),
    )
