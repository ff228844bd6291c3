"""Refusals. Each carries a sentence that can be shown to a person as it stands."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """An action that the rules refuse; `message` says why and what to do, `field` names the form field if one is meant."""

    message: str | Promise = ""
    field: str | None = None

    def __init__(self, message: str | Promise | None = None, *, field: str | None = None) -> None:
        if message is not None:
            self.message = message
        if field is not None:
            self.field = field
        super().__init__(str(type(self).__name__))


class NotForYou(DomainError):
    """What the actor may not see or do. A page answers it like something that does not exist."""


class WriteRefused(RuntimeError):
    """A page that only reads tried to write: an error of ours, not of the person."""


class TooEarly(DomainError):
    message = _("Nothing is deleted before its day has come. A day in the future can only be tried out.")


class JobIsOver(DomainError):
    message = _("It had ended before it could be cancelled.")


class JobStillRuns(DomainError):
    message = _("It is running. Cancel it first, or wait until it ends.")


class OnlyWhoBeganIt(DomainError):
    message = _("It would run in the name of the person who began it, so only that person starts it again.")


class NotRepeatable(DomainError):
    message = _("This cannot be started again from here. Begin it anew where it was begun.")
