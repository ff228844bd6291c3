"""One participation with all its parts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum

from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain
from khetene.enrolments import rules
from khetene.enrolments.enums import Phase, Present
from khetene.enrolments.models import (
    Delivery,
    Enrolment,
    EnrolmentStep,
    OtherFinance,
)
from khetene.enrolments.reads.lists import line, visible
from khetene.enrolments.reads.midterms import midterm_row
from khetene.enrolments.reads.outcomes import windows_of
from khetene.enrolments.reads.presence import card_on, planned_words, present
from khetene.enrolments.reads.rows import (
    ComponentRow,
    DeliveryRow,
    EnrolmentPage,
    NextStage,
    OtherFinanceRow,
    ShortfallRow,
    StepRow,
    SupportSum,
)
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.labels import labels
from khetene.kernel.statements import Listed, kept, slim
from khetene.kernel.translated import Translated
from khetene.programmes import reads as programmes
from khetene.programmes.enums import SupportKind, Unit
from khetene.programmes.operations.calendar import months_later
from khetene.programmes.operations.definition import Operation
from khetene.programmes.operations.limits import Given, Used, shortfalls
from khetene.programmes.operations.named import Named
from khetene.programmes.reads import Published


def visible_enrolment(enrolment_id: uuid.UUID, *, actor: Actor) -> Enrolment:
    """Raises NotForYou."""
    return _only(_visible(enrolment_id, actor))


@kept
def _visible(enrolment_id: uuid.UUID, actor: Actor) -> QuerySet[Enrolment]:
    rows = visible(actor).select_related("client", "case", "mentor__user").filter(pk=enrolment_id)
    return rows.order_by("id")


@kept
def _shown(enrolment_id: uuid.UUID, actor: Actor) -> QuerySet[Enrolment]:
    rows = visible(actor).select_related("client", "case", "mentor__user").filter(pk=enrolment_id)
    return slim(rows, "client__called", "case__key", "mentor__user__name").order_by("id")


def _only(found: list[Enrolment]) -> Enrolment:
    if not found:
        raise NotForYou
    return found[0]


def enrolment_page(enrolment_id: uuid.UUID, published: Published, *, actor: Actor) -> EnrolmentPage:
    """Everything about one participation, with a fixed number of queries. Raises NotForYou."""
    row = _only(_shown(enrolment_id, actor))
    operation = published.operations[row.programme]
    sums = _sums(row.pk)
    return EnrolmentPage(
        line=line(row, published.operations, published.titles),
        client_id=row.client_id,
        programme=row.programme,
        entry=row.entry,
        begun_on=row.begun_on,
        exit_reason_label=_title(operation.exit_reasons, row.exit_reason),
        mentor_name=row.mentor.user.name if row.mentor else "",
        referral_id=row.referral_id,
        signed_on=_signed_on(row, actor),
        steps=_steps(row, operation),
        next_stages=_next_stages(row, operation, actor),
        components=_components(row, operation),
        sums=_support_sums(operation, sums),
        shortfalls=_shortfalls(row, operation, sums),
        last_day=_last_day(row, operation),
        windows=windows_of(row, operation),
        other_finance=_other_finance(row),
        gives_support=row.phase in (Phase.RUNNING, Phase.ENDED) and row.started_on is not None,
        asks_card=bool(operation.card),
        card_on=card_on(row.pk) if operation.card else None,
        leads_to_work=operation.jobs is not None,
        asks_elsewhere=rules.asks_elsewhere(operation),
        refers=bool(operation.passages) and row.phase != Phase.ENDED,
        midterm=midterm_row(row, operation, on=clock.today()),
    )


def _title(entries: tuple[Named, ...], wanted: str) -> str:
    return next((str(Translated(entry.title)) for entry in entries if entry.id == wanted), wanted)


def _signed_on(row: Enrolment, actor: Actor) -> date | None:
    spans = cases.participation_spans([row.client_id], programme=row.programme, actor=actor)
    today = clock.today()
    return next((first for first, last in spans.get(row.client_id, []) if first <= today <= last), None)


def _steps(row: Enrolment, operation: Operation) -> list[StepRow]:
    return [
        StepRow(
            str(Translated(stage.title)) if (stage := operation.stage(entered)) else entered,
            on_day,
            by,
            _title(operation.exit_reasons, reason) if reason else "",
        )
        for entered, on_day, by, reason in _stages_of(row.pk)
    ]


@kept
def _stages_of(enrolment_id: uuid.UUID) -> QuerySet[EnrolmentStep, tuple[str, date, str, str]]:
    steps = EnrolmentStep.objects.filter(enrolment_id=enrolment_id).order_by("at", "id")
    return steps.values_list("stage", "on_day", "by__user__name", "reason")


def _next_stages(row: Enrolment, operation: Operation, actor: Actor) -> list[NextStage]:
    now = operation.stage(row.stage)
    following = [stage for entry in (now.next if now else ()) if (stage := operation.stage(entry))]
    needs = [need for stage in following for need in stage.needs]
    there = present(row, operation, needs, on=clock.today(), actor=actor)
    return [
        NextStage(
            stage.id,
            str(Translated(stage.title)),
            stage.phase,
            rules.may_move(actor, stage),
            [str(Present(need).label) for need in stage.needs if not there[need]],
        )
        for stage in following
    ]


def _components(row: Enrolment, operation: Operation) -> list[ComponentRow]:
    planned = planned_words(row.pk)
    return [
        ComponentRow(entry.id, str(Translated(entry.title)), planned.get(entry.id, ""))
        for entry in operation.components or ()
    ]


@kept
def _sums(enrolment_id: uuid.UUID) -> QuerySet[Delivery, Any]:
    """Per support and month, so that one query answers both the sums and the monthly minimums."""
    counted = Delivery.objects.counted().filter(enrolment_id=enrolment_id).order_by()
    grouped = counted.values("support", "unit", "month").annotate(quantity=Sum("quantity"), cents=Sum("cents"))
    return grouped.order_by("support", "month")


def _support_sums(operation: Operation, sums: list[dict[str, Any]]) -> list[SupportSum]:
    by_support: dict[tuple[str, str], list[Any]] = {}
    for entry in sums:
        whole = by_support.setdefault((entry["support"], entry["unit"]), [0, 0])
        whole[0] += entry["quantity"]
        whole[1] += entry["cents"]
    return [
        SupportSum(
            _support_title(operation, support),
            unit,
            labels(Unit)[unit],
            quantity,
            cents,
            is_apart(operation, support),
        )
        for (support, unit), (quantity, cents) in by_support.items()
    ]


def is_apart(operation: Operation, support_id: str) -> bool:
    """Whether a support is accounted for apart, such as what a disability asks for (source 001)."""
    support = operation.support(support_id)
    return bool(support and support.apart)


def _support_title(operation: Operation, support_id: str) -> str:
    support = operation.support(support_id)
    return str(Translated(support.title)) if support else support_id


def _shortfalls(row: Enrolment, operation: Operation, sums: list[dict[str, Any]]) -> list[ShortfallRow]:
    """Of months that are over, up to the exit; the present month may still be filled."""
    if row.started_on is None:
        return []
    used = Used()
    for entry in sums:
        year, month = divmod(entry["month"], 100)
        used.add(Given(entry["support"], date(year, month, 1), entry["quantity"], entry["cents"]))
    until = row.exited_on or clock.today()
    found = shortfalls(operation, started=row.started_on, until=until, used=used)
    return [
        ShortfallRow(
            _support_title(operation, short.support.id),
            short.month.first,
            short.month.whole,
            short.wanted,
            short.given,
            short.missing,
        )
        for short in found
        if row.exited_on or months_later(short.month.first.replace(day=1), 1) <= clock.today()
    ]


def _last_day(row: Enrolment, operation: Operation) -> date | None:
    """The first day on which the programme can no longer go on for this person."""
    if row.started_on is None or row.phase == Phase.ENDED:
        return None
    limits = [limit.most for limit in operation.limits_on(clock.today(), "months") if limit.most is not None]
    return min((months_later(row.started_on, int(most)) for most in limits), default=None)


def _other_finance(row: Enrolment) -> list[OtherFinanceRow]:
    return [
        OtherFinanceRow(
            entry.pk,
            labels(NeedDomain)[entry.need],
            labels(SupportKind)[entry.kind],
            entry.payer,
            entry.covers_from,
            entry.covers_to,
            entry.taken_back_at is not None,
        )
        for entry in _paid_elsewhere(row.client_id)
    ]


@kept
def _paid_elsewhere(client_id: uuid.UUID) -> QuerySet[OtherFinance]:
    return OtherFinance.objects.filter(client_id=client_id).order_by("-covers_from", "-id")


def deliveries_of(shown: EnrolmentPage) -> Listed[Delivery]:
    """What was given in one participation, the newest first, corrected entries too; page it, then call `delivery_rows`."""
    return _deliveries.listed(shown.line.id)


@kept
def _deliveries(enrolment_id: uuid.UUID) -> QuerySet[Delivery]:
    rows = with_its_writer(Delivery.objects.filter(enrolment_id=enrolment_id))
    return rows.order_by("-given_on", "-recorded_at", "-id")


def with_its_writer(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Entries as `delivery_rows` needs them: with the name of who recorded each, and whether it was corrected since."""
    newer = Delivery.objects.filter(corrects=OuterRef("pk"))
    return slim(rows.select_related("recorded_by__user").annotate(overtaken=Exists(newer)), "recorded_by__user__name")


def delivery_rows(part: Iterable[Delivery], operation: Operation) -> list[DeliveryRow]:
    """The rows of a part of `deliveries_of`."""
    return [_delivery_row(row, operation) for row in part]


def delivery(delivery_id: uuid.UUID, *, actor: Actor) -> tuple[Enrolment, DeliveryRow, str]:
    """One entry with its participation and the id of its support. Raises NotForYou."""
    row = with_its_writer(Delivery.objects.filter(pk=delivery_id)).first()
    if row is None:
        raise NotForYou
    enrolment = visible_enrolment(row.enrolment_id, actor=actor)
    return enrolment, _delivery_row(row, programmes.operation(enrolment.programme)), row.support


def _delivery_row(row: Delivery, operation: Operation) -> DeliveryRow:
    support = operation.support(row.support)
    given_as = support.giver(row.given_as) if support else None
    return DeliveryRow(
        id=row.pk,
        support_label=_support_title(operation, row.support),
        unit=row.unit,
        unit_label=labels(Unit)[row.unit],
        given_on=row.given_on,
        quantity=row.quantity,
        cents=row.cents,
        given_as=row.given_as,
        given_as_label=str(Translated(given_as.title)) if given_as else "",
        giver=row.giver or "",
        confirmation=row.confirmation,
        confirmation_label=row.get_confirmation_display(),
        confirmed_on=row.confirmed_on,
        scan_id=row.scan_id,
        takes_a_scan=row.scan_id is None
        and rules.takes_a_scan(row.confirmation, support.confirm if support else "none"),
        recorded_by=row.recorded_by.user.name,
        is_correction=row.corrects_id is not None,
        reason=row.reason or "",
        struck=row.struck,
        overtaken=row.overtaken,  # type: ignore[attr-defined]  # annotated by with_its_writer
    )


def support_choices(operation: Operation) -> list[tuple[str, str]]:
    """What the programme gives, each with its unit, to choose from."""
    return [(entry.id, f"{Translated(entry.title)} ({Unit(entry.unit).label})") for entry in operation.supports or ()]
