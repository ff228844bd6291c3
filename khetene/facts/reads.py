"""The vocabulary of facts: what may be asked about a client, in which words, and how it is proved."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from khetene.eligibility.vocabulary import Vocabulary, parse_vocabulary
from khetene.kernel.countryfile import read_country_file
from khetene.kernel.translated import Translated, said_in


def raw_vocabulary() -> dict[str, Any]:
    """The facts of the country pack as plain data. Raises kernel.countryfile.BadCountryFile."""
    path = settings.COUNTRY_FOLDER / "facts.yaml"
    return _raw(path, path.stat().st_mtime_ns)


def vocabulary() -> Vocabulary:
    """The facts of the country pack, checked. Raises eligibility.errors.RuleError."""
    return _vocabulary(*version())


def version() -> tuple[Path, int]:
    """Which vocabulary is in force: another one after the country pack was changed."""
    path = settings.COUNTRY_FOLDER / "facts.yaml"
    return path, path.stat().st_mtime_ns


@functools.lru_cache(maxsize=2)
def _raw(path: Path, _changed: int) -> dict[str, Any]:
    facts: dict[str, Any] = read_country_file(path, "facts")["facts"]
    return facts


@functools.lru_cache(maxsize=2)
def _vocabulary(path: Path, changed: int) -> Vocabulary:
    return parse_vocabulary(_raw(path, changed))


def question(fact: str) -> str:
    """The question in the reader's language."""
    return str(Translated(vocabulary()[fact].question))


def words(text: Any) -> str:
    """A text of the country pack in the reader's language."""
    return said_in(get_language(), text) if text else ""


def wording() -> Callable[[Any], str]:
    """`words` for many texts, which asks once for the reader's language."""
    language = get_language()
    return lambda text: said_in(language, text) if text else ""
