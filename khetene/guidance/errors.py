"""What can be refused in the register of recommendations, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class StepNotPossible(DomainError):
    message = _("This answer cannot follow the one before it. Choose another answer.")
    field = "answer"


class WordsNeeded(DomainError):
    message = _("Say it in a few words: why, or what was done.")
    field = "words"


class NothingToAsk(DomainError):
    message = _("Only what asks somebody to act can be addressed to an organisation.")
    field = "organisation"


class AlreadyAsked(DomainError):
    message = _("This organisation was already asked.")
    field = "organisation"


class DayHasPassed(DomainError):
    message = _("The day has passed. Choose a day that is still to come.")
    field = "due_on"


class AlreadyAdopted(DomainError):
    message = _("Your organisation is already on the list. Add what is new to it.")
    field = "state"
