"""The command as somebody types it, inside the test's own database."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest

from khetene.cases import actions as cases
from khetene.cases.models import Case
from khetene.cli.main import main
from khetene.kernel import clock
from tests.conftest import NOW
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.cases import open_case

NEW = "n1:" + base64.b64encode(b"n" * 32).decode()


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str


@pytest.fixture
def khetene(db, capsys) -> Callable[..., Said]:
    def run(*arguments: str) -> Said:
        try:
            code = main(["--language", "en", *arguments])
        except SystemExit as ended:  # argparse
            code = int(ended.code or 0)
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return run


@pytest.fixture
def old_case(db) -> Case:
    with clock.set_to(NOW - timedelta(days=5 * 366 + 10)):
        worker = MembershipFactory.create(role="case_worker")
        case = open_case(worker)
        return cases.close_case(case.pk, reason="done", actor=actor_of(worker))
