"""Pages of the desk over 50,000 cases and 1,000,000 contacts on PostgreSQL, against the smallest page; ratios of one run."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable
from importlib import import_module

from benchmarks._run import Pages, in_a_cluster, p95, sized

CASES, CONTACTS = 50_000, 1_000_000
SCREENING = "what help fits"
ROUNDS = 200
WANTED = 3.0


def measure(part: float) -> None:
    cases, contacts = sized(CASES, part), sized(CONTACTS, part)
    site = import_module("benchmarks._site").large_site(cases=cases, contacts=contacts)
    pages: dict[str, Callable[[], str]] = {
        "case list": lambda: f"/lietas/?page={random.randint(1, 3)}",
        "one case": lambda: random.choice(site.cases),
        "contacts": lambda: f"/sazina/?page={random.randint(1, 20)}",
        "referrals": lambda: "/nosutijumi/",
        "my day": lambda: "/mana-diena/",
        SCREENING: lambda: f"{random.choice(site.cases)}palidziba/",
    }
    asked = {name: (path, site.cookies) for name, path in pages.items()}
    shown = Pages(site.cases)
    times = shown.times(asked, ROUNDS, signed_in=site.cookies)
    floor, signed_in = p95(times["smallest"]), p95(times["signed in"])
    print(
        f"{cases:,} cases, {contacts:,} contacts, PostgreSQL; p95, wanted: at most {WANTED:g} times the smallest page"
    )
    print(
        f"  the smallest page {floor * 1000:.1f} ms; the same row for somebody who is signed in {signed_in / floor:.1f} times"
    )
    for name in pages:
        found = p95(times[name])
        against = f"{found / floor:.1f} times the smallest, {found / signed_in:.1f} times the signed in"
        print(f"  {name}: {found * 1000:.1f} ms, {against}")
    print(
        f"  screening one person as a request: median {statistics.median(times[SCREENING]) * 1000:.1f} ms, wanted: at most 20"
    )


if __name__ == "__main__":
    in_a_cluster("desk", measure)
