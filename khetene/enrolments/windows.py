"""When an outcome is measured, and which exits have their window behind them (D 4, D 11 #18)."""

from __future__ import annotations

from datetime import date, timedelta

from khetene.programmes.operations.calendar import months_later
from khetene.programmes.operations.definition import Window


def opens_on(window: Window, exited: date) -> date:
    """The first day on which the situation counts."""
    return months_later(exited, window.opens_months)


def closes_on(window: Window, exited: date) -> date:
    """The last day on which the situation counts."""
    return opens_on(window, exited) + timedelta(days=window.open_days)


def last_exit_closed_before(window: Window, day: date) -> date:
    """The newest exit whose window was closed before `day`: `closes_on` never falls with a later exit, so one day suffices."""
    exit_day = months_later(day - timedelta(days=window.open_days), -window.opens_months) + timedelta(days=3)
    while closes_on(window, exit_day) >= day:
        exit_day -= timedelta(days=1)
    return exit_day


def last_exit_opened_by(window: Window, day: date) -> date:
    """The newest exit whose window is open on `day` or was before."""
    exit_day = months_later(day, -window.opens_months) + timedelta(days=3)
    while opens_on(window, exit_day) > day:
        exit_day -= timedelta(days=1)
    return exit_day


def state(opens: date, closes: date, *, measured: bool, on: date) -> str:
    """`done`, or where a window stands on a day: `later`, `open` or `missed`."""
    if measured:
        return "done"
    return "later" if on < opens else "open" if on <= closes else "missed"
