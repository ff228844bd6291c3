"""What noting a contact refuses."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class AlreadyCorrected(DomainError):
    message = _("This entry was already corrected. Correct the newest one.")


class ContactInTheFuture(DomainError):
    message = _("This time has not come yet.")
    field = "happened_on"
