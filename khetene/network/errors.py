"""Refusals of the network, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class SeatIsTaken(DomainError):
    message = _("Somebody holds this seat. End their term first, or ask the new person as a substitute.")
    field = "is_substitute"


class AlreadyAnswered(DomainError):
    message = _("This was already answered.")


class SeatHasEnded(DomainError):
    message = _("This seat is no more. Choose one that exists on that day.")


class EndsBeforeItBegins(DomainError):
    message = _("It cannot end before it began. Choose a later day.")
    field = "ends"


class NothingToRenew(DomainError):
    message = _("These seats were already renewed.")


class HowToReach(DomainError):
    message = _("Write an e-mail address or a phone number, or nobody can be invited.")
    field = "email"


class ChooseAField(DomainError):
    message = _("Choose at least one field for the new seats.")
    field = "wanted"
