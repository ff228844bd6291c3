"""Lists of cases: mine, the supervisor's, the silent ones, and those that a search finds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from khetene.cases.models import AccessRequest, Case, CaseWorker, Client
from khetene.cases.models.case import CaseQuerySet
from khetene.cases.reads.rows import AccessRequestRow, CaseLine, MaskedHit, SilentLine
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import blind_indexes
from khetene.kernel.statements import Listed, Typed, kept

SILENT_AFTER = timedelta(days=30)


def cases(*, actor: Actor, state: str = "open", key: str = "", mine: bool = False) -> CaseQuerySet:
    """Cases that the actor may open, most recent activity first."""
    rows = Case.objects.visible_to(actor).order_by("-last_activity_on", "-id")
    if state == "open":
        rows = rows.filter(closed_on=None)
    elif state == "closed":
        rows = rows.filter(closed_on__isnull=False)
    elif state == "silent":
        rows = rows.silent_since(clock.today() - SILENT_AFTER)
    if key:
        rows = rows.filter(key__icontains=key.strip())
    if mine:
        works = CaseWorker.objects.active_on(clock.today()).filter(membership_id=actor.membership_key)
        rows = rows.filter(pk__in=works.values("case_id"))
    return rows


def listed(*, actor: Actor, state: str = "open", key: str = "", mine: bool = False) -> Listed[Case]:
    """The same for a page of the desk: take a part of it, then call `lines`."""
    since = (clock.today() - SILENT_AFTER,) if state == "silent" else ()
    return _listed.listed(actor, state, Typed(key), mine, since)


@kept
def _listed(actor: Actor, state: str, key: str, mine: bool, since: tuple[date, ...]) -> QuerySet[Case]:
    rows = cases(actor=actor, state="" if since else state, key=key, mine=mine)
    for day in since:
        rows = rows.silent_since(day)
    shown = ("key", "purpose", "opened_on", "closed_on", "last_activity_on", "territory__name")
    return rows.select_related("territory").only(*shown)


def silent(*, actor: Actor, most: int) -> list[SilentLine]:
    """Open cases in which nothing was recorded for a month, the latest of them first. Two queries."""
    found = _silent(actor, clock.today() - SILENT_AFTER, most)
    called = _called(found)
    return [SilentLine(case.pk, case.key, called[case.pk], case.last_activity_on) for case in found]


@kept
def _silent(actor: Actor, since: date, most: int) -> QuerySet[Case]:
    rows = Case.objects.visible_to(actor).silent_since(since)
    return rows.only("key", "last_activity_on").order_by("-last_activity_on", "-id")[:most]


def lines(part: Iterable[Case]) -> list[CaseLine]:
    """The rows of a part of `listed`, with two queries however many there are."""
    page = list(part)
    called, workers = _called(page), _workers_of(page)
    return [
        CaseLine(
            id=case.pk,
            key=case.key,
            called=called[case.pk],
            purpose_label=case.get_purpose_display(),
            territory_name=case.territory.name,
            opened_on=case.opened_on,
            closed_on=case.closed_on,
            last_activity_on=case.last_activity_on,
            workers=workers[case.pk],
        )
        for case in page
    ]


def _called(page: Sequence[Case]) -> dict[uuid.UUID, str]:
    """How the people of each case want to be called."""
    names: dict[uuid.UUID, list[str]] = {case.pk: [] for case in page}
    for client in _clients(tuple(names)) if names else []:
        names[client.case_id].append(client.called)
    return {case: ", ".join(called) for case, called in names.items()}


@kept
def _clients(of: tuple[uuid.UUID, ...]) -> QuerySet[Client]:
    return Client.objects.filter(case_id__in=of).only("case_id", "called").order_by("added_at", "id")


def _workers_of(page: Sequence[Case]) -> dict[uuid.UUID, list[str]]:
    names: dict[uuid.UUID, list[str]] = {case.pk: [] for case in page}
    for case_id, name in _workers(tuple(names)) if names else []:
        names[case_id].append(name)
    return names


@kept
def _workers(of: tuple[uuid.UUID, ...]) -> QuerySet[CaseWorker, tuple[uuid.UUID, str]]:
    active = CaseWorker.objects.active_on(clock.today()).filter(case_id__in=of).order_by("from_day", "id")
    return active.values_list("case_id", "membership__user__name")


def keys_of(case_ids: set[uuid.UUID], *, actor: Actor) -> dict[uuid.UUID, str]:
    """Speakable keys of those cases that the actor may open."""
    rows = Case.objects.visible_to(actor).filter(pk__in=case_ids).order_by("key")
    return dict(rows.values_list("pk", "key"))


def without_supervisor(*, actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Open cases of the actor's organisation that nobody supervises: keys only."""
    rows = Case.objects.in_silo(actor.organisation_key).filter(supervisor=None, closed_on=None)
    return list(rows.order_by("key").values_list("pk", "key"))


def find_by_name(name: str, *, actor: Actor) -> list[MaskedHit]:
    """Cases of the actor's own organisation with exactly this name: initials only for those they may not open."""
    wanted = blind_indexes(name, actor.organisation_key)
    by_called = Client.objects.filter(called_index__in=wanted).values("case_id")
    by_legal = Client.objects.filter(legal_name_index__in=wanted).values("case_id")
    rows = Case.objects.in_silo(actor.organisation_key)
    return _hits((rows.filter(pk__in=by_called) | rows.filter(pk__in=by_legal)).order_by("-opened_on", "-id"), actor)


def find_by_key(key: str, *, actor: Actor) -> list[MaskedHit]:
    """The case of the actor's own organisation with this key."""
    rows = Case.objects.in_silo(actor.organisation_key).filter(key__iexact=key.strip())
    return _hits(rows.order_by("-opened_on", "-id"), actor)


def _hits(rows: QuerySet[Case], actor: Actor) -> list[MaskedHit]:
    found = rows.prefetch_related(
        Prefetch("clients", queryset=Client.objects.order_by("added_at", "id")),
        Prefetch(
            "workers",
            queryset=CaseWorker.objects.active_on(clock.today()).select_related("membership__user").order_by("id"),
            to_attr="active_workers",
        ),
    )[:20]
    keys = [case.pk for case in found]
    visible = set(Case.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    waiting = set(
        AccessRequest.objects.waiting()
        .filter(case__in=keys, requested_by_id=actor.membership_key)
        .values_list("case_id", flat=True)
    )
    return [
        MaskedHit(
            case.pk,
            case.key,
            ", ".join(initials(client.called) for client in case.clients.all()),
            [worker.membership.user.name for worker in case.active_workers],  # type: ignore[attr-defined]  # prefetch
            case.pk in visible,
            case.pk in waiting,
        )
        for case in found
    ]


def initials(name: str) -> str:
    """`Dace Jansone` → `D… J…`."""
    return " ".join(f"{word[0]}…" for word in name.split())


def access_requests(*, actor: Actor) -> list[AccessRequestRow]:
    """Requests that wait for this supervisor's answer, the most urgent first."""
    rows = (
        AccessRequest.objects.waiting()
        .filter(case__organisation_id=actor.organisation_key)
        .filter(case__supervisor_id__in=[actor.membership_key])
        .exclude(requested_by_id=actor.membership_key)
        .select_related("case", "requested_by__user")
    )
    return [
        AccessRequestRow(
            row.pk,
            row.case_id,
            row.case.key,
            row.requested_by.user.name,
            row.requested_at,
            row.get_reason_display(),
            row.words,
            row.decide_by,
            row.decide_by < clock.today(),
        )
        for row in rows.order_by("decide_by", "id")
    ]
