"""Who acts in this request: worked out anew each time, so that ended access ends with the next request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from khetene.accounts import reads
from khetene.accounts.models import Membership, User
from khetene.kernel import clock
from khetene.kernel.actor import Actor

CHOSEN = "membership"
SECOND_FACTOR_SET_UP_BY = "second_factor_set_up_by"


class ActorMiddleware:
    """Sets `request.actor`, `request.membership` and `request.memberships` with one query; None and [] when signed out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = _signed_in_person(request)
        memberships = reads.active_memberships(user.pk, on=clock.today()) if user else []
        current = _chosen(request, memberships)
        request.memberships = memberships  # type: ignore[attr-defined]  # read by faces
        request.membership = current  # type: ignore[attr-defined]
        request.actor = _actor(request, current) if current else None  # type: ignore[attr-defined]
        if user and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


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


def _actor(request: HttpRequest, membership: Membership) -> Actor:
    return Actor(
        user_key=membership.user_id,
        membership_key=membership.pk,
        organisation_key=membership.organisation_id,
        role=membership.role,
        second_factor=_showed_second_factor(request, membership),
    )


def _showed_second_factor(request: HttpRequest, membership: Membership) -> bool:
    """In this session, with a factor that is still set up; a strong national eID counts as both factors at once."""
    methods = {record.get("method") for record in get_authentication_records(request, request.user)}
    if settings.OIDC_IS_STRONG and "socialaccount" in methods:
        return True
    set_up_now = request.session.get(SECOND_FACTOR_SET_UP_BY) == str(membership.user_id)
    return reads.second_factor_of(membership) and ("mfa" in methods or set_up_now)
