"""Words that may not be kept are deleted for good; that something stood there, since when and by whom, stays.

People write names into texts that many read. Such a text is corrected, what stood there before becomes history, and the
words of the history are wiped here, the same way everywhere.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.models import Record


class WipeableRecord(Record):
    """A record whose words can be deleted for good."""

    wiped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_wiped(self) -> bool:
        return self.wiped_at is not None


def wipe(thing: WipeableRecord, *, verb: str, actor: Actor, **empty: Any) -> None:
    """Put what is `empty` in place of the words; twice is once. One audit entry, which holds no words."""
    if thing.is_wiped:
        return
    for name, nothing in empty.items():
        setattr(thing, name, nothing)
    thing.wiped_at = clock.now()
    thing.save(update_fields=[*empty, "wiped_at"])
    audit.record(verb, thing, actor=actor)
