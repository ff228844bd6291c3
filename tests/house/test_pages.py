"""What holds for every page: a rule, and a writing verb only where it is declared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

OTHERS = ("allauth.", "django.")


def every_pattern(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_pattern(entry)
        else:
            yield entry


OUR_PAGES = [pattern for pattern in every_pattern(get_resolver()) if not pattern.callback.__module__.startswith(OTHERS)]


@pytest.mark.parametrize("pattern", OUR_PAGES, ids=lambda pattern: str(pattern.pattern))
def test_every_page_says_who_may_open_it(pattern):
    assert callable(getattr(pattern.callback, "allowed_to", None)), f"{pattern.name} has no rule"


@pytest.mark.parametrize("pattern", OUR_PAGES, ids=lambda pattern: str(pattern.pattern))
def test_every_page_has_a_name(pattern):
    assert pattern.name


@pytest.mark.parametrize("pattern", OUR_PAGES, ids=lambda pattern: str(pattern.pattern))
def test_addresses_carry_keys_never_words_about_people(pattern):
    kinds = {converter.__class__.__name__ for converter in pattern.pattern.converters.values()}

    assert kinds <= {"UUIDConverter", "SlugConverter", "IntConverter", "StringConverter"}
