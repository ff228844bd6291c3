"""Lists of cases: mine, the supervisor's, the silent ones, and what is due today."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from khetene.cases.enums import MeasureState, PlanState
from khetene.cases.models import AccessRequest, Case, CaseWorker, Client, DutyReport, Measure, Plan, Promise
from khetene.cases.reads.rows import AccessRequestRow, CaseLine, DueLine, MaskedHit
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import blind_indexes

SILENT_AFTER = timedelta(days=30)


def cases(*, actor: Actor, state: str = "open", key: str = "", mine: bool = False) -> QuerySet[Case]:
    """Cases that the actor may open, most recent activity first; page it, then call `lines`."""
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


def lines(page: Any) -> list[CaseLine]:
    """The rows of one page of `cases`, with three queries however many there are."""
    active = CaseWorker.objects.active_on(clock.today()).select_related("membership__user").order_by("from_day", "id")
    rows = page.select_related("territory").prefetch_related(
        Prefetch("workers", queryset=active, to_attr="active_workers"),
        Prefetch("clients", queryset=Client.objects.order_by("added_at", "id")),
    )
    return [_line(case) for case in rows]


def _line(case: Case) -> CaseLine:
    clients = list(case.clients.all())
    return CaseLine(
        id=case.pk,
        key=case.key,
        called=", ".join(client.called for client in clients),
        purpose_label=case.get_purpose_display(),
        territory_name=case.territory.name,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        last_activity_on=case.last_activity_on,
        workers=[worker.membership.user.name for worker in case.active_workers],  # type: ignore[attr-defined]  # prefetch
    )


def keys_of(case_ids: set[uuid.UUID], *, actor: Actor) -> dict[uuid.UUID, str]:
    """Speakable keys of those cases that the actor may open."""
    rows = Case.objects.visible_to(actor).filter(pk__in=case_ids).order_by("key")
    return dict(rows.values_list("pk", "key"))


def without_supervisor(*, actor: Actor) -> list[tuple[uuid.UUID, str]]:
    """Open cases of the actor's organisation that nobody supervises: keys only."""
    rows = Case.objects.in_silo(actor.organisation_key).filter(supervisor=None, closed_on=None)
    return list(rows.order_by("key").values_list("pk", "key"))


def due(*, actor: Actor, until: date) -> list[DueLine]:
    """Steps, promises, reviews and unreported duties of the actor's open cases that are due by `until`, oldest first."""
    visible = Case.objects.visible_to(actor).filter(closed_on=None)
    return sorted(
        [
            *_measures(visible, until),
            *_promises(visible, until),
            *_reviews(visible, until),
            *_duties(visible),
        ],
        key=lambda line: (line.due_on, line.case_key),
    )


def _due_line(case: Case, kind: str, words: str, due_on: date) -> DueLine:
    return DueLine(case.pk, case.key, kind, words, due_on, due_on < clock.today())


def _measures(visible: QuerySet[Case], until: date) -> list[DueLine]:
    rows = Measure.objects.filter(
        goal__plan__case__in=visible,
        goal__plan__state=PlanState.AGREED,
        state__in=[MeasureState.PLANNED, MeasureState.UNDER_WAY],
        due_on__lte=until,
    ).select_related("goal__plan__case")
    return [
        _due_line(row.goal.plan.case, _("Step of the plan"), row.words, row.due_on)
        for row in rows.order_by("due_on", "id")
    ]


def _promises(visible: QuerySet[Case], until: date) -> list[DueLine]:
    rows = Promise.objects.waiting().filter(case__in=visible, due_on__lte=until).select_related("case")
    return [
        _due_line(row.case, str(row.get_side_display()).capitalize(), row.words, row.due_on)
        for row in rows.order_by("due_on", "id")
    ]


def _reviews(visible: QuerySet[Case], until: date) -> list[DueLine]:
    rows = Plan.objects.filter(case__in=visible, state=PlanState.AGREED, review_on__lte=until).select_related("case")
    return [
        _due_line(row.case, _("Review of the plan"), "", row.review_on)
        for row in rows.order_by("review_on", "id")
        if row.review_on
    ]


def _duties(visible: QuerySet[Case]) -> list[DueLine]:
    rows = DutyReport.objects.filter(case__in=visible, reported_at=None).select_related("case")
    return [
        _due_line(row.case, _("Duty to report"), "", row.arose_at.astimezone(clock.HOME).date())
        for row in rows.order_by("arose_at", "id")
    ]


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
