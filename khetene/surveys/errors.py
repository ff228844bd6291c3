"""Refusals of surveys, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NobodyToAsk(DomainError):
    message = _("There is nobody to ask: nobody stands on the list, or nobody was noted as present.")
    field = "whom"


class TooFewToStayUnknown(DomainError):
    message = _("Fewer than %(number)s people are asked: answers without names would not stay without names.")
    field = "names"

    def __init__(self, number: int) -> None:
        super().__init__(self.message % {"number": number})


class NotASurvey(DomainError):
    message = _("These questions are not made for a survey.")
    field = "version"


class EndsTooEarly(DomainError):
    message = _("The last day for answers lies in the past. Choose a later day.")
    field = "closes_on"


class SurveyIsClosed(DomainError):
    message = _("This survey is closed. Nothing is asked or answered any more.")


class AskedAlready(DomainError):
    message = _("This address is asked already.")
    field = "email"


class SomebodyWasReached(DomainError):
    message = _("Somebody was written to, or answered already. Close the survey instead.")


class WasWrittenTo(DomainError):
    message = _("A letter went to this person. They stay on the list; they need not answer.")


class EverybodyIsWrittenTo(DomainError):
    message = _("Everybody with an e-mail address was written to already.")


class NobodyToRemind(DomainError):
    message = _("There is nobody to remind: everybody answered, or was written to in the last two days.")


class AnsweredAlready(DomainError):
    message = _("You have answered already. An answer cannot be given twice.")


class LinkIsOver(DomainError):
    message = _("This link is no longer valid. Ask those who sent it for a new one.")


class MoreSheetsThanPeople(DomainError):
    message = _("As many answers as people who were asked are there already. Did somebody answer by the link as well?")


class NotAGroupOfThisSurvey(DomainError):
    message = _("This is not kept beside an answer of this survey.")
    field = "group"


class SayWhyTakenBack(DomainError):
    message = _("Choose why the answer is taken back.")
    field = "why_taken_back"
