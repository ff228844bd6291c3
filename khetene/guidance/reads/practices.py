"""Practices: what works where, who wrote it down, who took it over."""

from __future__ import annotations

import uuid
from collections import Counter

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from khetene.accounts.models import Membership
from khetene.directory.search import wanted
from khetene.files.enums import Use
from khetene.gatherings import reads as gatherings
from khetene.guidance.enums import AdoptionState, PracticeState, Theme
from khetene.guidance.models import Adoption, Practice, PracticeChange, Statement
from khetene.guidance.reads.pictures import keeps_pictures, shown
from khetene.guidance.reads.rows import AdoptionRow, PracticeChangeRow, PracticePage, PracticeRow
from khetene.guidance.rules import (
    answers_for,
    edits_practice,
    keeps_the_register,
    practice_states_offered,
    speaks_for_practice,
)
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou

TAKEN_OVER = (AdoptionState.ADAPTING, AdoptionState.RUNNING)


def practices(*, actor: Actor, words: str = "", theme: str = "", state: str = "") -> list[PracticeRow]:
    """Practices that the actor may read, by title; those that are not published yet come first. Three queries."""
    found = practice_rows(Practice.objects.visible_to(actor))
    if state in PracticeState.values:
        found = found.filter(state=state)
    for part in wanted(words):
        found = found.filter(folded__contains=f" {part}")
    rows = [practice_row(practice) for practice in found if theme in ("", *practice.themes)]
    return sorted(rows, key=lambda row: row.state == PracticeState.PUBLISHED)


def practice_rows(found: QuerySet[Practice]) -> QuerySet[Practice]:
    """With what a row shows; two queries."""
    taken_over = Count("adoptions", filter=Q(adoptions__state__in=TAKEN_OVER), distinct=True)
    rows = found.select_related("organisation").prefetch_related("places")
    return rows.annotate(taken_over=taken_over).order_by("title", "pk")


def practice(practice_id: uuid.UUID, *, actor: Actor) -> PracticePage:
    """One practice with who took it over, where it was seen and which statements speak of it. Raises NotForYou."""
    adoptions = Adoption.objects.select_related("organisation").order_by("since", "pk")
    said = Statement.objects.order_by("year", "slug")
    rows = practice_rows(Practice.objects.visible_to(actor)).prefetch_related(
        Prefetch("adoptions", adoptions), Prefetch("statements", said), "pictures"
    )
    found = rows.filter(pk=practice_id).first()
    if found is None:
        raise NotForYou
    writes = answers_for(actor, found.owner_id) or keeps_the_register(actor)
    return PracticePage(
        row=practice_row(found),
        texts=texts_of(found),
        evidence_address=found.evidence_address,
        contact=found.contact,
        seen_at=found.seen_at,
        visited_at=_visits(found, actor),
        note=found.note,
        adoptions=[_adoption(row) for row in found.adoptions.all()],
        statements=[(row.pk, row.words, row.year) for row in found.statements.all()],
        changes=practice_changes(found, own=answers_for(actor, found.owner_id)) if writes else [],
        may_edit=edits_practice(actor, found),
        may_link=writes,
        may_move_to=[state.value for state in PracticeState if state in practice_states_offered(actor, found)],
        pictures=shown(found.pictures.all(), Use.NETWORK),
        keeps_pictures=keeps_pictures(found, actor),
        is_public=found.is_public,
        may_change_publicity=keeps_the_register(actor) or (found.is_public and speaks_for_practice(actor, found)),
    )


def _visits(found: Practice, actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Gatherings at which it was seen; one that is only planned is seen by who plans it."""
    rows = gatherings.gatherings(actor=actor).filter(practices=found)
    return [(row.pk, row.title) for row in rows]


def seen_at(gathering_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Published practices that were seen at a gathering."""
    rows = Practice.objects.published().filter(visited_at=gathering_id).order_by("title", "pk")
    return list(rows.values_list("pk", "title"))


def practice_texts(practice_id: uuid.UUID, *, actor: Actor) -> dict[str, object]:
    """What stands in the form of whoever may change it. Raises NotForYou."""
    found = Practice.objects.visible_to(actor).prefetch_related("places").filter(pk=practice_id).first()
    if found is None or not edits_practice(actor, found):
        raise NotForYou
    places = [str(place.pk) for place in found.places.all()]
    return {field.name: getattr(found, field.name) for field in Practice._meta.fields} | {"places": places}


def practice_changes(found: Practice, *, own: bool) -> list[PracticeChangeRow]:
    """The newest first; people stand here as an organisation and a role.

    What happened to a draft is read by its own organisation alone; the earlier words of a draft by nobody.
    """
    labels = {name: label for name, label, _text in _labelled(found)}
    labels |= {"title": _("What is it called?"), "themes": _("What is it about?"), "places": _("Where?")}
    labels |= {"evidence_address": _("Where can it be seen?"), "contact": _("Whom to ask?")}
    return [
        PracticeChangeRow(
            id=row.pk,
            at=row.at,
            by=_by(row.by),
            what=[(labels[name], _as_words(name, text)) for name, text in row.before.items() if name in labels],
            state_label=_moved(row),
            words=row.words,
            is_wiped=row.is_wiped,
        )
        for row in reversed(_told(found, own=own))
    ]


def _moved(row: PracticeChange) -> str:
    if row.made_public is not None:
        return _("shown publicly") if row.made_public else _("shown publicly no more")
    return str(row.get_state_display()) if row.state else ""


def _told(found: Practice, *, own: bool) -> list[PracticeChange]:
    """The changes of which a reader is told, in order: others begin with the first proposal."""
    rows = PracticeChange.objects.filter(practice=found).select_related("by__organisation").order_by("at", "id")
    if own or found.owner_id is None:
        return list(rows)
    state, told, proposed = PracticeState.DRAFT, list[PracticeChange](), False
    for row in rows:
        changes_a_draft = state == PracticeState.DRAFT and not row.state
        state = PracticeState(row.state) if row.state else state
        proposed = proposed or state != PracticeState.DRAFT
        if proposed and not changes_a_draft:
            told.append(row)
    return told


def _by(membership: Membership) -> str:
    return f"{membership.organisation.name}, {membership.get_role_display()}"


def _as_words(name: str, value: str | list[str]) -> str:
    if isinstance(value, str):
        return value
    labels = {key: str(label) for key, label in Theme.choices}
    return ", ".join(labels.get(one, one) if name == "themes" else one for one in value)


def taken_over_in(year: int) -> list[tuple[str, int]]:
    """Practices that organisations took over since a day of the year and run or adapt, by title."""
    rows = Adoption.objects.filter(since__year=year, state__in=TAKEN_OVER)
    return Counter(rows.order_by("practice__title", "pk").values_list("practice__title", flat=True)).most_common()


def practice_of(adoption_id: uuid.UUID, *, actor: Actor) -> PracticePage:
    """The practice that somebody took over. Raises NotForYou."""
    found = Adoption.objects.filter(pk=adoption_id).first()
    if found is None:
        raise NotForYou
    return practice(found.practice_id, actor=actor)


def _labelled(found: Practice) -> list[tuple[str, str, str]]:
    return [
        ("problem", _("What was the problem?"), found.problem),
        ("context", _("In what circumstances?"), found.context),
        ("what_was_done", _("What was done?"), found.what_was_done),
        ("who_did_it", _("Who did it?"), found.who_did_it),
        ("effect", _("What was reached?"), found.effect),
        ("evidence", _("How is that known?"), found.evidence),
        ("conditions", _("It would not work without"), found.conditions),
        ("cost", _("What does it cost?"), found.cost),
        ("legal_base", _("On what legal base?"), found.legal_base),
    ]


def texts_of(found: Practice) -> list[tuple[str, str]]:
    """What people wrote about it, with the question that each answers."""
    return [(label, text) for _name, label, text in _labelled(found) if text]


def practice_row(found: Practice, why: list[str] | None = None) -> PracticeRow:
    themes = dict(Theme.choices)
    return PracticeRow(
        id=found.pk,
        title=found.title,
        where=sorted(place.name for place in found.places.all()),
        organisation_name=found.organisation.name if found.organisation else "",
        themes=[str(themes[theme]) for theme in found.themes],
        taken_over=found.taken_over,  # type: ignore[attr-defined]  # annotated in practice_rows
        why=why or [],
        state=found.state,
        state_label=str(found.get_state_display()),
    )


def _adoption(row: Adoption) -> AdoptionRow:
    return AdoptionRow(
        row.pk,
        row.organisation_id,
        row.organisation.name,
        row.state,
        row.get_state_display(),
        row.since,
        row.changed,
        row.result,
    )
