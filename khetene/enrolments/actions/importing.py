"""Support given, from a spreadsheet: every row is checked as if it were typed in, and all of it is kept or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from khetene.cases import actions as cases
from khetene.enrolments.actions.deliveries import delivery_values, given_values, refused
from khetene.enrolments.enums import WhyAsked
from khetene.enrolments.errors import ImportRefused
from khetene.enrolments.ledger import SLICE, Ledger
from khetene.enrolments.models import Delivery, Enrolment
from khetene.enrolments.reads.lists import visible
from khetene.enrolments.sheets import Problem, SheetRow, whole_row
from khetene.kernel import audit, bulk, clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import sealed_text
from khetene.kernel.ids import new_key
from khetene.kernel.translated import Translated
from khetene.programmes.operations.definition import Operation, Support
from khetene.programmes.operations.limits import Given

Same = tuple[uuid.UUID, str, date, Decimal, int]
Words = dict[str, tuple[dict[str, str], dict[tuple[str, str], str]]]
Watch = Callable[[int, int], None]
WRITTEN_AT_ONCE = 1000
CHECKED_AT_ONCE = 200


def _nobody_watches(_done: int, _all: int) -> None:
    """Whoever runs the import may watch, and stop it by raising."""


class Accepted(NamedTuple):
    """A row that nothing speaks against."""

    enrolment: Enrolment
    support: Support
    new: Given
    giver: str


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What a check found: the rows that could be kept, and everything that speaks against the others."""

    accepted: list[Accepted]
    problems: list[Problem]


def look_through(rows: Sequence[SheetRow], *, actor: Actor, watch: Watch = _nobody_watches) -> LookedThrough:
    """Check every row. Nothing is locked and nothing is kept but that other institutions were asked."""
    return _checked(rows, _found({row.enrolment for row in rows}, actor), actor, watch)


def check_deliveries(rows: Sequence[SheetRow], *, actor: Actor, watch: Watch = _nobody_watches) -> list[Problem]:
    """Everything that speaks against the rows, row by row."""
    return look_through(rows, actor=actor, watch=watch).problems


@transaction.atomic
def import_deliveries(rows: Sequence[SheetRow], *, actor: Actor, watch: Watch = _nobody_watches) -> int:
    """Keep every row, or none. Raises ImportRefused with all problems; what `watch` raises takes everything back."""
    enrolments = _found({row.enrolment for row in rows}, actor)
    cases.touch_all({row.case_id for row in enrolments.values()}, actor=actor)  # so that nobody adds meanwhile
    watch(0, len(rows))
    # Read anew: somebody may have moved one before its case was locked.
    looked = _checked(rows, _found(enrolments, actor), actor, watch)
    if looked.problems:
        raise ImportRefused(looked.problems)
    accepted = looked.accepted
    lines = _lines(accepted, actor)
    for start in range(0, len(accepted), WRITTEN_AT_ONCE):
        bulk.load(Delivery, _COLUMNS, islice(lines, WRITTEN_AT_ONCE))
        watch(min(start + WRITTEN_AT_ONCE, len(accepted)), len(accepted))
    for enrolment in {one.enrolment.pk: one.enrolment for one in accepted}.values():
        audit.record("delivery.imported", enrolment, actor=actor, case=enrolment.case_id)
    return len(accepted)


def _checked(rows: Sequence[SheetRow], enrolments: dict[str, Enrolment], actor: Actor, watch: Watch) -> LookedThrough:
    ledger = Ledger.of(list(enrolments.values()), why=WhyAsked.DELIVERY, actor=actor)
    known = _already_kept(enrolments.values())
    words = {name: _words_of(ledger.operations[name]) for name in {row.programme for row in enrolments.values()}}
    today = clock.today()
    accepted: list[Accepted] = []
    problems: list[Problem] = []
    for done, row in enumerate(rows, start=1):
        enrolment = enrolments.get(row.enrolment)
        sentences = [_("There is no such participation among yours.")] if enrolment is None else []
        if enrolment is not None:
            operation = ledger.operations[enrolment.programme]
            new = _given(row, operation, words)
            same = (enrolment.pk, new.support, new.on, new.quantity, new.cents)
            sentences = _against(ledger, enrolment, new, same in known, today, actor)
            support = operation.support(new.support)
            if not sentences and support is not None:
                known.add(same)
                ledger.add(enrolment, new)
                accepted.append(Accepted(enrolment, support, new, row.giver))
        if sentences:
            problems.extend(whole_row(row, sentences))
        if done % CHECKED_AT_ONCE == 0 or done == len(rows):
            watch(done, len(rows))
    return LookedThrough(accepted, problems)


_COLUMNS = tuple(field.name for field in Delivery._meta.concrete_fields)


def _lines(accepted: Iterable[Accepted], actor: Actor) -> Iterator[list[Any]]:
    """The rows of the table, as `delivery_of` would make records of them."""
    batch, now = new_key(), clock.now()
    like = delivery_values(together=batch, at=now, actor=actor)
    for enrolment, support, new, giver in accepted:
        key = new_key()
        values = like | given_values(support, new)
        values["id"], values["enrolment"] = key, enrolment.pk
        if giver:
            values["giver"] = sealed_text(Delivery, "giver", key, enrolment.organisation_id, giver)
        yield [values[name] for name in _COLUMNS]


def _against(ledger: Ledger, enrolment: Enrolment, new: Given, is_known: bool, today: date, actor: Actor) -> list[str]:
    if new.on > today:
        return [_("This day has not come yet.")]
    if is_known:
        return [_("The same support, day and amount is recorded already.")]
    return [refusal.sentence for refusal in refused(ledger, enrolment, new, actor)]


def _given(row: SheetRow, operation: Operation, words: Words) -> Given:
    """Supports and givers may be written by their id or by their title."""
    supports, givers = words[operation.programme]
    support = supports.get(row.support.casefold(), row.support)
    given_as = givers.get((support, row.given_as.casefold()), row.given_as)
    return Given(support, row.on, row.quantity, row.cents, given_as)


def _words_of(operation: Operation) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """The titles of an operation in the reader's language, translated once for a whole sheet."""
    supports = {str(Translated(entry.title)).casefold(): entry.id for entry in operation.supports or ()}
    givers = {
        (support.id, str(Translated(entry.title)).casefold()): entry.id
        for support in operation.supports or ()
        for entry in (*support.given_by, *support.never_by)
    }
    return supports, givers


def _found(keys: Iterable[str], actor: Actor) -> dict[str, Enrolment]:
    """The participations that the actor may see, by number."""
    wanted, found = sorted(keys), {}
    for start in range(0, len(wanted), SLICE):
        rows = visible(actor).filter(key__in=wanted[start : start + SLICE]).order_by("case_id", "id")
        found.update({row.key: row for row in rows})
    return found


def _already_kept(enrolments: Iterable[Enrolment]) -> set[Same]:
    keys = [enrolment.pk for enrolment in enrolments]
    known: set[Same] = set()
    fields = ("enrolment_id", "support", "given_on", "quantity", "cents")
    for start in range(0, len(keys), SLICE):
        rows = Delivery.objects.counted().filter(enrolment_id__in=keys[start : start + SLICE])
        known.update(rows.order_by("id").values_list(*fields))
    return known
