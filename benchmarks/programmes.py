"""Programmes over 100,000 participations and 3,000,000 supports given: pages, totals, and a workbook of 100,000 rows."""

from __future__ import annotations

import random
from importlib import import_module
from typing import Any

from benchmarks._run import Asked, Pages, in_a_cluster, sized

ENROLMENTS, DELIVERIES, IMPORTED = 100_000, 3_000_000, 100_000
ROUNDS = 100


def measure(part: float) -> None:
    fill = import_module("benchmarks._programmes")
    site = fill.site(sized(ENROLMENTS, part), sized(DELIVERIES, part))
    print(f"{site.enrolments:,} participations, {site.deliveries:,} supports given, PostgreSQL")
    run(site, part)


def run(site: Any, part: float) -> None:
    worker, supervisor, mediator = site.worker, site.supervisor, site.mediator
    asked: Asked = {
        "participations": (lambda: f"/dalibas/?page={random.randint(1, 5)}", worker),
        "participations of a whole organisation": (lambda: f"/dalibas/?page={random.randint(1, 5)}", supervisor),
        "one participation": (lambda: f"/dalibas/{random.choice(site.own)}/", worker),
        "a programme's month": (lambda: "/programmas/neet/menesis/", worker),
        "the month that a mediator closes": (lambda: f"/menesis/{site.month}/", mediator),
    }
    Pages(site.cases).report(asked, rounds=ROUNDS, wanted=3.0, signed_in=worker)
    import_module("benchmarks._totals").report()
    import_module("benchmarks._import").report(site, sized(IMPORTED, part))


if __name__ == "__main__":
    in_a_cluster("programmes", measure)
