"""What was on the screen when a text was written: forms carry it as `seen`, so that nobody saves over what they have not seen."""

from __future__ import annotations

from typing import Any

from django.forms import Form


def now_seen(form: Form, stands: object) -> None:
    """What stands now is shown with this form: its next saving is meant."""
    if form.is_bound:
        sent: Any = form.data
        form.data = sent.copy()
        form.data["seen"] = str(stands)  # type: ignore[index]  # a copy of what was posted
    else:
        form.initial["seen"] = stands


def changed_meanwhile(form: Form, number: int) -> bool:
    """Whether the version that stands is not the one that was on the screen; from now on it was."""
    known = form.data.get("seen") if form.is_bound else form.initial.get("seen")
    if str(known or 0) == str(number):
        return False
    now_seen(form, number)
    return True
