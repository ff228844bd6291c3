"""Who acts in this request: worked out anew each time, so that ended access ends with the next request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from khetene.accounts import reads
from khetene.accounts.backends import works_today
from khetene.accounts.models import Membership, User
from khetene.kernel import clock
from khetene.kernel.actor import Actor

CHOSEN = "membership"
SECOND_FACTOR_SET_UP_BY = "second_factor_set_up_by"
# What a session may reach before it showed the second factor that its person has: showing it, and leaving.
BEFORE_THE_SECOND_FACTOR = frozenset(
    {
        "accounts:second_factor",
        "accounts:switch",
        "accounts:no_membership",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "set_language",
    }
)


class ActorMiddleware:
    """Sets `request.actor`, `request.membership` and `request.memberships` with one query; None and [] when signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = _signed_in_person(request)
        memberships = works_today(user) if user else []
        current = _chosen(request, memberships)
        shown, waits = _second_factor(request, user, memberships)
        told: Any = request  # what faces read of it
        told.memberships, told.membership, told.second_factor_waits = memberships, current, waits
        told.actor = _actor(current, second_factor=shown) if current else None
        if user and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Whoever has a second factor shows it in every session, in any role, before anything else.

        allauth asks for it when signing in; a session that was begun before the factor was set up elsewhere was never
        asked, and could otherwise add a factor of its own, read the recovery codes, or change the address (ASVS 6.3.3).
        """
        name = request.resolver_match.view_name if request.resolver_match else ""
        if not getattr(request, "second_factor_waits", False) or name in BEFORE_THE_SECOND_FACTOR:
            return None
        return redirect("accounts:second_factor")


def _signed_in_person(request: HttpRequest) -> User | None:
    """A public page without a session cookie costs no query."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not isinstance(request.user, User):
        return None
    if _session_is_over(request):
        logout(request)
        return None
    return request.user


def _session_is_over(request: HttpRequest) -> bool:
    """A working day after signing in, however often the session was used since (ASVS 7.3.2)."""
    records = get_authentication_records(request, request.user)
    if not records:
        return False
    signed_in_at = datetime.fromtimestamp(records[0]["at"], UTC)
    return clock.now() - signed_in_at > timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _chosen(request: HttpRequest, memberships: list[Membership]) -> Membership | None:
    """The membership chosen in this session, else the first. One that has ended is not replaced unseen by another."""
    if not memberships:
        return None
    chosen = request.session.get(CHOSEN)
    if chosen is None:
        return memberships[0]
    return next((membership for membership in memberships if str(membership.pk) == chosen), None)


def _actor(membership: Membership, *, second_factor: bool) -> Actor:
    return Actor(
        user_key=membership.user_id,
        membership_key=membership.pk,
        organisation_key=membership.organisation_id,
        role=membership.role,
        second_factor=second_factor,
        organisation_kind=membership.organisation.kind,
    )


def _second_factor(request: HttpRequest, user: User | None, memberships: list[Membership]) -> tuple[bool, bool]:
    """Whether this session showed a factor that is still set up, and whether one that is set up waits to be shown.

    A strong national eID counts as both factors at once.
    """
    if user is None:
        return False, False
    methods = {record.get("method") for record in get_authentication_records(request, user)}
    if settings.OIDC_IS_STRONG and "socialaccount" in methods:
        return True, False
    has_one = reads.second_factor_of(memberships[0]) if memberships else bool(reads.second_factors_of(user.pk))
    shown = "mfa" in methods or request.session.get(SECOND_FACTOR_SET_UP_BY) == str(user.pk)
    return has_one and shown, has_one and not shown
