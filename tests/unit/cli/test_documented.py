"""What an administrator can set or type stands in docs/operations.md."""

from __future__ import annotations

import re
from pathlib import Path

from khetene.cli.main import main

ROOT = Path(__file__).resolve().parents[3]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
READ_FROM_ENVIRONMENT = re.compile(r"""(?:environ\.get\(|environ\[|_required\()["']([A-Z_]+)["']""")
SET_BY_THE_PROGRAM = {"KHETENE_PROCESS"}


def test_every_setting_from_the_environment_is_explained():
    code = "\n".join(path.read_text() for path in (ROOT / "khetene").glob("**/*.py"))
    names = set(READ_FROM_ENVIRONMENT.findall(code)) - SET_BY_THE_PROGRAM

    assert [name for name in sorted(names) if f"`{name}`" not in OPERATIONS] == []
    assert "DATABASE_URL" in names


def test_every_command_is_explained(capsys):
    try:
        main(["--help"])
    except SystemExit:
        listed = re.findall(r"^    ([a-z][a-z-]+) ", capsys.readouterr().out, re.MULTILINE)

    assert [name for name in listed if f"`{name}" not in OPERATIONS] == []
    assert "serve" in listed
