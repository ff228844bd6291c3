"""That two records of one school were found to be the same pupil: who said so, when, and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.models.pupil import MEMBERSHIP, Pupil
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.wiping import WipeableRecord


class Joining(WipeableRecord):
    """`was` is the key of the record that went; what hung on it hangs on `pupil` since then.

    Added, never changed; the name and the reason, which the head of the school alone reads, can be wiped.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="joinings")
    was = models.UUIDField()
    was_called = EncryptedTextField(blank=True)
    reason = EncryptedTextField(blank=True)
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    retention = retention.KeptWith("pupil", _("To know which records became one, by whose decision and why."))
