"""What holds for every page: a rule, and a writing verb only where it is declared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern

from khetene.web.http import anybody, private

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


# Words in addresses of public pages that let nobody in.
PUBLIC_WORDS = {"ending", "day"}
ALL_PAGES = list(every_pattern(get_resolver()))


def secrets_in(pattern):
    """What an address carries that is neither a key of a record nor a public word."""
    if isinstance(pattern.pattern, RegexPattern):
        return set(pattern.pattern.regex.groupindex) & {"key", "token", "signature"}
    kinds = pattern.pattern.converters.items()
    return {name for name, kind in kinds if kind.__class__.__name__ == "StringConverter"} - PUBLIC_WORDS


def test_what_a_secret_link_opens_is_kept_by_nobody_on_the_way():
    behind_links = {
        pattern.name: pattern.callback
        for pattern in reversed(ALL_PAGES)  # the first of a name is the one that answers
        if getattr(pattern.callback, "allowed_to", anybody) is anybody and secrets_in(pattern)
    }

    assert [name for name, view in behind_links.items() if not getattr(view, "is_private", False)] == []
    assert set(behind_links) == {
        "accept_invitation",
        "account_confirm_email",
        "account_reset_password_from_key",
        "answer",
        "at_the_door",
        "confirm_registration",
        "invitation",
        "invitation_calendar",
        "invitation_material",
        "part",
        "survey_answer",
    }


def test_a_private_page_says_so_and_lets_browsers_say_where_a_form_comes_from():
    answer = private(lambda request: HttpResponse("x"))(RequestFactory().get("/"))

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_guard_against_forged_requests_refuses_a_form_that_comes_from_nowhere(db):
    """So sends a browser what stands on a page with `no-referrer`: the reason for the policy of private pages."""
    client = Client(enforce_csrf_checks=True)
    token = client.get("/ieeja/login/").cookies["csrftoken"].value
    form = {"csrfmiddlewaretoken": token, "login": "x@example.org", "password": "x"}

    sent = {
        origin: client.post("/ieeja/login/", form, HTTP_ORIGIN=origin).status_code
        for origin in ("null", "http://testserver")
    }

    assert sent == {"null": 403, "http://testserver": 200}
