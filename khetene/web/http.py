"""What every page has: a rule who may open it, the verbs that write, a time limit, and one way of refusing."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from khetene.accounts import rules as account_rules
from khetene.kernel.actor import Actor
from khetene.kernel.database import reading_only, statement_limit
from khetene.kernel.errors import DomainError, NotForYou

Rule = Callable[[Actor], bool]
View = Callable[..., HttpResponse]


class ActorRequest(HttpRequest):
    """A request on a page that needs a membership: `actor` is always there."""

    actor: Actor
    htmx: HtmxDetails


def anybody(_actor: Actor) -> bool:
    """Rule of a page that is open without signing in."""
    return True


def signed_in(_actor: Actor) -> bool:
    """Rule of a page for every signed-in person, also one without a membership today."""
    return True


def page(*, allowed_to: Rule, writes: Sequence[str] = ()) -> Callable[[View], View]:
    """Declare a view: who may open it and which verbs write. All other verbs only read, and the database sees to it.

    Who may not open a page is answered as if it did not exist (404).
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            _forget_nul_characters(request)
            return _refusal(request, allowed_to) or _answer(view, request, writes, *args, **kwargs)

        told: Any = guarded  # what the suite and the access matrix read
        told.allowed_to, told.writes = allowed_to, tuple(writes)
        # The guard below sends people to sign in; Django's middleware must leave it that decision.
        return cast("View", login_not_required(guarded))

    return declare


def private(view: View) -> View:
    """For a page behind a secret link: nobody on the way keeps it, no search engine does, and no other site learns its address.

    `same-origin` is as much as may be asked for: with `no-referrer` a browser says of what is posted that it comes from
    nowhere (`Origin: null`, Fetch 3.2), and the guard against forged requests refuses every answer.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        add_never_cache_headers(answer)
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    told: Any = guarded  # what the suite reads
    told.is_private = True
    return cast("View", guarded)


def _forget_nul_characters(request: HttpRequest) -> None:
    """No address of ours holds one, and PostgreSQL takes none; forms refuse them by themselves."""
    if any("\0" in value for _name, values in request.GET.lists() for value in values):
        kept = request.GET.copy()
        for name, values in request.GET.lists():
            kept.setlist(name, [value.replace("\0", "") for value in values])
        request.GET = QueryDict(kept.urlencode(), encoding=request.encoding)


def _refusal(request: HttpRequest, allowed_to: Rule) -> HttpResponse | None:
    if allowed_to is anybody:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if allowed_to is signed_in:
        return None
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return redirect("accounts:no_membership")
    if not allowed_to(actor):
        raise Http404
    if account_rules.needs_second_factor(actor):
        return redirect("accounts:second_factor")
    return None


def _answer(view: View, request: HttpRequest, writes: Sequence[str], *args: Any, **kwargs: Any) -> HttpResponse:
    reads = ("GET", "HEAD")
    if request.method not in (*reads, *writes):
        return HttpResponseNotAllowed((*reads, *writes))
    try:
        with statement_limit():
            if request.method in writes:
                return view(request, *args, **kwargs)
            with reading_only():
                return view(request, *args, **kwargs)
    except NotForYou as refusal:
        raise Http404 from refusal


def attempt(form: Form, action: Callable[[], Any]) -> Any:
    """Carry out an action for a valid form; a refusal becomes an error at the field that it names, and None comes back."""
    try:
        return action()
    except NotForYou:
        raise
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
    except ValidationError as problem:
        for field, messages in _by_field(problem).items():
            form.add_error(field if field in form.fields else None, messages)
    return None


def _by_field(problem: ValidationError) -> dict[str, list[str]]:
    return problem.message_dict if hasattr(problem, "error_dict") else {NON_FIELD_ERRORS: problem.messages}
