"""Refusals of applications, as sentences for people. Only what is impossible is refused; everything else is advice."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class ChangedMeanwhile(DomainError):
    message = _(
        "Somebody saved this part while you were writing. Both texts stand below. "
        "Take over what you need and save again; nothing is lost."
    )


class EndsBeforeItBegins(DomainError):
    message = _("The last day cannot be before the first one.")
    field = "ends"


class StillStands(DomainError):
    message = _(
        "These words stand in the application now. Change the part first; then what stood there can be deleted."
    )


class PlanStands(DomainError):
    message = _("The application is no longer being written. What changes now belongs into the report.")


class NoReportYet(DomainError):
    message = _("The report grows once the project is granted.")


class NotThisStep(DomainError):
    message = _("This step is not possible from where the application stands now.")
    field = "state"


class WriteTheAmount(DomainError):
    message = _("Write which amount was granted.")
    field = "granted"


class NothingToCite(DomainError):
    message = _("This figure cannot be cited: it is hidden, was not measured or was corrected. Choose another one.")
    field = "choice"


class CitedAlready(DomainError):
    message = _("This stands in the application already.")
    field = "choice"
