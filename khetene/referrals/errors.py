"""What handing over refuses, and what to do instead."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class AgreementMissing(DomainError):
    message = _("The person's agreement does not cover this. Record one, or hand over a paper card without data.")


class ConsentGone(AgreementMissing):
    """Said to the recipient, who cannot record an agreement of the sender's silo."""

    message = _("The person took the consent back, or it ended. The data are no longer shown.")


class OrganisationGone(DomainError):
    """`successor` is the organisation that carries on, when it is known."""

    message = _("This organisation no longer exists. Choose its successor.")
    field = "recipient"

    def __init__(self, successor: uuid.UUID | None = None, successor_name: str = "") -> None:
        self.successor = successor
        named = _("This organisation no longer exists. Its successor is %(name)s.") % {"name": successor_name}
        super().__init__(named if successor else None)


class OwnOrganisation(DomainError):
    message = _("This is your own organisation. Let a colleague work on the case instead.")
    field = "recipient"


class NobodyThere(DomainError):
    message = _("Nobody of this office uses Khetene yet. Choose a link, a letter or the phone.")
    field = "way"


class AlreadyOnItsWay(DomainError):
    def __init__(self, key: str) -> None:
        super().__init__(_("This is already on its way: %(key)s. Wait for the answer, or call it back.") % {"key": key})


class StepNotPossible(DomainError):
    message = _("This is not possible any more. Open the page again to see how the referral stands.")


class NothingChosen(DomainError):
    message = _("Choose at least one thing to hand over.")
    field = "parts"


class DayNotPossible(DomainError):
    message = _("The day lies in the future, or before the referral was sent.")
    field = "on"


class LinkIsOver(DomainError):
    message = _("This link is no longer valid. Ask the sender for a new one.")
