"""What the components show: small records that a view fills and a template draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; `about` is heard by screen readers only, where "Change" alone says too little."""

    text: Words
    url: str
    about: Words = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary: what it is, what it says, what can be done with it."""

    key: Words
    value: Words
    actions: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a timeline."""

    title: Words
    at: datetime | date
    by: Words = ""
    text: Words = ""
    url: str = ""

    @property
    def has_time(self) -> bool:
        return isinstance(self.at, datetime)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a thread; `own` stands on the reader's side."""

    text: Words
    sender: Words
    at: datetime
    own: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a list of things to do, with its state in words and the colour that belongs to that state."""

    text: Words
    state_label: Words
    state: str = ""
    url: str = ""
    hint: Words = ""
