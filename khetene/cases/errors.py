"""What casework refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class CaseIsClosed(DomainError):
    message = _("The case is closed. Reopen it first.")


class StepNotPossible(DomainError):
    message = _("This change is not possible from the present state. Open the page again to see what is possible.")


class AgreementNeeded(DomainError):
    message = _(
        "A mediator opens a case only when the person agreed to be accompanied. Note the visit without a name instead."
    )


class PlanHasNoSteps(DomainError):
    message = _("Add at least one goal with one step before the plan is agreed.")


class ReviewInThePast(DomainError):
    message = _("The day of review must be later than today.")
    field = "review_on"


class DayInTheFuture(DomainError):
    message = _("This day has not come yet.")


class NoSuchFact(DomainError):
    message = _("There is no such question.")


class NeverKept(DomainError):
    message = _("This answer is used once and never kept.")


class AnswerDoesNotFit(DomainError):
    message = _("The answer does not fit the question. Choose one that is offered, or a number within its bounds.")
    field = "value"


class DoesNotExpire(DomainError):
    message = _("This answer does not run out. Leave the last day empty.")
    field = "valid_to"


class EndsBeforeItIsKnown(DomainError):
    message = _("The last day is before the day on which this became known.")
    field = "valid_to"


class WaitingForAnswer(DomainError):
    message = _("You have already asked; the answer is awaited.")


class AlreadyDecided(DomainError):
    message = _("This request has already been answered.")


class AlreadySent(DomainError):
    message = _("This form was sent from another window. Load the page anew before you type on.")
