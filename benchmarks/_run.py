"""How a measure on a large site runs: in a cluster of its own, at a part of its size, pages against the smallest one."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings

ROOT = Path(__file__).resolve().parents[1]
WARM_UP = 20
WARM_AGAIN = "/par/"
SMALLEST = "benchmarks._minimal"


def in_a_cluster(name: str, measure: Callable[[float], None]) -> None:
    """`python -m benchmarks.NAME [--part 0.01]`: called again inside a PostgreSQL of its own, with an empty database."""
    asked = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    asked.add_argument("--part", type=float, default=1.0, help="how large the site is, of its whole size")
    part = asked.parse_args().part
    if "DATABASE_URL" not in os.environ:
        again = [str(ROOT / "scripts" / "postgres.py"), sys.executable, "-m", f"benchmarks.{name}", "--part", str(part)]
        sys.exit(subprocess.run([sys.executable, *again], cwd=ROOT, check=False).returncode)
    os.environ["DJANGO_SETTINGS_MODULE"] = "khetene.settings.local"
    django.setup()
    # Passwords of invented people need not be hard to guess; hundreds of them would be.
    override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]).enable()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    measure(part)


def sized(whole: int, part: float) -> int:
    """A size at a part of the whole, at least one."""
    return max(1, round(whole * part))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def said(title: str, ratio: float, wanted: float, more: str = "") -> None:
    """One line of a report."""
    is_reached = "reached" if ratio <= wanted else "NOT REACHED"
    print(f"  {title}: {ratio:.2f} times, wanted at most {wanted:g}: {is_reached}{more and f' ({more})'}", flush=True)


def answer(handler: Any, path: str, cookies: str) -> float:
    """How long one request takes. Ends the measure when the page does not answer with 200."""
    environ = RequestFactory().get(path, HTTP_COOKIE=cookies, HTTP_HOST="localhost").environ
    status: list[str] = []
    began = time.perf_counter()
    answered = handler(environ, lambda code, headers, *more: status.append(code))
    b"".join(answered)
    answered.close()
    took = time.perf_counter() - began
    if not status[0].startswith("200"):
        raise SystemExit(f"{path}: {status[0]}")
    return took


Asked = Mapping[str, tuple[Callable[[], str], str]]  # by name the address to ask for, and the cookies


class Pages:
    """Pages for somebody signed in, in turns with the smallest page: what they take is told in times of it."""

    def __init__(self, cases: list[str]) -> None:
        self.desk, self.cases = WSGIHandler(), cases
        with override_settings(MIDDLEWARE=[], ROOT_URLCONF=SMALLEST):
            self.smallest = WSGIHandler()

    def times(self, asked: Asked, rounds: int, *, signed_in: str) -> dict[str, list[float]]:
        """What each request took, the smallest page with and without somebody signed in first."""
        times: dict[str, list[float]] = {name: [] for name in ["smallest", "signed in", *asked]}
        for number in range(rounds + WARM_UP):
            with override_settings(ROOT_URLCONF=SMALLEST):
                times["smallest"].append(answer(self.smallest, random.choice(self.cases), ""))
                times["signed in"].append(answer(self.desk, random.choice(self.cases), signed_in))
            answer(self.desk, WARM_AGAIN, signed_in)  # a server never has other routes: they are built anew now
            for name, (path, cookies) in asked.items():
                times[name].append(answer(self.desk, path(), cookies))
            if number == WARM_UP - 1:
                times = {name: [] for name in times}
        return times

    def report(self, asked: Asked, *, rounds: int, wanted: float, signed_in: str) -> None:
        """Each page in times of the smallest, with its statements."""
        times = self.times(asked, rounds, signed_in=signed_in)
        floor = p95(times["smallest"])
        lowest = f"the same row for somebody signed in {p95(times['signed in']) / floor:.2f} times"
        print(f"  the smallest page {floor * 1000:.1f} ms (p95); {lowest}")
        for name, (path, cookies) in asked.items():
            found, where = p95(times[name]), path()
            with CaptureQueriesContext(connection) as asked_for:
                answer(self.desk, where, cookies)
            said(name, found / floor, wanted, f"{found * 1000:.1f} ms, {len(asked_for)} statements")
