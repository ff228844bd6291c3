"""Refusals of gatherings, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class EndsBeforeItBegins(DomainError):
    message = _("It cannot end before it begins. Check both days and times.")
    field = "ends_on"


class NotPossibleNow(DomainError):
    message = _("This step is not possible as the gathering stands now.")


class NotOnlineNow(DomainError):
    message = _("You can sign in online on the day of the gathering, where it is held online.")


class NotOverYet(DomainError):
    message = _("The gathering is not over. Note it as held when it is.")


class SayWhen(DomainError):
    message = _("Say when it begins and ends before you announce it.")


class SayWhere(DomainError):
    message = _("Say where it is, or give a link to the online meeting.")


class SayWhy(DomainError):
    message = _("Say why in a few words: everybody who is invited reads it.")
    field = "why"


class AlreadyInvited(DomainError):
    message = _("They stand in the list already.")
    field = "name"


class DayOutside(DomainError):
    message = _("This day is not a day of the gathering.")


class CameCannotGo(DomainError):
    message = _("They were there: presence is noted. Take the presence back first.")


class NobodyToInvite(DomainError):
    message = _("Everybody in this body stands in the list already.")
    field = "body"


class AnnounceFirst(DomainError):
    message = _("Announce the gathering first: an invitation names a time and a place that hold.")


class NobodyToWriteTo(DomainError):
    message = _("Everybody with an e-mail address was written to already.")


class TooLateToAnswer(DomainError):
    message = _("The gathering is over or was cancelled: an answer is not needed any more.")


class NamedAlready(DomainError):
    message = _("By this link nobody else can be named. Please write to the organiser.")
    field = "name"


class RegistrationIsOver(DomainError):
    message = _("Registration is not open any more. Please write to the organiser.")


class TooManyWait(DomainError):
    message = _("Very many people register just now. Please try again tomorrow, or write to the organiser.")


class NeitherAddressNorFile(DomainError):
    message = _("Give an address on the web, choose a file, or both.")
    field = "address"


class SayWhyTheFileGoes(DomainError):
    message = _("Choose why the file is taken away.")
    field = "why_removed"
