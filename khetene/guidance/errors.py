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


class DayHasNotCome(DomainError):
    message = _("The day has not come yet. Choose today or an earlier day.")
    field = "since"


class PracticeNotFinished(DomainError):
    message = _("Before others read it, say what the problem was, what was done and what was reached.")


class PracticeCannotMove(DomainError):
    message = _("This cannot be done with the practice as it stands now. Look at it again.")
    field = "state"


class PracticeInUse(DomainError):
    message = _("Others have taken this practice over. Change it where it stands; it is not taken away from them.")
    field = "state"


class PracticeOfADocument(DomainError):
    message = _("This practice stands in a document of the platform. Change it where it stands.")
    field = "state"


class AlreadyAdopted(DomainError):
    message = _("Your organisation is already on the list. Add what is new to it.")
    field = "state"


class ServesNothing(DomainError):
    message = _("Choose at least one recommendation that it serves.")
    field = "statements"


class ActionCannotMove(DomainError):
    message = _("This cannot follow what was said before. Choose something else.")
    field = "state"


class NotInTheParagraph(DomainError):
    message = _("These words do not stand in the paragraph. Delete what does not belong, and change nothing.")
    field = "words"


class NotAgreedToBeNamed(DomainError):
    message = _("Without their agreement it was said by a participant, and nothing more.")
    field = "said_by"


class RepeatsItself(DomainError):
    message = _("What you chose was itself said again later: this would lead round in a circle.")
    field = "chosen"


class IdeaIsOver(DomainError):
    message = _("This idea has ended. Open it again before you change it.")


class IdeaCannotMove(DomainError):
    message = _("This cannot follow what was said before. Choose something else.")


class PlanHasNoSteps(DomainError):
    message = _("A plan has at least one step. Add what is done first.")


class SayWhatCameOfIt(DomainError):
    message = _("Say what came of it, or why it was given up.")
    field = "outcome"


class OwnIdea(DomainError):
    message = _("It is an idea of your own organisation.")


class AlreadyJoined(DomainError):
    message = _("Your organisation has joined already.")


class SayWhyCorrected(DomainError):
    message = _("Say why: everybody who reads the statement reads it too.")
    field = "reason"


class NothingCorrected(DomainError):
    message = _("Nothing is different from what stands there.")


class WasAskedHere(DomainError):
    message = _("Somebody was asked here or has answered: this addressee stays.")
    field = "to"


class AnsweredHere(DomainError):
    message = _("Organisations were asked about this one here. Open the other one, and join it with this one.")
    field = "chosen"


class AnsweredThere(DomainError):
    message = _("This statement is recorded a second time. Ask and answer there.")


class JoinedAlready(DomainError):
    message = _("One of the two is joined with another one already. Choose that one.")
    field = "chosen"


class OtherIsNotPublic(DomainError):
    message = _("Everybody may read this one, but not the other one. Open the other one, and join it with this one.")
    field = "chosen"
