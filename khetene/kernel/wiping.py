"""Words that people wrote and may not keep: they go for good, and that there were some stays."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from khetene.kernel import clock
from khetene.kernel.encryption import EncryptedTextField


class Wipeable(models.Model):
    """What somebody once saved. Its text can be deleted for good; who saved it and when stays."""

    content = EncryptedTextField()
    wiped_at = models.DateTimeField(null=True, blank=True)

    nothing: ClassVar[str] = "{}"

    class Meta:
        abstract = True

    def wipe(self) -> bool:
        """False where the words were deleted before. The caller holds the lock and writes the audit entry."""
        if self.wiped_at is not None:
            return False
        self.content, self.wiped_at = self.nothing, clock.now()
        self.save(update_fields=["content", "wiped_at"])
        return True
