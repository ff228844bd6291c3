"""What school staff refuses, each with its sentence."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class UnknownPost(DomainError):
    message = _("Choose a post from the list.")
    field = "kind"


class UnknownPayer(DomainError):
    message = _("Choose from the list who pays.")
    field = "payer"


class NotQualified(DomainError):
    """The message says what is missing and what would make it possible."""

    field = "payer"


class AlreadyPaid(DomainError):
    message = _("In that time this post is already paid from somewhere.")
    field = "valid_from"


class EndsBeforeItBegins(DomainError):
    message = _("The last day cannot lie before the first one.")
    field = "valid_to"


class PaidAfterTheEnd(DomainError):
    message = _("The post ends earlier. Write a day before its end, or give the post another last day.")
    field = "valid_to"


class PaymentBeginsLater(DomainError):
    """The message says from which day the post is paid."""

    field = "valid_to"


class PostGoesOn(DomainError):
    message = _("This post has no last day.")


class PostHasEnded(DomainError):
    message = _("This post has ended.")


class NameTheEvidence(DomainError):
    message = _("Name the document that was seen.")
    field = "evidence"


class DayHasNotCome(DomainError):
    message = _("This day has not come yet.")


class GradesNotInMeasure(DomainError):
    """The message says for which grades there are groups, and the source."""

    field = "first_grade"


class NotThisSchoolYear(DomainError):
    message = _("Choose this school year; from July on also the coming one.")
    field = "school_year"


class GroupIsOver(DomainError):
    message = _("The session does not lie in the school year of the group.")
    field = "held_on"
