"""`khetene demo STAGE`: a demonstration that stands at the moment in question, in a database of its own."""

from __future__ import annotations

import argparse
import os
from typing import Any

from django.conf import settings

from khetene.cli import invented, loading, serving, stages
from khetene.kernel.errors import DomainError


def add_commands(commands: Any) -> None:
    demo = commands.add_parser("demo", help="the demonstration at one moment of the work: what `make demo` does")
    demo.add_argument("stage", choices=list(stages.STAGES))
    demo.add_argument("--prepare", action="store_true", help="make it and tell where to go on, without serving")
    serving.add_place(demo)
    demo.set_defaults(run=_demo)


def _demo(given: argparse.Namespace) -> int:
    os.umask(0o077)
    if not given.prepare:
        serving.refuse_busy_port(given.host, given.port)
    _tell(given, _prepared(given.stage))
    return 0 if given.prepare else serving.serve_as_asked(given)


def _prepared(name: str) -> stages.Moment:
    """What is there already stays. Raises DomainError on a real site, and where people work already."""
    if not settings.DEMO:
        raise DomainError("The demonstration is never loaded into a real site.")
    loading.prepare_country()
    return stages.load(name)


def _tell(given: argparse.Namespace, moment: stages.Moment) -> None:
    print(f"\n  {moment.words}")
    print(f"\n  Sign in as   {moment.email}")
    print(f"  Password     {invented.password()}")
    print("  Where a six-digit code is asked for, the page of the demonstration shows it.")
    print(f"  Then open    {serving.address(given.host, given.port)}{moment.page}\n", flush=True)
