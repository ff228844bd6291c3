"""What handing over refuses, and what to do instead."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class AgreementMissing(DomainError):
    message = _("The person's agreement does not cover this. Record one, or hand over a paper card without data.")


class OrganisationGone(DomainError):
    message = _("This organisation no longer exists. Choose its successor.")


class StepNotPossible(DomainError):
    message = _("This is not possible any more. Open the page again to see how the referral stands.")


class NothingChosen(DomainError):
    message = _("Choose at least one thing to hand over.")
    field = "parts"


class LinkIsOver(DomainError):
    message = _("This link is no longer valid. Ask the sender for a new one.")
