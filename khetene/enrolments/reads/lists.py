"""Participations that the actor may see, because they may open the case; and who of them can be chosen for a group."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from khetene.cases import reads as cases
from khetene.enrolments.enums import Phase
from khetene.enrolments.models import Enrolment
from khetene.enrolments.models.enrolment import EnrolmentQuerySet
from khetene.enrolments.reads.rows import EnrolmentLine
from khetene.kernel.actor import Actor
from khetene.kernel.labels import labels
from khetene.kernel.statements import Listed, Typed, Word, kept
from khetene.kernel.translated import Translated
from khetene.programmes.operations.definition import Operation
from khetene.programmes.reads import Published


def visible(actor: Actor) -> EnrolmentQuerySet:
    return Enrolment.objects.in_cases(cases.visible_case_ids(actor=actor))


def enrolments(*, actor: Actor, programme: str = "", phase: str = "", key: str = "") -> QuerySet[Enrolment]:
    """Participations that the actor may see, the newest first."""
    rows = visible(actor).order_by("-begun_on", "-id")
    if programme:
        rows = rows.filter(programme=programme)
    if phase in Phase.values:
        rows = rows.filter(phase=phase)
    if key:
        rows = rows.filter(key__icontains=key.strip())
    return rows


def listed(*, actor: Actor, programme: str = "", phase: str = "", key: str = "") -> Listed[Enrolment]:
    """The same for a page of the desk: take a part of it, then call `lines`."""
    chosen = phase if phase in Phase.values else ""
    return _listed.listed(actor, Word(programme) if programme else "", chosen, Typed(key))


@kept
def _listed(actor: Actor, programme: str, phase: str, key: str) -> QuerySet[Enrolment]:
    return _drawn(enrolments(actor=actor, programme=programme, phase=phase, key=key))


def _drawn(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """With what a line says of each."""
    shown = ("key", "programme", "stage", "phase", "started_on", "exited_on", "client__called", "case__key")
    return rows.select_related("client", "case").only(*shown)


def lines(part: Iterable[Enrolment], published: Published) -> list[EnrolmentLine]:
    """The rows of a part of `listed`; no query."""
    titles = published.titles
    return [line(row, published.operations, titles) for row in part]


def of_case(case_id: uuid.UUID, published: Published, *, actor: Actor) -> list[EnrolmentLine]:
    """Participations of the people in one case. Empty when the actor may not open it."""
    return lines(_of_case(case_id, actor), published)


@kept
def _of_case(case_id: uuid.UUID, actor: Actor) -> QuerySet[Enrolment]:
    return _drawn(visible(actor).filter(case_id=case_id).order_by("-begun_on", "-id"))


def line(row: Enrolment, operations: dict[str, Operation], titles: dict[str, str]) -> EnrolmentLine:
    operation = operations.get(row.programme)
    stage = operation.stage(row.stage) if operation else None
    return EnrolmentLine(
        id=row.pk,
        key=row.key,
        called=row.client.called,
        case_id=row.case_id,
        case_key=row.case.key,
        programme_title=titles.get(row.programme, row.programme),
        stage_label=str(Translated(stage.title)) if stage else row.stage,
        phase=row.phase,
        phase_label=labels(Phase)[row.phase],
        started_on=row.started_on,
        exited_on=row.exited_on,
    )


def programme_choices(published: Published, ids: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Programmes that have a definition, to choose from; all or those of `ids`."""
    titles = published.titles
    wanted = published.operations if ids is None else set(ids)
    return sorted(((entry, titles[entry]) for entry in wanted if entry in titles), key=lambda pair: pair[1])


def enrolling(published: Published) -> list[tuple[str, str]]:
    """Programmes in which people take part by name, to choose from: not those that count heads alone."""
    return programme_choices(published, (key for key, operation in published.operations.items() if operation.enrols))


def group(programme: str, published: Published, *, actor: Actor) -> list[EnrolmentLine]:
    """Who takes part in a programme now, to enter a group at once."""
    rows = visible(actor).filter(programme=programme, phase=Phase.RUNNING)
    return lines(_drawn(rows.order_by("key", "id")), published)
