"""States of a long task and of a letter, and how somebody agrees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(TextChoices):
    WAITING = "waiting", _("waiting to begin")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("stopped with a problem")
    CANCELLED = "cancelled", pgettext_lazy("task", "cancelled")


class LetterState(TextChoices):
    """`unsure`: the site stopped while it was going, so nobody knows whether it went. A person decides."""

    WAITING = "waiting", pgettext_lazy("letter", "waits to be sent")
    GOING = "going", pgettext_lazy("letter", "is being sent")
    SENT = "sent", pgettext_lazy("letter", "sent")
    REFUSED = "refused", pgettext_lazy("letter", "not accepted for this address")
    UNSURE = "unsure", pgettext_lazy("letter", "not known whether it went")
    NOT_NEEDED = "not_needed", pgettext_lazy("letter", "not needed any more")


class GivenHow(TextChoices):
    """How somebody says yes: to be accompanied, to hand data over, to be shown in a picture."""

    SIGNED = "signed", _("signed on paper")
    SPOKEN = "spoken", _("spoken, with a witness")
    GUARDIAN = "guardian", _("by the child's guardian")
