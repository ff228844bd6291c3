"""The `khetene` command: what an administrator needs from the first day.

Exit codes: 0 done, 1 refused or something is wrong (a sentence on standard error), 2 wrong usage or settings.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from django.db import DatabaseError
from django.utils import translation

from khetene.kernel.errors import DomainError

# Where each command is found: only the module of the one that was typed is read, which makes it start twice as fast.
COMMANDS = {
    "serving": ("serve",),
    "running": ("start", "migrate", "load-country", "load-demo", "prepare", "sign-ins", "create-admin"),
    "staging": ("demo",),
    "keeping": ("check", "backup", "restore"),
    "renewing": ("silo-keys",),
    "recurring": ("delete-expired", "rotate-keys", "send-reminders", "send-letters"),
    "asking": ("screen", "territory", "recommendations", "network", "form", "phase", "directory"),
    "meeting": ("gathering",),
    "reporting": ("indicators", "overview", "eu-report", "project"),
    "registering": ("register",),
    "protecting": ("protect",),
    "publishing": ("open-data",),
    "watching": ("jobs",),
    "letting_in": ("remove-second-factors",),
    "support": ("import", "programme"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    typed = sys.argv[1:] if arguments is None else arguments
    given = _parser(typed).parse_args(typed)
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


def _parser(typed: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="khetene", description="Khetene: the Latvian Roma Platform as software.")
    parser.add_argument("--language", choices=["lv", "en"], default="lv", help="language of the answers")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in list(_meant(typed)) or COMMANDS:
        import_module(f"khetene.cli.{module}").add_commands(commands)
    return parser


def _meant(typed: Sequence[str]) -> Iterator[str]:
    """The modules of all commands that stand among the words; none where help is asked for or a word is unknown."""
    return (module for module, names in COMMANDS.items() if not set(names).isdisjoint(typed))


def _refuse(command: str, sentence: str) -> int:
    sys.stderr.write(f"khetene {command}: {sentence}\n")
    return 1
