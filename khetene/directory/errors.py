"""What the directory refuses."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NotYourService(DomainError):
    message = _("Only the people of the organisation may change its services.")
