"""What taking part refuses, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError

if TYPE_CHECKING:
    from khetene.enrolments.sheets import Problem


class NotJoined(DomainError):
    message = _("Your organisation has no agreement in force with this programme, so it cannot enrol anybody.")
    field = "programme"


class AlreadyTakesPart(DomainError):
    message = _("The person is already enrolled in this programme. Who comes back is the same participant.")
    field = "programme"


class NoFreePlace(DomainError):
    """A cap is reached; the message says which."""


class StageNotPossible(DomainError):
    message = _("From the present stage it is not possible to go there.")
    field = "stage"


class NotYoursToMove(DomainError):
    message = _("Your role cannot move the participation to this stage.")
    field = "stage"


class SomethingMissing(DomainError):
    """What must be there first is not; the message lists it."""

    field = "stage"


class SayWhy(DomainError):
    message = _("Choose why the participation ends.")
    field = "exit_reason"


class DayNotPossible(DomainError):
    """A day that cannot be; the message says why."""

    field = "on"


class ReentryNotPossible(DomainError):
    message = _("This programme does not take the same person a second time.")
    field = "stage"


class DeliveryRefused(DomainError):
    """The limits of the programme, or another source that already pays; the message says which and how much is left."""


class AlreadyCorrected(DomainError):
    message = _("This entry was corrected already. Correct the newest one.")


class NothingToConfirm(DomainError):
    message = _("This entry does not wait for a confirmation.")


class NotMeasured(DomainError):
    """An outcome that cannot be counted; the message says why."""


class FormNotWhole(DomainError):
    message = _("Not every question that has to be is answered. Look through them once more.")


class OfferNotPossible(DomainError):
    """A step with an offer of work that cannot be; the message says why."""


class AlreadyJoined(DomainError):
    message = _("The organisation has an agreement in force on these days already.")
    field = "organisation"


class ImportRefused(DomainError):
    """Rows of a spreadsheet that cannot be kept; `problems` names each with its row."""

    message = _("Nothing was recorded: some rows cannot be kept.")

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


class SheetChanged(DomainError):
    message = _("Since the preview something changed, and some rows cannot be kept now. Nothing is recorded.")


class SheetNotReady(DomainError):
    message = _("Only a file in which nothing is wrong can be recorded.")


class SheetInWork(DomainError):
    message = _("The file is being worked on. Cancel that first, or wait until it ends.")


class SayWhyTakenBack(DomainError):
    message = _("Choose why the scan is removed.")
    field = "why_removed"


class NotEverybodySeen(DomainError):
    """A signature list is shown to those who see everybody on it, so only they bring its scan."""

    message = _(
        "On this sheet stand people whose cases you do not see. Ask somebody who sees all of them to add it, "
        "or print a sheet here: it holds only people whose cases you see."
    )
    field = "file"


class AlreadyScanned(DomainError):
    message = _("A scan is there already. Remove it first.")
    field = "file"
