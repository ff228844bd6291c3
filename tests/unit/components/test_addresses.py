"""Addresses that are worked out once are Django's own, and every address leads to the page to which it always led."""

from __future__ import annotations

import uuid
from importlib import import_module

import pytest
from csp.utils import build_policy
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import UUIDConverter
from django.urls.resolvers import RoutePattern

from khetene.web.components.addresses import address, pages

DESK = "khetene.web.desk.urls"
SAMPLE = {"uuid": str(uuid.UUID(int=7)), "int": "2026", "slug": "neet", "str": "x", "path": "a/b"}


def routes(resolver, namespace=""):
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each, f"{namespace}{each.namespace}:" if each.namespace else namespace)
        elif isinstance(each, URLPattern) and each.name and isinstance(each.pattern, RoutePattern):
            yield f"{namespace}{each.name}", each.pattern.converters


def keys_only():
    for name, converters in routes(get_resolver("khetene.urls")):
        if all(isinstance(one, UUIDConverter) for one in converters.values()):
            yield name, [uuid.uuid4() for _one in converters]


def test_an_address_with_keys_is_the_one_that_django_makes():
    known = list(keys_only())

    assert len(known) > 300
    for name, keys in known:
        try:
            wanted = reverse(name, args=keys)
        except NoReverseMatch:  # its page stands under an address with more keys
            continue
        assert address(name, keys) == address(name, keys) == wanted


def test_an_address_with_a_word_is_made_by_django():
    assert address("dashboards:programme_dashboard", ["neet"]) == "/kopaina/programma/neet/"
    with pytest.raises(NoReverseMatch):
        address("dashboards:programme_dashboard", ["no such word"])


def every_address():
    for name, converters in routes(get_resolver("khetene.urls")):
        values = {key: SAMPLE.get(_kind(one), "x") for key, one in converters.items()}
        try:
            yield reverse(name, kwargs=values).lstrip("/")
        except NoReverseMatch:
            continue
    yield from ("", "lietas", "lietas/nowhere/", "nowhere/", "kopaina/nowhere", "kopaina//", "robots.txt")


def _kind(converter):
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")


def found(resolver, path):
    try:
        match = resolver.resolve(path)
    except Resolver404:
        return None
    return match.func, match.args, match.kwargs, match.view_name, match.route, match.namespaces, match.app_names


def test_an_address_leads_where_it_led_without_looking_at_its_first_word():
    plain = URLResolver(RoutePattern("", is_endpoint=False), import_module(DESK))
    quick, known = pages(DESK), list(every_address())

    assert len(known) > 400
    for path in known:
        assert found(quick, path) == found(plain, path)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/par/", "/nowhere/"])
def test_every_page_brings_the_policy(path):
    assert Client().get(path)["Content-Security-Policy"] == build_policy()
