"""This month of a programme: who is behind, what ends soon, who has not signed, and whether mentors have enough people."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import reads
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.programmes.operations.calendar import months_later
from khetene.web.http import ActorRequest, page


@page(allowed_to=works_with_cases)
def month(request: ActorRequest, programme_id: str) -> HttpResponse:
    """`?month=2026-10` shows an earlier one; a month to come is not shown."""
    published = programmes.published()
    operation = published.operations.get(programme_id)
    if operation is None:
        raise Http404
    first, this = _asked(request.GET.get("month", "")), clock.today().replace(day=1)
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
        "unsigned": sum(not row.is_signed for row in rows),
        "mentors": reads.mentors(operation, actor=request.actor) if first == this else [],
    }
    return render(request, "desk/enrolments/month.html", context)


def _asked(written: str) -> date:
    """The first day of the month that was asked for; this month where nothing sensible was."""
    this = clock.today().replace(day=1)
    try:
        asked = date.fromisoformat(f"{written}-01")
    except ValueError:
        return this
    return asked if date(2000, 1, 1) <= asked <= this else this
