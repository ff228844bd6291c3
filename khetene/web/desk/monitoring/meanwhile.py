"""What somebody else saved while a text was being written: both are shown, and nothing is lost."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar, cast

from django.http import QueryDict

from khetene.web.desk.monitoring.forms import ChapterForm


class Numbered(Protocol):
    @property
    def number(self) -> int: ...


Row = TypeVar("Row", bound=Numbered)


def meanwhile(form: ChapterForm, found: Row) -> Row | None:
    """What stands there now, where it is not what was on the screen; the next saving knows that it was shown."""
    known: Any = form.data.get("seen") if form.is_bound else form.initial.get("seen")
    if str(known or 0) == str(found.number):
        return None
    if form.is_bound:
        data = cast("QueryDict", form.data).copy()
        data["seen"] = str(found.number)
        form.data = data
    else:
        form.initial["seen"] = found.number
    return found
