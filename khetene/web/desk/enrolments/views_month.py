"""This month of a programme: who is behind, what ends soon, who has not signed, and whether mentors have enough people."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import reads
from khetene.enrolments.enums import MidtermState
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.programmes.operations.calendar import months_later
from khetene.web.http import ActorRequest, page


@page(allowed_to=works_with_cases)
def month(request: ActorRequest, programme_id: str) -> HttpResponse:
    """`?month=2026-10` shows an earlier one; a month to come is not shown."""
    published = programmes.published()
    operation = published.operations.get(programme_id)
    if operation is None or not operation.enrols:
        raise Http404
    this = clock.today().replace(day=1)
    ends = operation.funding.ends if operation.funding else None
    newest = min(this, (ends - timedelta(days=1)).replace(day=1)) if ends else this
    first = _asked(request.GET.get("month", ""), newest)
    rows = reads.month_rows(programme_id, published, month=first, actor=request.actor)
    context = {
        "title": published.titles[programme_id],
        "programme_id": programme_id,
        "month": first,
        "earlier": months_later(first, -1),
        "later": months_later(first, 1) if first < this else None,
        "rows": rows,
        "rule": any(row.minimums for row in rows),
        "behind": sum(row.is_behind for row in rows),
        "half_way": _half_way(rows) if operation.midterm else None,
        "unsigned": sum(not row.is_signed for row in rows),
        "mentors": reads.mentors(operation, actor=request.actor) if first == this else [],
    }
    return render(request, "desk/enrolments/month.html", context)


def _half_way(rows: list[reads.MonthRow]) -> dict[str, int]:
    """How many mid-term evaluations of those who took part in the month are made, and how many are missing."""
    states = [row.midterm for row in rows]
    return {"made": states.count(MidtermState.MADE), "missing": states.count(MidtermState.MISSING)}


def _asked(written: str, newest: date) -> date:
    """The first day of the month that was asked for; otherwise this month, or the last one of a programme that is over."""
    try:
        asked = date.fromisoformat(f"{written}-01")
    except ValueError:
        return newest
    return asked if date(2000, 1, 1) <= asked <= clock.today().replace(day=1) else newest
