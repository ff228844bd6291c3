"""Refusals of monitoring, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NumberOrReason(DomainError):
    message = _("Write a number, or choose why there is none. Not both.")
    field = "number"


class RateNeedsDenominator(DomainError):
    message = _("Say of what it is a percentage. A rate without its denominator says nothing.")
    field = "denominator"


class AlreadyCorrected(DomainError):
    message = _("This row was already corrected. Correct the newest one.")


class ComputedHere(DomainError):
    message = _("Khetene computes this figure itself. Nobody enters it.")


class NoSuchYear(DomainError):
    message = _("Choose a year that has begun.")


class NothingWritten(DomainError):
    message = _("Write something before you save.")
    field = "text"


class NoSuchPeriod(DomainError):
    message = _("The report covers two years that have begun, the second of them even: 2023–2024, 2025–2026.")


class NothingToTake(DomainError):
    message = _("No municipality has answered about this year yet.")


class TakenMeanwhile(DomainError):
    message = _(
        "Somebody took the answers at the same time. Look at the overview, and take them again if something is missing."
    )


class StillStands(DomainError):
    message = _("These words stand in the text now. Write the text anew; then the earlier words can be deleted.")


class ChangedMeanwhile(DomainError):
    message = _(
        "Somebody saved this text while you were writing. Both texts stand here. "
        "Take over what you need and save again; nothing is lost."
    )
