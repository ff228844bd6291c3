"""Setting a site up."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from typing import Any

from khetene.accounts import actions as accounts
from khetene.cli import invented, loading, serving
from khetene.cli.loaded import holds_demonstration
from khetene.directory.models import Organisation
from khetene.kernel.errors import DomainError


def add_commands(commands: Any) -> None:
    start = commands.add_parser("start", help="prepare, show the sign-ins and serve: what `make run` does")
    serving.add_place(start)
    start.set_defaults(run=_start)
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


def _start(given: argparse.Namespace) -> int:
    os.umask(0o077)  # the database and the mails in var/ are for this user's eyes
    serving.refuse_busy_port(given.host, given.port)
    loading.prepare()
    _sign_ins(given)
    return serving.serve_as_asked(given)


def _sign_ins(_given: argparse.Namespace) -> None:
    if not holds_demonstration():
        return
    for entry in invented.sign_ins():
        print(f"  {entry.email:<28} {entry.role} – {entry.organisation}")
    print(f"\n  The password of all is {invented.password()}")
    print("  Where a six-digit code is asked for, the page of the demonstration shows it.\n", flush=True)


def _create_admin(given: argparse.Namespace) -> None:
    organisation = Organisation.objects.filter(slug=given.organisation).order_by("pk").first()
    if organisation is None:
        raise DomainError(f"There is no organisation {given.organisation!r}; `khetene directory find` shows them.")
    # The password is never an argument: arguments stand in the process list and in the shell's history.
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    accounts.create_first_administrator(given.email, given.name, organisation.pk, password)
    print(f"{given.email} may now let people in for {organisation.name}.")
