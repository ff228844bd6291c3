"""The words of choices in the reader's language; each is looked up once for each language (`docs/speed.md`)."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import get_language


def labels(kind: type[TextChoices]) -> Mapping[str, str]:
    """What each choice is called, in the order of the choices."""
    return _labels(kind, get_language())


@functools.cache
def _labels(kind: type[TextChoices], _language: str | None) -> Mapping[str, str]:
    return MappingProxyType({choice.value: str(choice.label) for choice in kind})
