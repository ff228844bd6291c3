"""Refusals of publishing, as sentences for people."""

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NoSuchPeriod(DomainError):
    message = _("Choose a period that is over.")


class NumbersMoved(DomainError):
    message = _("The numbers changed after you looked. Look at the new preview before you publish.")


class CorrectionNeedsReason(DomainError):
    message = _("Say why the published edition is corrected. Readers see it.")
    field = "reason"


class NothingToCorrect(DomainError):
    message = _("The table is the same as the published one. There is nothing to correct.")


class WouldUnlock(DomainError):
    message = _("Together with what was published before, this edition would give a hidden number away. It stays here.")


class PublishedMeanwhile(DomainError):
    message = _("Somebody published this edition just now.")


class NothingPublished(DomainError):
    message = _("Nothing was published yet, so there are no open data to write.")
