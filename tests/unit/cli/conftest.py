"""The command as somebody types it, inside the test's own database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from khetene.cli.main import main


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
