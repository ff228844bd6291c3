"""Correcting what country data tells: with a reason, beside the words of the source; and two records of one statement."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from khetene.directory.models import Organisation
from khetene.directory.search import folded
from khetene.guidance.correction import Correction, correction_of
from khetene.guidance.enums import ASKING, AddresseeGroup
from khetene.guidance.errors import (
    AnsweredHere,
    JoinedAlready,
    NothingCorrected,
    NothingToAsk,
    OtherIsNotPublic,
    SayWhyCorrected,
    WasAskedHere,
)
from khetene.guidance.models import Addressing, EarlierWords, SourceDocument, Statement, StatementTheme
from khetene.guidance.rules import corrects_recorded, keeps_the_register
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def correct_recorded(
    statement_id: uuid.UUID,
    *,
    words: str,
    themes: Sequence[str],
    to: Sequence[str],
    source_id: uuid.UUID,
    place_in_source: str,
    reason: str,
    actor: Actor,
) -> Statement:
    """What the documents were understood to say is put right; `to` are groups and keys of organisations.

    Raises SayWhyCorrected, NothingCorrected, NothingToAsk, WasAskedHere.
    """
    statement = _recorded(statement_id, actor)
    if not reason.strip():
        raise SayWhyCorrected
    correction, before = correction_of(statement.correction), _as_it_stands(statement)
    after = {
        "words": words.strip(),
        "themes": sorted(set(themes)),
        "to": _named(to),
        "source": _document(source_id),
        "place_in_source": place_in_source.strip(),
    }
    changed = [part for part, given in after.items() if correction.note(part, now=before[part], given=given)]
    if not changed:
        raise NothingCorrected
    _write(statement, after, source_id)
    if "to" in changed:
        _address_anew(statement, [name for name, _called in after["to"]])
    _keep(statement, {part: before[part] for part in changed}, correction, reason, actor)
    audit.record("statement.corrected", statement, actor=actor)
    return statement


def _write(statement: Statement, after: dict[str, Any], source_id: uuid.UUID) -> None:
    statement.words, statement.place_in_source = after["words"], after["place_in_source"]
    statement.source_id, statement.folded = source_id, folded(after["words"])[:4000]
    statement.full_clean()
    statement.save()
    statement.themes.exclude(theme__in=after["themes"]).delete()
    for theme in after["themes"]:
        StatementTheme.objects.get_or_create(statement=statement, theme=theme)


def _keep(statement: Statement, before: dict[str, Any], correction: Correction, reason: str, actor: Actor) -> None:
    """The note for everybody, and the history with who it was."""
    correction.reason, correction.on = reason.strip(), clock.today().isoformat()
    statement.correction = correction.as_kept()
    statement.save(update_fields=["correction"])
    what = {part: said for part, said in before.items() if said} | {"reason": reason.strip()}
    EarlierWords.objects.create(statement=statement, what=what, at=clock.now(), by_id=actor.membership_key)


def _as_it_stands(statement: Statement) -> dict[str, Any]:
    rows = statement.addressings.select_related("organisation").order_by("pk")
    assert statement.source is not None, "what country data tells stands in a document"
    return {
        "words": statement.words,
        "themes": sorted(statement.themes.values_list("theme", flat=True)),
        "to": sorted(_name_of(row) for row in rows),
        "source": [statement.source.slug, statement.source.title],
        "place_in_source": statement.place_in_source,
    }


def _name_of(row: Addressing) -> list[str]:
    return [row.organisation.slug, row.organisation.name] if row.organisation else [row.group, ""]


def _named(to: Sequence[str]) -> list[list[str]]:
    groups = [[name, ""] for name in to if name in AddresseeGroup.values]
    keys = {name for name in to if name not in AddresseeGroup.values}
    offices = [[slug, name] for slug, name in Organisation.objects.filter(pk__in=keys).values_list("slug", "name")]
    if len(offices) != len(keys):
        raise NotForYou
    return sorted([*groups, *offices])


def _document(source_id: uuid.UUID) -> list[str]:
    found = SourceDocument.objects.filter(pk=source_id).first()
    if found is None:
        raise NotForYou
    return [found.slug, found.title]


def _address_anew(statement: Statement, names: list[str]) -> None:
    """Whom the document names; who was asked here or has answered stays."""
    if names and statement.kind not in ASKING:
        raise NothingToAsk(field="to")
    for row in statement.addressings.select_related("organisation").order_by("pk"):
        if _name_of(row)[0] in names:
            names = [name for name in names if name != _name_of(row)[0]]
        elif row.asked_on or row.steps.exists():
            raise WasAskedHere
        else:
            row.delete()
    for name in names:
        if name in AddresseeGroup.values:
            Addressing.objects.create(statement=statement, group=name)
        else:
            Addressing.objects.create(statement=statement, organisation=Organisation.objects.get(slug=name))


@transaction.atomic
def join_records(statement_id: uuid.UUID, *, one_with_id: uuid.UUID | None, reason: str, actor: Actor) -> Statement:
    """The same statement was recorded twice, or it was not after all: from now on it is read and counted where the other stands.

    Raises SayWhyCorrected, JoinedAlready, AnsweredHere, OtherIsNotPublic.
    """
    both = Statement.objects.select_for_update(of=("self",)).filter(pk__in=[statement_id, one_with_id])
    found = {row.pk: row for row in both.order_by("pk")}  # whoever joins them the other way round waits
    statement = _recorded(statement_id, actor)
    if not reason.strip():
        raise SayWhyCorrected
    other = found.get(one_with_id) if one_with_id else None
    if one_with_id and (other is None or other.pk == statement.pk):
        raise NotForYou
    if other is not None:
        _refuse_broken_pair(statement, other)
    before = statement.one_with.words if statement.one_with else ""
    statement.one_with = other
    statement.save(update_fields=["one_with"])
    what = {"one_with": before or (other.words if other else ""), "reason": reason.strip()}
    EarlierWords.objects.create(statement=statement, what=what, at=clock.now(), by_id=actor.membership_key)
    audit.record("statement.joined" if other else "statement.parted", statement, actor=actor)
    return statement


def _refuse_broken_pair(statement: Statement, other: Statement) -> None:
    if other.one_with_id or statement.recorded_twice.exists():
        raise JoinedAlready
    asked = statement.addressings.filter(asked_on__isnull=False) | statement.addressings.filter(steps__isnull=False)
    if asked.exists() or statement.actions.exists():
        raise AnsweredHere
    if statement.is_public and not other.is_public:
        raise OtherIsNotPublic


def _recorded(statement_id: uuid.UUID, actor: Actor) -> Statement:
    statement = Statement.objects.select_for_update(of=("self",)).filter(pk=statement_id).first()
    if statement is None or not keeps_the_register(actor) or not corrects_recorded(actor, statement):
        raise NotForYou
    return statement
