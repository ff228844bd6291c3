"""Refusals of instruments and evaluations, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class BadInstrument(DomainError):
    """The file is not a questionnaire that can be asked here; the message names sheet and cell."""


class AlreadyOpened(DomainError):
    message = _("This mediator's evaluation for this town and year is already open.")


class EvaluationIsClosed(DomainError):
    message = _("This evaluation is closed.")


class ClosesTooEarly(DomainError):
    message = _("The last day for answers lies in the past. Choose a later day.")
    field = "closes_on"


class NotLonger(DomainError):
    message = _("Choose a later day than the last one: whoever was asked counts on the day they were told.")
    field = "closes_on"


class LastDayIsOver(DomainError):
    message = _("The last day for answers is over, so a link would not open. Set another last day first.")


class OutsideOfTheYears(DomainError):
    message = _("Municipalities are asked about years from 2012 to this one.")


class NotAMediator(DomainError):
    message = _("Nobody worked as a mediator in this post in that year.")
    field = "post"


class NotAskedThere(DomainError):
    message = _("This questionnaire has no questions for this field.")
    field = "field"


class NothingToAskWith(DomainError):
    message = _("No questionnaire for the yearly overview is loaded. Those who run Khetene load it.")


class NobodyChosen(DomainError):
    message = _("Choose at least one municipality.")
    field = "municipalities"


class NotAMunicipality(DomainError):
    message = _("Choose municipalities that exist today.")
    field = "municipalities"


class SayForWhom(DomainError):
    message = _("Write for which institution they answer. Its name stands in the overview.")
    field = "answers_for"


class AlreadyAnswered(DomainError):
    message = _("This was already answered.")


class HowToReach(DomainError):
    message = _("Write whom to ask: a name or an e-mail address.")
    field = "name"


class LinkIsOver(DomainError):
    message = _("This link is no longer valid. Ask those who sent it for a new one.")


class DoesNotFit(DomainError):
    """`by_question` says what is wrong with which answer."""

    message = _("Some answers do not fit. Nothing was kept.")

    def __init__(self, by_question: dict[str, str]) -> None:
        self.by_question = by_question
        super().__init__()
