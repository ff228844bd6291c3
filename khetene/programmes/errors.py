"""What screening refuses."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class RulesNotLoaded(DomainError):
    message = _("No rules are loaded yet. Run: khetene load-country")


class BadRules(DomainError):
    """The rules cannot be published; the message says where and why."""

    field = "rules"


class BadFacts(DomainError):
    """An answer does not fit its question; the message and `field` name it."""
