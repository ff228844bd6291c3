"""A programme's month on one page: what is missing, at which pace it can still be given, and what ends soon."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from django.db.models import Count, Q, QuerySet, Sum

from khetene.cases import reads as cases
from khetene.enrolments import windows
from khetene.enrolments.enums import Phase
from khetene.enrolments.models import Delivery, Enrolment, MeasuredOutcome
from khetene.enrolments.models.delivery import month_number
from khetene.enrolments.reads import midterms
from khetene.enrolments.reads.lists import visible
from khetene.enrolments.reads.midterms import made_for
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.statements import Word, kept, slim
from khetene.kernel.translated import Translated
from khetene.programmes.operations.calendar import Month, calendar_months, months_later, programme_month
from khetene.programmes.operations.definition import Limit, Operation, Support
from khetene.programmes.reads import Published

CENT = Decimal("0.01")
WEEK = 7
SAID_AFTER = timedelta(days=7)
ENDS_SOON = timedelta(days=31)
MOST_WARNED = 50
_PEOPLE = ("client__called", "mentor__user__name")


@dataclass(frozen=True, slots=True)
class MinimumRow:
    """A monthly minimum of one person. `by_now` is the share of the days gone; `each_week` what is needed until the end."""

    support_label: str
    unit: str
    whole: bool
    given: Decimal
    wanted: Decimal
    by_now: Decimal
    days_left: int

    @property
    def missing(self) -> Decimal:
        return max(self.wanted - self.given, Decimal(0))

    @property
    def is_behind(self) -> bool:
        """Less than the days gone ask for; in a month that is over: less than wanted."""
        return self.given < self.by_now

    @property
    def each_week(self) -> Decimal:
        """How much each week until the month ends; zero when nothing is missing or no day is left."""
        if not self.days_left:
            return Decimal(0)
        return min(self.missing * WEEK / self.days_left, self.missing).quantize(CENT, ROUND_UP)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One participation in one month."""

    id: uuid.UUID
    key: str
    called: str
    programme_title: str
    mentor_name: str
    minimums: list[MinimumRow]
    programme_month: int
    most_months: int | None
    first_day_after: date | None
    is_signed: bool
    window_title: str
    window_closes_on: date | None
    midterm: str
    midterm_due_on: date | None

    @property
    def is_behind(self) -> bool:
        return any(minimum.is_behind for minimum in self.minimums)

    @property
    def ends_soon(self) -> bool:
        return self.first_day_after is not None and self.first_day_after <= clock.today() + ENDS_SOON


def month_rows(programme: str, published: Published, *, month: date, actor: Actor) -> list[MonthRow]:
    """Everybody who took part in the month, those who are furthest behind first. At most five queries, however many they are."""
    operation = published.operations[programme]
    first, last = _edges(month)
    rows = _took_part(actor, Word(programme), first, last)
    found = _rows(rows, {programme: operation}, published.titles, first, actor)
    return sorted(found, key=lambda row: (-sum(part.missing for part in row.minimums), row.key))


@kept
def _took_part(actor: Actor, programme: Word, first: date, last: date) -> QuerySet[Enrolment]:
    rows = visible(actor).filter(programme=programme, started_on__lte=last).filter(_not_gone_before(first))
    return slim(rows.select_related("client", "mentor__user"), *_PEOPLE).order_by("key", "id")


def behind(published: Published, *, actor: Actor, on: date) -> list[MonthRow]:
    """For "my day": who is behind the pace of this month, not before a week of it is gone; and whose programme ends soon."""
    operations = {key: operation for key, operation in published.operations.items() if _is_timed(operation, on)}
    if not operations:
        return []
    rows = _running(actor, tuple(operations), on)
    if not rows:
        return []
    found = _rows(rows, operations, published.titles, on.replace(day=1), actor)
    since = {row.pk: max(row.started_on or on, on.replace(day=1)) for row in rows}
    return [row for row in found if row.ends_soon or (row.is_behind and on >= since[row.id] + SAID_AFTER)]


@kept
def _running(actor: Actor, programmes: tuple[str, ...], on: date) -> QuerySet[Enrolment]:
    rows = visible(actor).filter(phase=Phase.RUNNING, programme__in=programmes, started_on__lte=on)
    return slim(rows.select_related("client", "mentor__user"), *_PEOPLE).order_by("key", "id")[:MOST_WARNED]


def _is_timed(operation: Operation, on: date) -> bool:
    return bool(_minimums(operation, on) or operation.limits_on(on, "months"))


def _edges(month: date) -> tuple[date, date]:
    first = month.replace(day=1)
    return first, months_later(first, 1) - timedelta(days=1)


def _not_gone_before(first: date) -> Q:
    return Q(exited_on=None) | Q(exited_on__gte=first)


def _minimums(operation: Operation, on: date) -> list[tuple[Limit, Support, Decimal]]:
    """The monthly minimums in force, each with its support."""
    return [
        (limit, support, limit.least)
        for limit in operation.limits_on(on, "quantity")
        if limit.per == "month" and limit.least is not None and (support := operation.support(limit.support))
    ]


def _rows(
    rows: list[Enrolment], operations: dict[str, Operation], titles: dict[str, str], first: date, actor: Actor
) -> list[MonthRow]:
    given = _given(rows, first)
    signed = _signed(rows, actor)
    measured = _measured(rows)
    evaluated = made_for(rows) if any(operations[row.programme].midterm for row in rows) else set()
    return [
        _row(
            row,
            operations[row.programme],
            titles,
            first,
            given,
            row.pk in signed,
            measured.get(row.pk, set()),
            row.pk in evaluated,
        )
        for row in rows
    ]


def _row(
    row: Enrolment,
    operation: Operation,
    titles: dict[str, str],
    first: date,
    given: dict[tuple[uuid.UUID, str], Decimal],
    is_signed: bool,
    measured: set[str],
    is_evaluated: bool,
) -> MonthRow:
    started = row.started_on or first
    after, most = _first_day_after(operation, row, started)
    last = min(_edges(first)[1], row.exited_on or date.max, after - timedelta(days=1) if after else date.max)
    part = next(iter(calendar_months(max(first, started), last)), None)
    title, closes = _window(row, operation, measured)
    due = midterms.due_on(operation.midterm, row) if operation.midterm else None
    half_way = midterms.state(due, made=is_evaluated, exited=row.exited_on, on=clock.today()) if due else ""
    return MonthRow(
        row.pk,
        row.key,
        row.client.called,
        titles.get(row.programme, row.programme),
        row.mentor.user.name if row.mentor else "",
        _minimum_rows(row, operation, part, given) if part else [],
        programme_month(started, min(last, max(clock.today(), started))),
        most,
        after if row.phase != Phase.ENDED else None,
        is_signed,
        title,
        closes,
        half_way,
        due,
    )


def _first_day_after(operation: Operation, row: Enrolment, started: date) -> tuple[date | None, int | None]:
    """The first day on which the programme can no longer go on, and how many months it may last."""
    limits = [int(limit.most) for limit in operation.limits_on(clock.today(), "months") if limit.most is not None]
    if not limits:
        return None, None
    return months_later(started, min(limits)), min(limits)


def _minimum_rows(
    row: Enrolment, operation: Operation, part: Month, given: dict[tuple[uuid.UUID, str], Decimal]
) -> list[MinimumRow]:
    today = clock.today()
    days, gone = (
        (part.last - part.first).days + 1,
        min(max((today - part.first).days, 0), (part.last - part.first).days + 1),
    )
    return [
        MinimumRow(
            str(Translated(support.title)),
            support.unit,
            part.whole,
            given.get((row.pk, support.id), Decimal(0)),
            wanted := part.part_of(least),
            (wanted * gone / days).quantize(CENT, ROUND_DOWN),
            max((part.last - max(today, part.first)).days + 1, 0),
        )
        for _limit, support, least in _minimums(operation, part.first)
    ]


def _given(rows: Iterable[Enrolment], first: date) -> dict[tuple[uuid.UUID, str], Decimal]:
    sums = _sums(tuple(row.pk for row in rows), month_number(first))
    return {(enrolment, support): given for enrolment, support, given in sums}


@kept
def _sums(of: tuple[uuid.UUID, ...], month: int) -> QuerySet[Delivery, tuple[uuid.UUID, str, Decimal]]:
    counted = Delivery.objects.counted().filter(enrolment__in=of, month=month).order_by()
    sums = counted.values_list("enrolment_id", "support").annotate(given=Sum("quantity"))
    return sums.order_by("enrolment_id", "support")


def _signed(rows: Iterable[Enrolment], actor: Actor) -> set[uuid.UUID]:
    """Participations whose agreement to take part is in force today, or was on the day of the exit."""
    by_programme: dict[str, list[Enrolment]] = defaultdict(list)
    for row in rows:
        by_programme[row.programme].append(row)
    signed = set()
    for programme, of_programme in by_programme.items():
        clients = [row.client_id for row in of_programme]
        spans = cases.participation_spans(clients, programme=programme, actor=actor)
        for row in of_programme:
            day = row.exited_on or clock.today()
            if any(first <= day <= last for first, last in spans.get(row.client_id, [])):
                signed.add(row.pk)
    return signed


def _measured(rows: Iterable[Enrolment]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    for enrolment, window in _answered(tuple(row.pk for row in rows if row.exited_on)):
        found[enrolment].add(window)
    return found


@kept
def _answered(of: tuple[uuid.UUID, ...]) -> QuerySet[MeasuredOutcome, tuple[uuid.UUID, str]]:
    newest = MeasuredOutcome.objects.of_the_last_entry().filter(enrolment__in=of)
    return newest.order_by("id").values_list("enrolment_id", "window")


def _window(row: Enrolment, operation: Operation, measured: set[str]) -> tuple[str, date | None]:
    """The window of measuring that is open today and not answered."""
    if row.exited_on is None or operation.outcomes is None:
        return "", None
    today = clock.today()
    for window in operation.outcomes.windows:
        closes = windows.closes_on(window, row.exited_on)
        if window.id not in measured and windows.opens_on(window, row.exited_on) <= today <= closes:
            return str(Translated(window.title)), closes
    return "", None


@dataclass(frozen=True, slots=True)
class MentorRow:
    """How many people one mentor accompanies now, against what the programme asks for."""

    name: str
    people: int
    least: int | None
    most: int | None

    @property
    def too_few(self) -> bool:
        return self.least is not None and self.people < self.least


def mentors(operation: Operation, *, actor: Actor) -> list[MentorRow]:
    """The mentors of the own organisation in a programme that says how many people one may have; those with fewest first."""
    limits = operation.limits_on(clock.today(), "clients_per_mentor")
    if not limits:
        return []
    least = max((int(limit.least) for limit in limits if limit.least is not None), default=None)
    most = min((int(limit.most) for limit in limits if limit.most is not None), default=None)
    taking_part = Enrolment.objects.filter(
        organisation_id=actor.organisation_key,
        programme=operation.programme,
        phase__in=(Phase.RUNNING, Phase.PAUSED),
        mentor__isnull=False,
    )
    counted = taking_part.order_by().values("mentor__user__name", "mentor_id").annotate(people=Count("pk"))
    rows = [MentorRow(row["mentor__user__name"], row["people"], least, most) for row in counted.order_by("mentor_id")]
    return sorted(rows, key=lambda row: (row.people, row.name))
