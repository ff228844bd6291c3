"""People who cannot get in any more."""

from __future__ import annotations

import argparse
from typing import Any

from khetene.accounts import actions as accounts
from khetene.accounts.enums import IdentityCheck

BEFORE = """
Before: make sure who asks, because whoever holds the mailbox gets in afterwards. See them face to face, call a number
that was known before, or let the administrator of their organisation see them. An e-mail is not enough: it may come
from whoever took the mailbox over. Afterwards: they choose a new password, sign in, and set up a new second step.
"""


def add_commands(commands: Any) -> None:
    remove = commands.add_parser(
        "remove-second-factors",
        help="let somebody in who lost phone and recovery codes",
        description="Removes app, passkeys and recovery codes of an account. It is written down, and the person is told.",
        epilog=BEFORE,
    )
    remove.add_argument("email", metavar="E-MAIL")
    remove.add_argument(
        "--checked", required=True, choices=IdentityCheck.values, help="how you made sure who it is; it is written down"
    )
    remove.set_defaults(run=_remove_second_factors)


def _remove_second_factors(given: argparse.Namespace) -> None:
    how_many = accounts.remove_second_factors(given.email, checked=IdentityCheck(given.checked))
    print(f"{given.email}: {how_many} removed. The person was told by e-mail and sets up a new second step.")
