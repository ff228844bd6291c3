"""What the rules about people and their access refuse, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NotYourself(DomainError):
    message = _("You cannot change your own access. Ask another administrator of your organisation.")


class EmailTaken(DomainError):
    message = _("There is already an account with this e-mail address.")
    field = "email"


class AlreadyMember(DomainError):
    message = _("This person already has this role in your organisation. Change its dates instead.")
    field = "email"


class NotForThisOrganisation(DomainError):
    message = _("Only organisations that the platform names give this role. Choose another one, or ask the ministry.")
    field = "role"


class RoleNotGivenHere(DomainError):
    message = _("This organisation may not give this role any longer. Ask it to invite you to another one.")


class AlreadyInvited(DomainError):
    message = _("There is already an open invitation to this address for this role. Send it again or withdraw it.")
    field = "email"


class StillAtWork(DomainError):
    message = _("You still have access somewhere. Ask the administrator of that organisation to end it first.")


class InvitationNotOpen(DomainError):
    message = _("This invitation was used, withdrawn or has expired. Ask the organisation for a new one.")


class SignInFirst(DomainError):
    message = _("There is already an account with this e-mail address. Sign in, then open the link again.")


class SayWhetherYouWereHere(DomainError):
    message = _("There was an account with this e-mail address. Open the link again and say whether it was yours.")


class NobodyWasHere(DomainError):
    message = _("There is no closed account with this e-mail address. Open the link again.")


class NoAccount(DomainError):
    message = _("There is no account with this e-mail address.")


class NoSecondStep(DomainError):
    message = _("This account has no second step. Nothing was changed.")


class NothingToShow(DomainError):
    message = _(
        "Nothing shows that the earlier account was yours: it has no second step. Begin with a new account, or ask the"
        " administrator of your organisation."
    )
    field = "before"


class SecondStepMissing(DomainError):
    message = _("Show the second step of your earlier account first: a code or a passkey.")
    field = "code"


class DatesInWrongOrder(DomainError):
    message = _("The last day cannot be before the first day.")
    field = "to_day"


class LastDayIsPast(DomainError):
    message = _("The last day has already passed. Choose today or a later day.")
    field = "to_day"


class MembershipHasEnded(DomainError):
    message = _("This access was already ended. Send a new invitation if the person returns.")


class WeakPassword(DomainError):
    """Carries the sentences of the password rules."""

    field = "password"
