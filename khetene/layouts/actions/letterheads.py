"""A letterhead is tried and kept; then it is put in force for the PDFs of its organisation, or taken out of force."""

from __future__ import annotations

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max

from khetene.files import storing
from khetene.files.enums import FileKind
from khetene.files.errors import UnknownKind
from khetene.files.pictures import measured
from khetene.files.recognising import recognised
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import DomainError, NotForYou
from khetene.kernel.models import AuditEntry
from khetene.layouts.errors import (
    IsInForce,
    IsNotInForce,
    KeptMeanwhile,
    NotASign,
    SignCannotBeDrawn,
    SignTooLarge,
    StandsAlready,
    TooManyLines,
)
from khetene.layouts.letterheads import sample
from khetene.layouts.models import Letterhead
from khetene.layouts.rules import keeps_letterheads

LARGEST_SIGN = 500 * 1024
MOST_DOTS = 3000  # on a side; it is drawn 2 cm high, and whatever draws it holds all dots in memory
MOST_LINES = 4


@transaction.atomic
def keep_letterhead(given: storing.Given, *, above: str, below: str, actor: Actor) -> Letterhead:
    """Tried at once, and kept only when a PDF comes of it; nothing comes into force by that.

    Raises NotASign, SignTooLarge, SignCannotBeDrawn, TooManyLines, KeptMeanwhile, files.errors.FileRefused.
    """
    organisation = _organisation(actor)
    _refuse_unless_a_sign(given.content)
    mine = Letterhead.objects.filter(organisation_id=organisation)
    row = Letterhead(
        organisation_id=organisation,
        number=(mine.aggregate(last=Max("number"))["last"] or 0) + 1,
        above=_lines(above, "above"),
        below=_lines(below, "below"),
    )
    try:
        with transaction.atomic():
            storing.store(row, given, actor=actor)
    except IntegrityError as problem:  # two at once take the same number: the other one was first
        raise KeptMeanwhile from problem
    try:
        sample(row)
    except DomainError as problem:
        raise SignCannotBeDrawn from problem
    audit.record("letterhead.kept", row, actor=actor)
    return row


@transaction.atomic
def put_letterhead_in_force(letterhead_id: uuid.UUID, *, actor: Actor) -> Letterhead:
    """From now on PDFs of the organisation begin with it. Raises StandsAlready."""
    row = _mine(letterhead_id, actor)
    if row.in_force_since:
        raise StandsAlready
    Letterhead.objects.filter(organisation_id=row.organisation_id).update(in_force_since=None)
    row.in_force_since = clock.now()
    row.save(update_fields=["in_force_since"])
    audit.record("letterhead.put_in_force", row, actor=actor)
    return row


@transaction.atomic
def take_letterhead_out_of_force(letterhead_id: uuid.UUID, *, actor: Actor) -> Letterhead:
    """From now on PDFs of the organisation have no letterhead; this one stays. Raises IsNotInForce."""
    row = _mine(letterhead_id, actor)
    if row.in_force_since is None:
        raise IsNotInForce
    row.in_force_since = None
    row.save(update_fields=["in_force_since"])
    audit.record("letterhead.taken_out_of_force", row, actor=actor)
    return row


@transaction.atomic
def discard_letterhead(letterhead_id: uuid.UUID, *, actor: Actor) -> AuditEntry:
    """One that is not in force goes with its sign. Raises IsInForce."""
    row = _mine(letterhead_id, actor)
    if row.in_force_since:
        raise IsInForce
    entry = audit.record("letterhead.discarded", row, actor=actor)
    row.delete()
    return entry


def _organisation(actor: Actor) -> uuid.UUID:
    if not keeps_letterheads(actor) or actor.organisation_key is None:
        raise NotForYou
    return actor.organisation_key


def _mine(letterhead_id: uuid.UUID, actor: Actor) -> Letterhead:
    """All of the organisation are locked, in one order: one is in force at most."""
    mine = Letterhead.objects.select_for_update(of=("self",)).filter(organisation_id=_organisation(actor))
    row: Letterhead | None = next((one for one in mine.order_by("pk") if one.pk == letterhead_id), None)
    if row is None:
        raise NotForYou
    return row


def _refuse_unless_a_sign(content: bytes) -> None:
    try:
        kind, bare = recognised(content)
    except UnknownKind as problem:
        raise NotASign from problem
    if kind not in (FileKind.PNG, FileKind.JPEG):
        raise NotASign
    if len(bare) > LARGEST_SIGN or max(measured(bare)) > MOST_DOTS:
        raise SignTooLarge


def _lines(text: str, field: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise TooManyLines(field=field)
    return "\n".join(lines)
