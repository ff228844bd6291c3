"""What a quarter of a programme adds up to, and what each organisation adds; not for people outside of the module."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

from khetene.enrolments.models import Delivery, Enrolment
from khetene.enrolments.reads.advancing import PEOPLE, Found, Numbers, Parts, QuarterShown
from khetene.enrolments.reads.heads import heads_of, heads_until
from khetene.enrolments.reads.totals import COUNTED_ANSWERS, began_by, closed_and_measured, people_since, totals_of
from khetene.programmes import reads as programmes


def found_in(programme: str, on: date, earlier: QuarterShown | None) -> Found:
    """Everything that the quarter ending on a day adds up to, beside what was shown before."""
    rows = Enrolment.objects.all()
    since = people_since(programme, rows, earlier.stands_on, on=on) if earlier else {}
    return Found(totals_of(programme, rows, on), heads_of(programme, on), parts_of(programme, rows, on), since)


def parts_of(programme: str, rows: QuerySet[Enrolment], on: date) -> dict[str, Parts]:
    """By the names of figures, by organisation. Of a result: closed, positive, measured."""
    began = began_by(programme, rows, on)
    people = _by_office(began, "organisation_id", number=Count("pk"))
    parts: dict[str, dict[str, Numbers]] = defaultdict(dict)
    parts[PEOPLE] = {office: (row["number"],) for office, row in people}
    given = Delivery.objects.counted().filter(enrolment__in=began, given_on__lte=on)
    had = Count("enrolment_id", distinct=True)
    for office, row in _by_office(given, "enrolment__organisation_id", "support", "unit", number=had):
        parts[f"support:{row['support']}:{row['unit']}"][office] = (row["number"],)
    for office, row in _by_office(heads_until(programme, on), "organisation_id", "log", "kind", number=Sum("heads")):
        parts[f"heads:{row['log']}:{row['kind']}"][office] = (row["number"],)
    outcomes = programmes.operation(programme).outcomes
    for window in outcomes.windows if outcomes else ():
        closed, measured = closed_and_measured(window, began, on)
        of_window = {
            office: (row["number"], 0, 0) for office, row in _by_office(closed, "organisation_id", number=Count("pk"))
        }
        for office, row in _by_office(measured, "enrolment__organisation_id", **COUNTED_ANSWERS):
            of_window[office] = (of_window[office][0], row["positive_ones"], row["every"])
        parts[f"rate:{window.id}"] = dict(of_window)
    return dict(parts)


def _by_office(rows: QuerySet[Any], office: str, *by: str, **numbers: Any) -> list[tuple[str, dict[str, Any]]]:
    grouped: Any = rows.order_by().values(office, *by)
    return [(str(row[office]), row) for row in grouped.annotate(**numbers).order_by(office, *by)]
