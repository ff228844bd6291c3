"""What is wrong with a question about a territory."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NoSuchTerritory(DomainError):
    message = _("There is no territory of this name on this day.")


class SeveralTerritories(DomainError):
    message = _("Several territories have this name; give the full name.")
