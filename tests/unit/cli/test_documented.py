"""What an administrator can set or type stands in docs/operations.md."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from khetene.cli.main import COMMANDS, main

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


@pytest.mark.parametrize("module", COMMANDS)
def test_every_command_stands_in_the_list_by_which_its_module_is_found(module):
    commands = argparse.ArgumentParser().add_subparsers()

    import_module(f"khetene.cli.{module}").add_commands(commands)

    assert tuple(commands.choices) == COMMANDS[module]


def test_a_module_with_commands_is_in_the_list():
    offering = {
        path.stem for path in (ROOT / "khetene" / "cli").glob("*.py") if "def add_commands(" in path.read_text()
    }

    assert offering == set(COMMANDS)


def test_a_check_does_not_wait_for_what_it_does_not_need():
    """Documents, spreadsheets, calendars and tables of numbers together take as long to read as all the rest."""
    words = "import sys, django; django.setup(); from khetene.cli.main import _parser; _parser(['check']); print(*sys.modules)"

    read = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout.split()

    assert "khetene.cli.keeping" in read
    assert {"docxtpl", "xlsxwriter", "icalendar", "numpy", "khetene.cli.demonstration"} & set(read) == set()


def test_a_second_start_does_not_read_what_loads_the_demonstration():
    words = "import sys, django; django.setup(); from khetene.cli.main import _parser; _parser(['start']); print(*sys.modules)"

    read = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True).stdout.split()

    assert "khetene.cli.running" in read
    assert {name for name in read if name.startswith("khetene.cli.demo")} == set()
