"""The platform: a gathering of 500 people, a roster at any date, a register of 20,000 statements, a report of 28 participants."""

from __future__ import annotations

import random
import statistics
from datetime import timedelta
from importlib import import_module
from typing import Any

from benchmarks._run import Asked, Pages, answer, in_a_cluster, said

ROUNDS = 60
WANTED = 3.0
THEMES = ("employment", "education", "housing")


def measure(part: float) -> None:
    run(import_module("benchmarks._platform").site(part))


def run(site: Any) -> None:
    fill, today = import_module("benchmarks._platform"), import_module("khetene.kernel.clock").today()
    print(f"{len(site.registering)} people registered, {site.statements:,} statements, PostgreSQL")
    first, last = site.asked
    said(
        "registering the last people against the first",
        fill.slower(site.registering),
        1.5,
        f"{first} / {last} statements",
    )
    register = {
        "the register": "",
        "the register by theme": f"theme={THEMES[0]}",
        "the register by addressee": f"addressee={site.organisation}",
        "what is overdue": "state=overdue",
        "the register by words": "words=atbalsta+persona",
        "the register by year": f"year={today.year - 2}",
    }
    asked: Asked = {
        name: ((lambda query=query: f"/ieteikumi/?{query}&page={random.randint(1, 5)}"), site.cookies)
        for name, query in register.items()
    }
    day = today - timedelta(1500)
    asked = dict(asked) | {
        "a roster on a day": (
            lambda: f"/tikls/{site.body}/?on_day={day.day}&on_month={day.month}&on_year={day.year}",
            site.cookies,
        ),
        "a list of 500 participants": (lambda: f"/sanaksmes/{site.gathering}/dalibnieki/", site.cookies),
    }
    shown = Pages(site.cases)
    shown.report(asked, rounds=ROUNDS, wanted=WANTED, signed_in=site.cookies)
    for form in ("docx", "pdf"):
        path = f"/sanaksmes/{site.small}/zinojums/?format={form}"
        took = statistics.median(answer(shown.desk, path, site.cookies) for _round in range(5))
        said(f"the report of 28 participants as {form}, in seconds", took, 3.0)


if __name__ == "__main__":
    in_a_cluster("platform", measure)
