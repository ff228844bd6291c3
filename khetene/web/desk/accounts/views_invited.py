"""What the link in an invitation opens: a new person, one who was here before, or somebody with an account."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from khetene.accounts import actions, reads
from khetene.accounts.enums import AccountEvent, InvitationState, UserLanguage
from khetene.accounts.errors import NothingToShow
from khetene.accounts.links import is_genuine
from khetene.accounts.middleware import CHOSEN
from khetene.accounts.models import User
from khetene.kernel import clock
from khetene.web.desk.accounts.forms import ConfirmForm, NewPersonForm
from khetene.web.desk.accounts.forms_returning import Before, BeforeForm, ReturningForm
from khetene.web.http import anybody, attempt, page, private

GONE = 410


@sensitive_post_parameters("password", "code", "credential")
@private
@page(allowed_to=anybody, writes=("POST",))
def accept_invitation(request: HttpRequest, invitation_id: uuid.UUID, signature: str) -> HttpResponse:
    """Who holds the link gives name and password, shows that they were here before, or agrees when signed in."""
    invitation = reads.invitation_to_accept(invitation_id) if is_genuine(invitation_id, signature) else None
    if invitation is None:
        raise Http404
    if invitation.state != InvitationState.OPEN:
        return render(request, "desk/accounts/invitation_closed.html", {"invitation": invitation}, status=GONE)
    if request.user.is_authenticated:
        return _accept_signed_in(request, invitation)
    if invitation.has_account:
        return render(request, "desk/accounts/invitation_sign_in.html", {"invitation": invitation})
    if invitation.had_account:
        return _ask_whether_they_were_here(request, invitation)
    return _accept_as_new_person(request, invitation)


def _accept_signed_in(request: HttpRequest, invitation: reads.InvitationToAccept) -> HttpResponse:
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        assert isinstance(request.user, User)
        user = request.user
        membership = attempt(form, lambda: actions.accept_invitation(invitation.id, user_id=user.pk))
        if membership:
            if membership.is_active_on(clock.today()):
                request.session[CHOSEN] = str(membership.pk)
            messages.success(request, _("You accepted the invitation."))
            return redirect("/")
    return render(request, "desk/accounts/invitation_join.html", {"invitation": invitation, "form": form})


def _ask_whether_they_were_here(request: HttpRequest, invitation: reads.InvitationToAccept) -> HttpResponse:
    """Organisations give addresses on, so the mailbox alone opens nobody's earlier account. Its name is not told."""
    form = BeforeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.cleaned_data["before"] == Before.NO:
        return _accept_as_new_person(request, invitation)
    if form.is_valid():
        closed = reads.closed_account_at(invitation.email)
        if closed is None:
            raise Http404
        if closed[1] or not reads.must_be_seen(closed[0]):
            return _accept_as_returning_person(request, invitation, *closed)
        form.add_error("before", NothingToShow.message)
    return render(request, "desk/accounts/invitation_before.html", {"invitation": invitation, "form": form})


def _accept_as_returning_person(
    request: HttpRequest, invitation: reads.InvitationToAccept, user: User, steps: set[str]
) -> HttpResponse:
    form = ReturningForm(_typed(request), user=user, steps=steps)
    if form.is_valid():
        password, shown = form.cleaned_data["password"], form.shown
        if attempt(form, lambda: actions.accept_as_returning_person(invitation.id, password=password, shown=shown)):
            messages.success(request, _("Your account is open again. Sign in with your e-mail address and password."))
            return redirect("account_login")
    if form.has_failed:
        actions.record_account_event(AccountEvent.CODE_FAILED, user.pk)
    context: dict[str, Any] = {"invitation": invitation, "form": form, "asks_for_step": bool(steps)}
    if form.takes_passkey:
        context["js_data"] = {"request_options": begin_authentication(user)}
    return render(request, "desk/accounts/invitation_returning.html", context)


def _accept_as_new_person(request: HttpRequest, invitation: reads.InvitationToAccept) -> HttpResponse:
    form = NewPersonForm(_typed(request), initial={"before": Before.NO if invitation.had_account else ""})
    if form.is_valid():
        language = get_language() if get_language() in UserLanguage.values else UserLanguage.LATVIAN
        told = {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"], "language": str(language)}
        was_not_here = form.cleaned_data["before"] == Before.NO
        if attempt(form, lambda: actions.accept_as_new_person(invitation.id, **told, was_not_here=was_not_here)):
            messages.success(request, _("Your account is ready. Sign in with your e-mail address and password."))
            return redirect("account_login")
    return render(request, "desk/accounts/invitation_new_person.html", {"invitation": invitation, "form": form})


def _typed(request: HttpRequest) -> Any:
    """What was filled in; the answer to the question before it fills in nothing yet."""
    return request.POST if "password" in request.POST else None
