"""Setting a site up and serving it."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import Any

from django.db import connection

from khetene.accounts import actions as accounts
from khetene.cli import demonstration, loading
from khetene.cli.checking import holds_demonstration
from khetene.cli.serving import WEB_PROCESSES, refuse_busy_port, serve
from khetene.directory.models import Organisation
from khetene.gatherings import post
from khetene.kernel.errors import DomainError
from khetene.surveys import post as survey_post


def add_commands(commands: Any) -> None:
    for name, explained, run in (
        ("serve", "serve the site and run its tasks", _serve),
        ("start", "prepare, show the sign-ins and serve: what `make run` does", _start),
    ):
        site = commands.add_parser(name, help=explained)
        site.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        site.add_argument("--port", type=_port, default=os.environ.get("PORT", "8000"))
        site.add_argument("--processes", type=int, default=WEB_PROCESSES, help="web processes (default: %(default)s)")
        site.set_defaults(run=run)
    _simple(commands, "migrate", "bring the database up to date", lambda _given: print(loading.migrate()))
    _simple(commands, "load-country", "load the country pack", lambda _given: print(loading.load_country()))
    _simple(commands, "load-demo", "load the demonstration, once", lambda _given: print(loading.load_demonstration()))
    _simple(commands, "prepare", "migrate and load whatever this database lacks", lambda _given: loading.prepare())
    _simple(commands, "sign-ins", "show the demonstration's sign-ins", _sign_ins)
    admin = commands.add_parser("create-admin", help="let the first person of an organisation in")
    admin.add_argument("email")
    admin.add_argument("name")
    admin.add_argument("organisation", help="the organisation's short name (slug)")
    admin.set_defaults(run=_create_admin)


def _simple(commands: Any, name: str, explained: str, run: Any) -> None:
    commands.add_parser(name, help=explained).set_defaults(run=run)


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 2**16:
        raise argparse.ArgumentTypeError(f"{port} is not a port")
    return port


def _serve(given: argparse.Namespace) -> int:
    post.wake()
    survey_post.wake()
    connection.close()
    return serve(given.host, given.port, processes=given.processes)


def _start(given: argparse.Namespace) -> int:
    os.umask(0o077)  # the database and the mails in var/ are for this user's eyes
    refuse_busy_port(given.host, given.port)
    loading.prepare()
    _sign_ins(given)
    return _serve(given)


def _sign_ins(_given: argparse.Namespace) -> None:
    if not holds_demonstration():
        return
    for entry in demonstration.sign_ins():
        print(f"  {entry.email:<28} {entry.role} – {entry.organisation}")
    print(f"\n  The password of all is {demonstration.password()}")
    print("  Where a six-digit code is asked for, the page of the demonstration shows it.\n", flush=True)


def _create_admin(given: argparse.Namespace) -> None:
    organisation = Organisation.objects.filter(slug=given.organisation).order_by("pk").first()
    if organisation is None:
        raise DomainError(f"There is no organisation {given.organisation!r}; `khetene directory find` shows them.")
    # The password is never an argument: arguments stand in the process list and in the shell's history.
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    accounts.create_first_administrator(given.email, given.name, organisation.pk, password)
    print(f"{given.email} may now let people in for {organisation.name}.")
