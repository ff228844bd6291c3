"""The grant by source, the budget by line, and every entry about money."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Count
from django.utils.translation import gettext as _

from khetene.projects.amending import LINE, Change, Kind, all_changes, dropped_keys, total_of
from khetene.projects.enums import CostState
from khetene.projects.models import Amendment, BudgetLine, Cost, GrantShare, Phase
from khetene.projects.money import Part, Verdict, compare, split
from khetene.projects.reads.rows import CostRow, LineRow, Money, ShareRow

NOTHING = Decimal(0)


def money_of(phase: Phase, amendments: list[Amendment]) -> Money:
    """In three queries, however many entries there are."""
    entries = Cost.objects.filter(line__phase=phase).select_related("line", "activity", "replaced_by")
    entries = entries.annotate(documents=Count("files"))
    costs = [_cost(row) for row in entries.order_by("line__code", "on", "pk")]
    told, gone = all_changes(amendments), dropped_keys(amendments)
    lines = [
        LineRow(
            id=line.pk,
            code=line.code,
            words=line.words,
            planned=line.planned,
            committed=_sum(costs, line.code, CostState.COMMITTED),
            paid=_sum(costs, line.code, CostState.PAID),
            first=_first(line, told),
            is_closed=str(line.pk) in gone,
        )
        for line in phase.lines.order_by("code", "pk")
    ]
    total = total_of(phase, amendments)
    paid = sum((line.paid for line in lines), NOTHING)
    shares = list(phase.shares.order_by("-percent", "source"))
    rows, verdict = _shares(shares, total, paid, is_amended=total != phase.total)
    return Money(
        agreed=phase.total,
        total=total,
        verdict=verdict,
        verdict_words=_verdict_words(verdict),
        shares=rows,
        lines=lines,
        costs=costs,
        planned=sum((line.planned for line in lines), NOTHING),
        committed=sum((line.committed for line in lines), NOTHING),
        paid=paid,
    )


def _cost(row: Cost) -> CostRow:
    replaced = getattr(row, "replaced_by", None) is not None
    return CostRow(
        id=row.pk,
        line=row.line.code,
        activity=str(row.activity.words) if row.activity else "",
        activity_id=row.activity_id,
        state=row.state,
        state_label=str(row.get_state_display()),
        amount=row.amount,
        on=row.on,
        words=row.words,
        document=row.document,
        reason=row.reason,
        is_current=not replaced and row.state != CostState.WITHDRAWN,
        documents=row.documents,  # type: ignore[attr-defined]  # counted with the entries
    )


def _first(line: BudgetLine, told: list[Change]) -> Decimal:
    """What was planned before the first amendment that changed the amount; nothing where an amendment added the line."""
    of_line = [one for one in told if one.thing == (LINE, str(line.pk))]
    if of_line and of_line[0].kind == Kind.ADDED:
        return NOTHING
    return next((Decimal(one.before["planned"]) for one in of_line if "planned" in one.before), line.planned)


def _sum(costs: list[CostRow], code: str, state: str) -> Decimal:
    return sum((one.amount for one in costs if one.is_current and one.line == code and one.state == state), NOTHING)


def _shares(
    shares: list[GrantShare], total: Decimal | None, paid: Decimal, *, is_amended: bool
) -> tuple[list[ShareRow], Verdict | None]:
    """Stated amounts belong to the first agreement: they are not held against an amended total."""
    if not shares:
        return [], None
    spent = split(paid, [share.percent for share in shares])
    if total is None:
        rows = [(Part(share.percent, NOTHING), part) for share, part in zip(shares, spent, strict=True)]
        verdict = None
    else:
        given = [(share.percent, None if is_amended else share.stated) for share in shares]
        parts, verdict = compare(total, given)
        rows = list(zip(parts, spent, strict=True))
    return [
        ShareRow(
            label=str(share.get_source_display()),
            percent=share.percent,
            computed=None if total is None else part.computed,
            stated=part.stated,
            difference=part.difference,
            paid=its,
        )
        for share, (part, its) in zip(shares, rows, strict=True)
    ], verdict


def _verdict_words(verdict: Verdict | None) -> str:
    words = {
        Verdict.NOT_STATED: _("Computed: no document states the amounts of the shares."),
        Verdict.EXACT: _("The stated amounts agree with the shares to the cent."),
        Verdict.ROUNDED: _("The stated amounts are rounded to whole euros and keep the sum."),
        Verdict.DIFFERS: _("The stated amounts differ from the shares. Both are shown."),
        Verdict.SUM_BROKEN: _("The stated amounts together are not the grant. Both are shown."),
    }
    return words[verdict] if verdict else ""
