"""Figures over 10,000,000 contacts and 3,000,000 supports given: standing reports, ad-hoc ones, suppression, a dashboard."""

from __future__ import annotations

import random
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

from benchmarks._run import Pages, in_a_cluster, said, seconds

ROUNDS, PAGES = 3, 60
SHAPE = (50, 43, 8)
ROLL_UP = (
    "SELECT organisation_id, sum((figures->>'contacts')::int), sum((figures->>'changes')::int), count(*) FROM"
    " (SELECT DISTINCT ON (first, membership_id) * FROM mediation_month WHERE first >= %s AND first <= %s"
    " AND state <> 'returned' ORDER BY first, membership_id, number DESC) AS newest GROUP BY 1"
)
TOPICS = (
    "SELECT topic, territory_id, organisation_id, count(*) FROM (SELECT DISTINCT rowid, membership_id, territory_id,"
    " organisation_id, date_trunc('month', happened_on)::date AS first, unnest(from_json(topics, '[\"VARCHAR\"]')) AS topic"
    " FROM contact WHERE happened_on >= $1 AND happened_on <= $2) AS one SEMI JOIN (SELECT * FROM month WHERE state <>"
    " 'returned') AS signed USING (membership_id, first) GROUP BY 1, 2, 3"
)
BEGAN = "SELECT programme, organisation_id, count(*) FROM enrolment WHERE started_on >= $1 AND started_on <= $2 GROUP BY 1, 2"
SUPPORTS = (
    "SELECT support, unit, count(DISTINCT enrolment_id), count(DISTINCT organisation_id), count(*), sum(quantity),"
    " sum(cents) FROM delivery JOIN enrolment ON enrolment.id = enrolment_id WHERE NOT struck AND given_on <= $2"
    " AND programme = 'neet' AND started_on <= $2 AND $1 IS NOT NULL GROUP BY 1, 2"
)


def measure(part: float) -> None:
    run(import_module("benchmarks._figures").site(part))


def run(site: Any) -> None:
    print(f"{site.contacts:,} contacts, {site.deliveries:,} supports given, PostgreSQL")
    _standing(site.year)
    _by_the_way(site.year)
    _suppression()
    pages = {"the country at a glance": (lambda: "/kopaina/", site.cookies)}
    Pages(site.cases).report(pages, rounds=PAGES, wanted=3.0, signed_in=site.cookies)
    print(f"  peak of memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _ratio(ours: Callable[[], object], theirs: Callable[[], object]) -> tuple[float, str]:
    pairs = [(seconds(ours), seconds(theirs)) for _round in range(ROUNDS)]
    mine, hand = (statistics.median(each) for each in zip(*pairs, strict=True))
    return statistics.median(one / other for one, other in pairs), f"{mine:.3f} s / {hand:.3f} s"


def _standing(year: int) -> None:
    connection = import_module("django.db").connection
    figures = import_module("khetene.monitoring.computed").figures

    def roll_up() -> object:
        with connection.cursor() as cursor:
            cursor.execute(ROLL_UP, [date(year, 1, 1), date(year, 12, 31)])
            return cursor.fetchall()

    ratio, took = _ratio(lambda: figures(year, {"contacts", "changes", "months-signed"}), roll_up)
    said("the year's figures of mediators against their roll-up (signed months)", ratio, 5.0, took)


def _by_the_way(year: int) -> None:
    contacts_by_topic = import_module("khetene.mediation.reads").contacts_by_topic
    participants_began = import_module("khetene.enrolments.reads").participants_began
    totals, models = import_module("khetene.enrolments.reads.totals"), import_module("khetene.enrolments.models")
    days = (date(year, 1, 1), date(year, 12, 31))
    ours: dict[str, tuple[Callable[[], object], str]] = {
        "contacts by topic and place": (lambda: contacts_by_topic(*days), TOPICS),
        "participants who began": (lambda: participants_began(*days), BEGAN),
        "totals of a programme": (lambda: totals.totals_of("neet", models.Enrolment.objects.all(), days[1]), SUPPORTS),
    }
    with import_module("benchmarks._figures").duck() as duck:
        for name, (product, question) in ours.items():
            ratio, took = _ratio(product, lambda question=question: duck.execute(question, list(days)).fetchall())
            said(f"{name} against DuckDB with a copy of its own", ratio, 1.5, took)


def _suppression() -> None:
    tables, building = import_module("khetene.disclosure.tables"), import_module("khetene.disclosure.building")
    protect, policy = import_module("khetene.disclosure.protect"), import_module("khetene.disclosure.policy")
    chance = random.Random(20261121)
    names = ("service", "municipality", "age")
    dimensions = [
        tables.Dimension(name, (("all", None), *((f"{name}{number}", "all") for number in range(size))))
        for name, size in zip(names, SHAPE, strict=True)
    ]
    leaves = {
        (f"service{one}", f"municipality{two}", f"age{three}"): tables.Cell(
            number, persons=number, shares=_shares(number, chance)
        )
        for one in range(SHAPE[0])
        for two in range(SHAPE[1])
        for three in range(SHAPE[2])
        if (number := int(chance.expovariate(1 / 40)))
    }
    made = building.table_of_leaves("people", dimensions, leaves)
    for against, insiders in (("readers", False), ("readers, everybody's acquaintances and 40 organisations", True)):
        rules = policy.Policy(against_acquaintances=insiders, against_organisations=insiders)
        began = time.perf_counter()
        loss = protect.protect([made], rules).tables[0].loss()
        took = time.perf_counter() - began
        hidden = f"{loss.primary} + {loss.complementary} of {loss.cells} cells, {loss.hidden_sum / loss.whole_sum:.1%} of all"
        said(f"suppression of 50 × 43 × 8 with margins against {against}, in seconds", took, 10.0, hidden)


def _shares(number: int, chance: random.Random) -> tuple[tuple[str, float], ...]:
    """Up to four organisations of forty, with what each of them counted."""
    those = chance.sample(range(40), min(4, number))
    return tuple(
        (f"office{one}", float(number // len(those) + (place < number % len(those)))) for place, one in enumerate(those)
    )


if __name__ == "__main__":
    in_a_cluster("figures", measure)
