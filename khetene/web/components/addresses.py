"""Addresses of pages, worked out once: both ways Django tries what it finds out anew for every link and every request."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import ResolverMatch, URLPattern, URLResolver, include, reverse
from django.urls.resolvers import RoutePattern

_STAND_INS = tuple(uuid.UUID(int=(0xADD2E55 << 96) + number) for number in range(4))


def address(name: str, keys: Sequence[Any] = ()) -> str:
    """`reverse(name, args=keys)`. An address whose keys are UUIDs is made once with stand-ins, and the keys are put in."""
    if not all(type(key) is uuid.UUID for key in keys) or len(keys) > len(_STAND_INS):
        return reverse(name, args=keys)
    parts = _parts(name, len(keys), settings.ROOT_URLCONF)
    if not keys:
        return parts[0]
    said = [parts[0]]
    for key, after in zip(keys, parts[1:], strict=True):
        said += (str(key), after)
    return "".join(said)


@functools.cache
def _parts(name: str, how_many: int, _urlconf: str) -> list[str]:
    """What stands before, between and after the keys of an address."""
    keys = _STAND_INS[:how_many]
    rest, parts = reverse(name, args=keys), []
    for key in keys:
        before, rest = rest.split(str(key), 1)
        parts.append(before)
    return [*parts, rest]


class ByBeginning(URLResolver):
    """Finds the page of an address among those alone that begin with the same word: hundreds of routes begin otherwise."""

    def resolve(self, path: str) -> ResolverMatch:
        return self._with(str(path).split("/", 1)[0]).resolve(path)

    def _with(self, word: str) -> URLResolver:
        known: dict[str | None, URLResolver] = self.__dict__.setdefault("_narrow", {})
        place = word if word in self._words else None
        if place not in known:
            known[place] = _narrowed(self, place)
        return known[place]

    @functools.cached_property
    def _words(self) -> set[str | None]:
        return _words_of(self)


def pages(urlconf: str) -> ByBeginning:
    """All pages that a module of routes names, as `path("", include(urlconf))`."""
    module, app_name, namespace = include(urlconf)
    return ByBeginning(RoutePattern("", is_endpoint=False), module, app_name=app_name, namespace=namespace)


def _first_word(route: URLPattern | URLResolver) -> str | None:
    """The word with which an address of this route begins; None where that is not fixed."""
    said = str(route.pattern)
    word = said.split("/", 1)[0]
    return word if isinstance(route.pattern, RoutePattern) and "<" not in word else None


def _is_open(route: URLResolver) -> bool:
    """Whether its own routes begin at the same place."""
    return str(route.pattern) == ""


def _words_of(resolver: URLResolver) -> set[str | None]:
    found: set[str | None] = set()
    for route in resolver.url_patterns:
        found |= _words_of(route) if isinstance(route, URLResolver) and _is_open(route) else {_first_word(route)}
    return found


def _narrowed(resolver: URLResolver, word: str | None) -> URLResolver:
    routes: list[URLPattern | URLResolver] = []
    for route in resolver.url_patterns:
        if isinstance(route, URLResolver) and _is_open(route):
            inside = _narrowed(route, word)
            routes += [inside] if inside.url_patterns else []
        elif _first_word(route) in (word, None):
            routes.append(route)
    return URLResolver(
        resolver.pattern, routes, resolver.default_kwargs, app_name=resolver.app_name, namespace=resolver.namespace
    )
