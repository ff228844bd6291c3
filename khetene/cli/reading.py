"""What somebody names on the command line: days, and files of text, JSON or YAML; `-` is standard input."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from khetene.kernel.errors import DomainError

LARGEST = 1024 * 1024


def day(text: str) -> date:
    """A day as it is typed, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2021-05-27") from problem


def parsed(name: str) -> Any:
    """What a file says. JSON first: it may be indented with tabs, which YAML does not read."""
    text = text_of(name)
    try:
        try:
            return json.loads(text)
        except ValueError:
            return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError) as problem:
        raise DomainError(f"{name}: neither JSON nor YAML: {' '.join(str(problem).split())[:300]}") from problem


def text_of(name: str) -> str:
    try:
        if name == "-":
            raw = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(name).open("rb") as stream:
                raw = stream.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise DomainError(f"{name}: the file is too large")
        return raw.decode("utf-8-sig")
    except OSError as problem:
        raise DomainError(f"{name}: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        raise DomainError(f"{name}: the file is not UTF-8") from problem
