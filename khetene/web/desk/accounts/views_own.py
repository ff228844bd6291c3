"""One's own account: accepting an invitation, choosing where to work, and the second step of signing in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from khetene.accounts import actions, reads
from khetene.accounts.enums import InvitationState, UserLanguage
from khetene.accounts.links import is_genuine
from khetene.accounts.middleware import CHOSEN
from khetene.accounts.models import Membership, User
from khetene.accounts.rules import needs_second_factor
from khetene.kernel import clock
from khetene.kernel.actor import Actor, Doer, System
from khetene.kernel.errors import NotForYou
from khetene.web.desk.accounts.forms import ConfirmForm, NewPersonForm, OwnDetailsForm
from khetene.web.http import anybody, attempt, page, signed_in

GONE = 410


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
    past = [row for row in reads.own_memberships(_person(request).pk) if row.last_day and row.last_day < clock.today()]
    coming = [row for row in reads.own_memberships(_person(request).pk) if row.from_day > clock.today()]
    context = {
        "ended": max(past, key=lambda row: row.last_day or row.from_day, default=None),
        "coming": min(coming, key=lambda row: row.from_day, default=None),
        "choices": getattr(request, "memberships", []),
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


@sensitive_post_parameters("password")
@page(allowed_to=anybody, writes=("POST",))
def accept_invitation(request: HttpRequest, invitation_id: uuid.UUID, signature: str) -> HttpResponse:
    """The link in an invitation: a new person gives name and password, a signed-in one agrees."""
    invitation = reads.invitation_to_accept(invitation_id) if is_genuine(invitation_id, signature) else None
    if invitation is None:
        raise Http404
    if invitation.state != InvitationState.OPEN:
        return render(request, "desk/accounts/invitation_closed.html", {"invitation": invitation}, status=GONE)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation)
    if invitation.has_account:
        return render(request, "desk/accounts/invitation_sign_in.html", {"invitation": invitation})
    return _accept_as_new_person(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: reads.InvitationToAccept) -> HttpResponse:
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = _person(request)
        membership = attempt(form, lambda: actions.accept_invitation(invitation.id, user_id=user.pk))
        if membership:
            if membership.is_active_on(clock.today()):
                request.session[CHOSEN] = str(membership.pk)
            messages.success(request, _("You accepted the invitation."))
            return redirect("/")
    return render(request, "desk/accounts/invitation_join.html", {"invitation": invitation, "form": form})


def _accept_as_new_person(request: HttpRequest, invitation: reads.InvitationToAccept) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if form.is_valid():
        language = get_language() if get_language() in UserLanguage.values else UserLanguage.LATVIAN
        if attempt(
            form, lambda: actions.accept_as_new_person(invitation.id, **form.cleaned_data, language=str(language))
        ):
            messages.success(request, _("Your account is ready. Sign in with your e-mail address and password."))
            return redirect("account_login")
    return render(request, "desk/accounts/invitation_new_person.html", {"invitation": invitation, "form": form})


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
