"""Refusals of phases, as sentences for people."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError
from khetene.kernel.numbers import euros


class ReplacedAlready(DomainError):
    message = _("This entry was replaced already. Correct the newest one.")


class SayWhatChanged(DomainError):
    message = _("Say in a few words why the entry is replaced.")
    field = "reason"


class NameTheDocument(DomainError):
    message = _("Name the document: the invoice, the contract or the order.")
    field = "document"


class NotOfThisPhase(DomainError):
    message = _("That line or activity belongs to another phase.")
    field = "line"


class SayHowItDiffers(DomainError):
    message = _("Say how it differs from the plan and why: the report asks for it.")
    field = "deviation"


class SlotIsEmpty(DomainError):
    """`slots` are the names of the empty ones, in the order of the text."""

    def __init__(self, slots: list[str]) -> None:
        self.slots = slots
        super().__init__(str(_("Fill in every part of the text. Empty: %(slots)s.")) % {"slots": ", ".join(slots)})


class AmendmentChangesSomething(DomainError):
    message = _("Write what is amended.")
    field = "words"


class SayWhyItGoes(DomainError):
    message = _("Choose why the document is removed.")
    field = "why_removed"


class PhaseIsThere(DomainError):
    message = _("There is a phase with this number.")
    field = "ordinal"


class SharesAreNotWhole(DomainError):
    message = _("The shares are 100 % together.")
    field = "percent_eu"


class AgreedAlready(DomainError):
    message = _("This plan is agreed. From now on it is changed by amendments.")


class NotAgreedYet(DomainError):
    message = _("This plan is not agreed yet. Money, amendments and reports come after the agreement.")


class UsedElsewhere(DomainError):
    message = _("Something else in this phase refers to it. Change that first.")


class PlanIsNotWhole(DomainError):
    """`missing` are sentences, in the order of the agreement."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(" ".join(missing))


class SayWhatToDo(DomainError):
    message = _("Say what is to be done.")
    field = "words"


class TaskIsThere(DomainError):
    message = _("There is a task for this already.")


class NotACoordinatorHere(DomainError):
    message = _("Choose a coordinator who works in your organisation today.")
    field = "who"


class SayWhatIsNew(DomainError):
    message = _("Say what changed since the version before.")
    field = "changed"


class NothingChanged(DomainError):
    message = _("Nothing changed since the version before. It can be printed as it is.")


class ChangedMeanwhile(DomainError):
    message = _(
        "Somebody saved this while you were writing. What stands now is shown below. Save again if yours is right."
    )


class AmendedMeanwhile(DomainError):
    """`conflicts` are sentences, one for each thing that another amendment changed first."""

    def __init__(self, conflicts: list[str]) -> None:
        self.conflicts = conflicts
        super().__init__(" ".join(conflicts))


class AttachTheDocument(DomainError):
    message = _("Attach the signed document as a file.")
    field = "file"


class AgreedInTheFuture(DomainError):
    message = _("This day has not come yet.")
    field = "agreed_on"


class EarlierThanTheLast(DomainError):
    message = _("An amendment is not agreed before the agreement or the amendment that came first.")
    field = "agreed_on"


class SumIsNotTheGrant(DomainError):
    """`difference` is the grant less the lines of the budget."""

    def __init__(self, difference: Decimal) -> None:
        self.difference = difference
        amount = {"amount": euros(difference)}
        super().__init__(str(_("Lines of the budget and the grant differ by %(amount)s.")) % amount)


class LineIsClosed(DomainError):
    message = _("An amendment closed this line. Choose another one.")
    field = "line"


class SayWhichDocument(DomainError):
    message = _("Say which document it is.")
    field = "words"
