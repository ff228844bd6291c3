"""The `khetene` command: what an administrator needs from the first day.

Exit codes: 0 done, 1 refused or something is wrong (a sentence on standard error), 2 wrong usage or settings.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from django.db import DatabaseError
from django.utils import translation

from khetene.cli import asking, keeping, meeting, protecting, publishing, registering, reporting, running, support
from khetene.kernel.errors import DomainError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(arguments)
    with translation.override(given.language):
        return _run(given)


def _run(given: argparse.Namespace) -> int:
    try:
        return given.run(given) or 0
    except DomainError as refusal:
        return _refuse(given.command, str(refusal.message))
    except DatabaseError as problem:
        first_line = str(problem).partition("\n")[0]
        return _refuse(given.command, f"the database says: {first_line}. Did you run `khetene migrate`?")
    except BrokenPipeError:
        # `khetene … | head` has read enough; what is still buffered must not be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:
        return _refuse(given.command, f"{problem.filename or ''}: {problem.strerror}".lstrip(": "))
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="khetene", description="Khetene: the Latvian Roma Platform as software.")
    parser.add_argument("--language", choices=["lv", "en"], default="lv", help="language of the answers")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in (running, keeping, asking, meeting, reporting, registering, protecting, publishing, support):
        group.add_commands(commands)
    return parser


def _refuse(command: str, sentence: str) -> int:
    sys.stderr.write(f"khetene {command}: {sentence}\n")
    return 1
