"""Pages of the desk over 50,000 cases and 1,000,000 contacts on PostgreSQL, against the smallest page; ratios of one run."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import RequestFactory
from django.test.utils import override_settings

ROOT = Path(__file__).resolve().parents[1]
CASES, CONTACTS = 50_000, 1_000_000
SCREENING = "what help fits"
ROUNDS = 200
WANTED = 3.0


def main() -> None:
    """In a cluster of its own; called again inside it."""
    if "DATABASE_URL" not in os.environ:
        again = [sys.executable, str(ROOT / "scripts" / "postgres.py"), sys.executable, "-m", "benchmarks.desk"]
        sys.exit(subprocess.run(again, cwd=ROOT, check=False).returncode)
    os.environ["DJANGO_SETTINGS_MODULE"] = "khetene.settings.local"
    django.setup()
    measure()


def measure() -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    site = import_module("benchmarks._site").large_site(cases=CASES, contacts=CONTACTS)
    pages: dict[str, Callable[[], str]] = {
        "case list": lambda: f"/lietas/?page={random.randint(1, 3)}",
        "one case": lambda: random.choice(site.cases),
        "contacts": lambda: f"/sazina/?page={random.randint(1, 20)}",
        "referrals": lambda: "/nosutijumi/",
        "my day": lambda: "/mana-diena/",
        SCREENING: lambda: f"{random.choice(site.cases)}palidziba/",
    }
    desk = WSGIHandler()
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF="benchmarks._minimal"):
        smallest = WSGIHandler()
    times: dict[str, list[float]] = {name: [] for name in ["smallest", "signed in", *pages]}
    for number in range(ROUNDS + 20):
        with override_settings(ROOT_URLCONF="benchmarks._minimal"):
            times["smallest"].append(_answer(smallest, random.choice(site.cases), ""))
            times["signed in"].append(_answer(desk, random.choice(site.cases), site.cookies))
        for name, path in pages.items():
            times[name].append(_answer(desk, path(), site.cookies))
        if number == 19:
            times = {name: [] for name in times}
    floor, signed_in = _p95(times["smallest"]), _p95(times["signed in"])
    print(
        f"{CASES:,} cases, {CONTACTS:,} contacts, PostgreSQL; p95, wanted: at most {WANTED:g} times the smallest page"
    )
    print(
        f"  the smallest page {floor * 1000:.1f} ms; the same row for somebody who is signed in {signed_in / floor:.1f} times"
    )
    for name in pages:
        found = _p95(times[name])
        against = f"{found / floor:.1f} times the smallest, {found / signed_in:.1f} times the signed in"
        print(f"  {name}: {found * 1000:.1f} ms, {against}")
    print(
        f"  screening one person as a request: median {statistics.median(times[SCREENING]) * 1000:.1f} ms, wanted: at most 20"
    )


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _answer(handler: Any, path: str, cookies: str) -> float:
    environ = RequestFactory().get(path, HTTP_COOKIE=cookies, HTTP_HOST="localhost").environ
    said: list[str] = []
    began = time.perf_counter()
    answer = handler(environ, lambda status, headers, *more: said.append(status))
    b"".join(answer)
    answer.close()
    took = time.perf_counter() - began
    if not said[0].startswith("200"):
        raise SystemExit(f"{path}: {said[0]}")
    return took


if __name__ == "__main__":
    main()
