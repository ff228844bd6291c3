"""What the dashboards refuse."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from khetene.kernel.errors import DomainError


class NotThereThen(DomainError):
    """Asked for a municipality on a day on which it did not exist."""

    message = _("This municipality did not exist on that day. Choose another day, or one of those that it came from.")
    field = "on"
