"""One's own account: how I am called, choosing where to work, the second step of signing in, closing it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts import actions, reads
from khetene.accounts.middleware import CHOSEN
from khetene.accounts.models import Membership, User
from khetene.accounts.rules import needs_second_factor
from khetene.kernel import clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.web.desk.accounts.forms import ConfirmForm, OwnDetailsForm
from khetene.web.http import attempt, page, signed_in


@page(allowed_to=signed_in, writes=("POST",))
def own_account(request: HttpRequest) -> HttpResponse:
    """How I am called, where I work and worked, and how I sign in."""
    user = _person(request)
    form = OwnDetailsForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if form.is_valid():
        doer: Doer = _actor(request) or System("own account")
        if attempt(form, lambda: actions.change_own_details(user.pk, **form.cleaned_data, actor=doer)):
            messages.success(request, _("Your details were saved."))
            return redirect("accounts:own")
    context = {
        "form": form,
        "memberships": reads.own_memberships(user.pk),
        "second_factors": reads.second_factors_of(user.pk),
        "eid_name": settings.OIDC_NAME if settings.OIDC_CONFIGURED else "",
        "eid_linked": settings.OIDC_CONFIGURED and reads.has_eid(user.pk),
        "events": reads.recent_account_events(user.pk),
        "today": clock.today(),
    }
    return render(request, "desk/accounts/own.html", context)


@page(allowed_to=signed_in, writes=("POST",))
def close(request: HttpRequest) -> HttpResponse:
    """The person wants no account any more: what it means, and the button."""
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        doer: Doer = _actor(request) or System("own account")
        if attempt(form, lambda: actions.close_own_account(_person(request).pk, actor=doer)):
            logout(request)
            messages.success(request, _("Your account is closed. Thank you for the time that you worked here."))
            return redirect("account_login")
    still = [row for row in reads.own_memberships(_person(request).pk) if not _is_over(row)]
    return render(request, "desk/accounts/close.html", {"form": form, "still": still})


def _is_over(row: Membership) -> bool:
    return row.last_day is not None and row.last_day < clock.today()


@page(allowed_to=signed_in, writes=("POST",))
def switch(request: HttpRequest) -> HttpResponse:
    """Choose in which of my organisations and roles I work now; what I see changes with it."""
    if request.method != "POST":
        return redirect("accounts:no_membership")
    membership = actions.switch_membership(_key(request.POST.get("membership", "")), user_id=_person(request).pk)
    request.session[CHOSEN] = str(membership.pk)
    told = _("You now work in: %(organisation)s. Your role: %(role)s.")
    role = membership.get_role_display()
    messages.success(request, told % {"organisation": membership.organisation.name, "role": role})
    return redirect("/")


@page(allowed_to=signed_in)
def no_membership(request: HttpRequest) -> HttpResponse:
    """Explains why there is no work here today, and offers the person's other organisations."""
    rows, today = reads.own_memberships(_person(request).pk), clock.today()
    past = [row for row in rows if row.last_day and row.last_day < today]
    coming = [row for row in rows if row.from_day > today]
    choices = getattr(request, "memberships", [])
    nothing = [row for row in rows if row not in (*past, *coming, *choices)]
    context = {
        "ended": max(past, key=lambda row: row.last_day or row.from_day, default=None),
        "coming": min(coming, key=lambda row: row.from_day, default=None),
        "choices": choices,
        "gives_nothing": nothing[0] if nothing else None,
    }
    return render(request, "desk/accounts/no_membership.html", context)


@page(allowed_to=signed_in)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second step is needed, and the way to set it up or to show it."""
    actor = _actor(request)
    context = {
        "second_factors": reads.second_factors_of(_person(request).pk),
        "needs_second_factor": bool(actor and needs_second_factor(actor)),
    }
    return render(request, "desk/accounts/second_factor.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _actor(request: HttpRequest) -> Actor | None:
    return getattr(request, "actor", None)


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as problem:
        raise NotForYou from problem
