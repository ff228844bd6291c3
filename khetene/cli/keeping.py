"""Keeping a site: check, backup, restore."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from khetene.cli import archive
from khetene.cli.checking import findings

KEYS = "the file with the silos' keys (default: silo-keys.json beside the backup)"
MARKS = {"ok": "ok      ", "note": "note    ", "problem": "PROBLEM "}


def add_commands(commands: Any) -> None:
    check = commands.add_parser("check", help="is everything as it should be?")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_check)
    backup = commands.add_parser("backup", help="write one file with everything but the keys")
    backup.add_argument("file", type=Path)
    backup.add_argument("--keys", type=Path, default=None, metavar="FILE", help=KEYS)
    backup.set_defaults(run=lambda given: print(archive.backup(given.file, given.keys)))
    restore = commands.add_parser("restore", help="bring a backup back into an empty place, and compare")
    restore.add_argument("file", type=Path)
    restore.add_argument(
        "--into", required=True, metavar="URL", help="a new SQLite file, or the URL of an empty database"
    )
    restore.add_argument("--keys", type=Path, default=None, metavar="FILE", help=KEYS)
    restore.set_defaults(run=lambda given: print(archive.restore(given.file, given.into, given.keys)))


def _check(given: argparse.Namespace) -> int:
    found = list(findings())
    problems = sum(finding.level == "problem" for finding in found)
    if given.json:
        print(json.dumps([finding.as_dict() for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(MARKS[finding.level] + finding.text)
        print("Everything is as it should be." if not problems else f"{problems} problem(s).")
    return 1 if problems else 0
