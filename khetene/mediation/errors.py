"""What noting a contact refuses."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class AlreadyCorrected(DomainError):
    message = _("This entry was already corrected. Correct the newest one.")


class ContactInTheFuture(DomainError):
    message = _("This time has not come yet.")
    field = "happened_on"


class MonthIsSigned(DomainError):
    message = _("This month is signed. What comes later goes into a correction of the month.")


class MonthIsNotOver(DomainError):
    message = _("A month is signed on its last day or later.")


class NothingToCorrect(DomainError):
    message = _("A correction is added to a month that was accepted.")


class MonthIsDecided(DomainError):
    message = _("This month was already decided.")


class SayWhy(DomainError):
    message = _("Say what should be mended.")
    field = "mend"


class ActivityInTheFuture(DomainError):
    message = _("This day has not come yet.")
    field = "happened_on"


class NotOneOfTheMediators(DomainError):
    message = _("Choose a mediator from the list.")
    field = "mediator"


class MoreThanWhole(DomainError):
    message = _("Together the parts would be more than 100 per cent.")
    field = "percent"


class OutsideTheContract(DomainError):
    message = _("This day is outside the contract.")
    field = "begins"


class ContractLeavesAreaOut(DomainError):
    message = _("A place of this contract has days outside these. Change the days of the place first, or remove it.")
    field = "ends"


class PlaceNotThere(DomainError):
    message = _("This place did not exist on that day, or does not any more.")
    field = "territory"


class PlaceIsThere(DomainError):
    message = _("This place already belongs to the contract on these days.")
    field = "territory"


class PlanIsReviewed(DomainError):
    message = _("This plan was reviewed. It stays as it is; begin the next one.")


class PlanIsNotHandedIn(DomainError):
    message = _("Hand the plan in first.")


class PlanIsHandedIn(DomainError):
    message = _("This plan was handed in.")


class PlanNeedsAStep(DomainError):
    message = _("Write at least one need with a goal and a measure before you hand the plan in.")


class SayWhatCameOfIt(DomainError):
    message = _("Say what came of it, or why it was dropped.")
    field = "outcome"


class SayHowItWent(DomainError):
    message = _("Say how the year went.")
    field = "review"


class NotWorkingOnIt(DomainError):
    message = _("You do not work on this case.")


class TrainingInTheFuture(DomainError):
    message = _("This day has not come yet.")
    field = "taken_on"
