"""A programme's totals over all organisations, by the product and as somebody would write them in SQL for one answer."""

from __future__ import annotations

import statistics
from datetime import date
from typing import Any

from django.db import connection

from benchmarks._run import said, seconds
from khetene.enrolments import windows
from khetene.enrolments.models import Enrolment
from khetene.enrolments.reads.totals import Totals, totals_of
from khetene.kernel import clock
from khetene.programmes import reads as programmes

ROUNDS = 3
TAKEN = "programme = %s AND started_on <= %s"
YEARS = (
    "SELECT extract(year FROM started_on)::int, count(*), count(DISTINCT organisation_id), sum(entry),"
    f" count(*) FILTER (WHERE exited_on <= %s) FROM enrolments_enrolment WHERE {TAKEN} GROUP BY 1 ORDER BY 1"
)
SUPPORTS = (
    "SELECT support, unit, count(*), count(DISTINCT organisation_id), sum(entries), sum(quantity), sum(cents)"
    " FROM (SELECT enrolment_id, support, unit, count(*) AS entries, sum(quantity) AS quantity, sum(cents) AS cents"
    " FROM enrolments_delivery AS given WHERE NOT struck AND given_on <= %s AND NOT EXISTS (SELECT FROM"
    " enrolments_delivery AS newer WHERE newer.corrects_id = given.id) AND enrolment_id IN (SELECT id FROM"
    f" enrolments_enrolment WHERE {TAKEN}) GROUP BY 1, 2, 3) AS one JOIN enrolments_enrolment AS whose"
    " ON whose.id = one.enrolment_id GROUP BY 1, 2 ORDER BY 1, 2"
)
RATE = (
    "SELECT count(*) FILTER (WHERE exited_on <= %s), count(DISTINCT organisation_id) FILTER (WHERE exited_on <= %s),"
    " count(answer) FILTER (WHERE exited_on <= %s), count(*) FILTER (WHERE exited_on <= %s AND good),"
    " count(*) FILTER (WHERE exited_on > %s AND exited_on <= %s) FROM enrolments_enrolment AS whose LEFT JOIN"
    " (SELECT enrolment_id, entry AS of_entry, id AS answer, positive AS good FROM enrolments_measuredoutcome AS said"
    ' WHERE "window" = %s AND NOT EXISTS (SELECT FROM enrolments_measuredoutcome AS newer WHERE newer.replaces_id ='
    " said.id)) AS measured ON measured.enrolment_id = whose.id AND of_entry = entry"
    f" WHERE {TAKEN}"
)


def report() -> None:
    for programme in ("long-term-unemployed", "neet", "diversity"):
        _report(programme, clock.today())


def _report(programme: str, on: date) -> None:
    def ours() -> Totals:
        return totals_of(programme, Enrolment.objects.all(), on)

    agree = _numbers(ours()) == by_hand(programme, on)
    pairs = [(seconds(ours), seconds(lambda: by_hand(programme, on))) for _round in range(ROUNDS)]
    ratio = statistics.median(product / hand for product, hand in pairs)
    product, hand = (statistics.median(each) for each in zip(*pairs, strict=True))
    said(f"totals of {programme}", ratio, 3.0, f"{product:.2f} s / {hand:.2f} s by hand, same numbers: {agree}")


def by_hand(programme: str, on: date) -> dict[str, Any]:
    outcomes = programmes.operation(programme).outcomes
    with connection.cursor() as cursor:
        cursor.execute(YEARS, [on, programme, on])
        years = cursor.fetchall()
        cursor.execute(SUPPORTS, [on, programme, on])
        supports = cursor.fetchall()
        rates = []
        for window in outcomes.windows if outcomes else ():
            last = windows.last_exit_closed_before(window, on)
            cursor.execute(RATE, [last, last, last, last, last, on, window.id, programme, on])
            rates.append(cursor.fetchone())
    return {
        "years": {year: (people, offices) for year, people, offices, *_rest in years},
        "people": sum(row[1] for row in years),
        "participations": sum(row[3] for row in years),
        "exited": sum(row[4] for row in years),
        "supports": supports,
        "rates": rates,
    }


def _numbers(found: Totals) -> dict[str, Any]:
    return {
        "years": found.by_year,
        "people": found.people,
        "participations": found.participations,
        "exited": found.exited,
        "supports": [
            (one.support, one.unit, one.people, one.organisations, one.entries, one.quantity, one.cents)
            for one in found.supports
        ],
        "rates": [(one.closed, one.organisations, one.measured, one.positive, one.still_open) for one in found.rates],
    }
