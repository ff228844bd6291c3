"""What speaks for and against a delivery: limits, agreement, and whether the same thing is already paid.

A page asks for one enrolment, a group screen for thirty, an import for thousands: all load one ledger and ask it row by row.
"""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from khetene.cases import reads as cases
from khetene.enrolments import overlap
from khetene.enrolments.models import Delivery, Enrolment
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.enums import Unit
from khetene.programmes.operations.definition import Operation, Support
from khetene.programmes.operations.limits import Given, Refusal, Used, refusals

SLICE = 500


@dataclass(slots=True)
class Ledger:
    """What a set of enrolments has had, agreed to and otherwise receives. `ask` answers, `add` counts in."""

    operations: dict[str, Operation]
    unconditional: dict[str, set[str]]
    asking: set[str]
    used: dict[uuid.UUID, Used] = field(default_factory=dict)
    agreed: dict[tuple[str, uuid.UUID], list[tuple[date, date]]] = field(default_factory=dict)
    paid: overlap.Paid = field(default_factory=overlap.Paid)
    measures: dict[tuple[uuid.UUID, date], dict[str, bool]] = field(default_factory=dict)

    @classmethod
    def of(cls, enrolments: Sequence[Enrolment], *, why: str, actor: Actor) -> Ledger:
        """Load everything that the questions about these enrolments need, with a fixed number of queries per 500."""
        published = programmes.published()
        ledger = cls(published.operations, _unconditional(published), _asking(published.operations))
        for start in range(0, len(enrolments), SLICE):
            ledger._load(enrolments[start : start + SLICE], why, actor)
        return ledger

    def _load(self, enrolments: Sequence[Enrolment], why: str, actor: Actor) -> None:
        keys = [enrolment.pk for enrolment in enrolments]
        self.used.update((key, Used()) for key in keys)
        for row in _sums(keys):
            self.used[row["enrolment_id"]].add_sum(_given_of(row))
        for key, support, day in _days(keys):
            self.used[key].days[support, day] += 1
        by_programme: dict[str, list[uuid.UUID]] = {}
        for enrolment in enrolments:
            by_programme.setdefault(enrolment.programme, []).append(enrolment.client_id)
        for programme, clients in by_programme.items():
            spans = cases.participation_spans(clients, programme=programme, actor=actor)
            self.agreed.update({(programme, client): found for client, found in spans.items()})
        self.paid.load(enrolments, self.operations, why=why, actor=actor)

    def ask(self, enrolment: Enrolment, new: Given, *, actor: Actor) -> list[Refusal]:
        """Everything that speaks against giving this to that participant; empty when nothing does."""
        operation = self.operations[enrolment.programme]
        found = refusals(
            operation,
            started=enrolment.started_on,
            exited=enrolment.exited_on,
            used=self.used[enrolment.pk],
            new=new,
        )
        support = operation.support(new.support)
        if support is not None:
            found.extend(self._of_agreement(operation, enrolment, new))
            found.extend(self._of_condition(support, enrolment, new, actor))
            found.extend(self.paid.refusals(enrolment, support, *covered(support, new.on)))
        return found

    def add(self, enrolment: Enrolment, new: Given, times: int = 1) -> None:
        """Count a delivery in, so that the next question knows of it."""
        self.used[enrolment.pk].add(new, times)
        support = self.operations[enrolment.programme].support(new.support)
        if support is not None and times > 0:
            self.paid.add(enrolment, support, *covered(support, new.on))

    def _of_agreement(self, operation: Operation, enrolment: Enrolment, new: Given) -> Iterator[Refusal]:
        spans = self.agreed.get((enrolment.programme, enrolment.client_id), [])
        if operation.programme in self.asking and not any(first <= new.on <= last for first, last in spans):
            yield Refusal("participation", _("On this day the person had not agreed to take part."))

    def _of_condition(self, support: Support, enrolment: Enrolment, new: Given, actor: Actor) -> Iterator[Refusal]:
        if support.measure in self.unconditional[enrolment.programme]:
            return
        known = self.measures.get((enrolment.pk, new.on))
        if known is None:
            known = programmes.open_measures(enrolment.client_id, enrolment.programme, on=new.on, actor=actor)
            self.measures[enrolment.pk, new.on] = known
        if not known.get(support.measure, False):
            title = Translated(support.title)
            sentence = _("%(support)s: the case does not show that the condition of the programme holds on this day.")
            yield Refusal("condition", sentence % {"support": title})


def _asking(operations: dict[str, Operation]) -> set[str]:
    """Programmes in which nobody receives anything before they have agreed to take part."""
    return {
        name
        for name, operation in operations.items()
        if any("participation" in stage.needs for stage in operation.stages if stage.phase == "running")
    }


def _unconditional(published: programmes.Published) -> dict[str, set[str]]:
    """Measures that everybody in the programme may have, so that nothing has to be known about the person."""
    return {
        programme.id: {"", *(measure.id for measure in programme.measures if measure.condition is None)}
        for programme in published.rules.programmes
    }


def covered(support: Support, day: date) -> tuple[date, date]:
    """The time that a delivery pays for: its day, or the whole calendar month."""
    if support.covers == "day":
        return day, day
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def given_of(delivery: Delivery) -> Given:
    """A kept delivery as the limits see it."""
    return Given(delivery.support, delivery.given_on, delivery.quantity, delivery.cents, delivery.given_as)


def _sums(keys: Iterable[uuid.UUID]) -> Any:
    rows = Delivery.objects.counted().filter(enrolment_id__in=list(keys)).order_by()
    grouped = rows.values("enrolment_id", "support", "month").annotate(quantity=Sum("quantity"), cents=Sum("cents"))
    return grouped.order_by("enrolment_id", "support", "month")


def _days(keys: Iterable[uuid.UUID]) -> Iterable[tuple[uuid.UUID, str, date]]:
    """On which days a support was given that is counted by days."""
    rows = Delivery.objects.counted().filter(enrolment_id__in=list(keys), unit=Unit.DAYS)
    return rows.order_by("id").values_list("enrolment_id", "support", "given_on")


def _given_of(row: dict[str, Any]) -> Given:
    year, month = divmod(row["month"], 100)
    return Given(row["support"], date(year, month, 1), row["quantity"], row["cents"])
