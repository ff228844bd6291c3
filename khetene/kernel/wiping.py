"""Words that may not be kept are deleted for good; that something stood there, since when and by whom, stays.

People write names into texts that many read. Such a text is corrected, what stood there before becomes history, and the
words of the history are wiped here, the same way everywhere, and shown the same way before that.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """What stood in something until a moment: each text with what it is called, nothing once it was deleted for good.

    `by`: who changed it. `stays`: what is no word of anybody and is not deleted. `about`: the part in which it stood.
    `removed`: nothing took its place.
    """

    id: uuid.UUID
    at: datetime
    by: str
    what: list[tuple[str, str]]
    is_wiped: bool
    stays: list[tuple[str, str]] = field(default_factory=list)
    about: str = ""
    removed: bool = False
    may_be_wiped: bool = True


def wipe(thing: Record, *, verb: str, actor: Actor, silo: uuid.UUID | None = None, **empty: Any) -> None:
    """Put what is `empty` in place of the words; twice is once. One audit entry, which holds no words.

    A record that stays in use keeps no mark: its words may be written anew.
    `silo`: whose trail it stands in, where that is not the actor's own.
    """
    if isinstance(thing, WipeableRecord):
        if thing.is_wiped:
            return
        empty["wiped_at"] = clock.now()
    for name, value in empty.items():
        setattr(thing, name, value)
    thing.save(update_fields=list(empty))
    audit.record(verb, thing, actor=actor, silo=silo)
