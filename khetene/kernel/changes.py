"""What was written since: whether something that was made from records and kept in memory still says what they say.

Every action adds an entry to the audit trail inside its own transaction, and an entry names the type of what it is about.
So the heads of the chains move with every commit that changed anything, and the new entries say what kind it was.
"""

from __future__ import annotations

import functools
import operator
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet, Sum
from django.db.models import Value as Const
from django.utils.translation import get_language

from khetene.kernel import clock
from khetene.kernel.models import AuditEntry, AuditHead
from khetene.kernel.statements import kept

Made = TypeVar("Made")

MOST_CHAINS = 50  # of which new entries are read one by one; where more moved, everything counts as changed
WHOLE_HOUSE = "kernel"  # country data loaded, records deleted: whatever was made before is made anew
LOOKED_ONLY = ".opened"


class Changes:
    """How often this process saw each kind of record change; it asks one statement where nothing was written."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen = 0
        self._all_since = 0
        self.forget()

    def forget(self) -> None:
        """Begin anew: everything counts as changed."""
        self._total = -1
        self._heads: dict[uuid.UUID, int] = {}
        self._last: dict[str, int] = {}

    def stamp(self, kinds: frozenset[str]) -> int:
        """A number that is another one after an action about any of `kinds`: a package, or one type ("mediation.month").

        Ask for it before the records are read: what is written meanwhile is seen with the next question.
        """
        total = int(_written()[0] or 0)  # nothing at all in a new database
        with self._lock:
            if total != self._total:
                self._catch_up()
            return max(self._all_since, *(self._last.get(kind, 0) for kind in kinds))

    def _catch_up(self) -> None:
        heads = dict(_heads())
        moved = {silo: self._heads.get(silo, 0) for silo, end in heads.items() if self._heads.get(silo, 0) != end}
        went_back = any(heads.get(silo, 0) < end for silo, end in self._heads.items())
        self._seen += 1
        if self._total < 0 or went_back or len(moved) > MOST_CHAINS:
            self._all_since = self._seen
        elif moved:
            self._note(moved)
        self._heads, self._total = heads, sum(heads.values())

    def _note(self, moved: dict[uuid.UUID, int]) -> None:
        for kind in _kinds_after(moved):
            package = kind.split(".")[0]
            if package == WHOLE_HOUSE:
                self._all_since = self._seen
            self._last[kind] = self._last[package] = self._seen


@kept
def _written() -> QuerySet[AuditHead, int | None]:
    """How many entries there ever were in all chains together."""
    every = AuditHead.objects.order_by().annotate(every=Const(1)).values("every")
    total: QuerySet[AuditHead, int | None] = every.annotate(total=Sum("position")).values_list("total", flat=True)
    return total


@kept
def _heads() -> QuerySet[AuditHead, tuple[uuid.UUID, int]]:
    return AuditHead.objects.order_by("silo").values_list("silo", "position")


def _kinds_after(moved: dict[uuid.UUID, int]) -> list[str]:
    """The types of what entries after these positions are about, without those that only say that somebody looked."""
    new = functools.reduce(operator.or_, (Q(silo=silo, position__gt=end) for silo, end in moved.items()))
    entries = AuditEntry.objects.filter(new).exclude(verb__endswith=LOOKED_ONLY)
    return list(entries.order_by("object_type").values_list("object_type", flat=True).distinct())


seen = Changes()


class Memory(Generic[Made]):
    """Keeps what was made from records of some kinds until one of them changes or the day ends; each language its own.

    A key holds everything else on which the thing depends. Nothing personal is kept here, and nothing of one silo.
    """

    def __init__(self, *kinds: str, most: int = 64) -> None:
        self.kinds, self._most = frozenset(kinds), most
        self._kept: OrderedDict[Hashable, tuple[int, Made]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], tuple[Made, bool]]) -> Made:
        """What is kept under the key, or what `make` makes; with it `make` says whether it may be kept."""
        stamp = seen.stamp(self.kinds)
        place = (key, clock.today(), get_language())
        with self._lock:
            found = self._kept.get(place)
            if found and found[0] == stamp:
                self._kept.move_to_end(place)
                return found[1]
        made, may_be_kept = make()
        if may_be_kept:
            with self._lock:
                self._kept[place] = (stamp, made)
                self._kept.move_to_end(place)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made
