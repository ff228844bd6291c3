"""People of our organisation: who works here, letting people in, and ending access."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts import actions, reads
from khetene.accounts.rules import administers_people
from khetene.kernel.errors import DomainError, NotForYou
from khetene.web.desk.accounts.forms import ConfirmForm, DatesForm, FindPersonForm, InviteForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=administers_people, writes=("POST",))
def people(request: ActorRequest) -> HttpResponse:
    """Who has access, and whom we invited. A name looked for travels in the body, never in the address."""
    form = FindPersonForm(request.POST or None)
    found = None
    if form.is_valid():
        found = reads.people_called(form.cleaned_data["words"], actor=request.actor)
    ended = request.GET.get("show") == "ended"
    context = {
        "form": form,
        "found": found,
        "ended": ended,
        "page": reads.people(actor=request.actor, ended=ended, page=request.GET.get("page")),
        "invitations": reads.invitations(actor=request.actor),
    }
    return render(request, "desk/accounts/people.html", context)


@page(allowed_to=administers_people, writes=("POST",))
def invite(request: ActorRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, roles=reads.roles_to_give(actor=request.actor))
    if form.is_valid() and attempt(form, lambda: actions.invite(**form.cleaned_data, actor=request.actor)):
        messages.success(request, _("The invitation was sent. Its link works for 14 days."))
        return redirect("accounts:people")
    return render(request, "desk/accounts/invite.html", {"form": form})


@page(allowed_to=administers_people, writes=("POST",))
def resend_invitation(request: ActorRequest, invitation_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        told = _("The invitation was sent. Its link works for 14 days.")
        _carry_out(request, lambda: actions.resend_invitation(invitation_id, actor=request.actor), told)
    return redirect("accounts:people")


@page(allowed_to=administers_people, writes=("POST",))
def withdraw_invitation(request: ActorRequest, invitation_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        told = _("The invitation was withdrawn. Its link no longer works.")
        _carry_out(request, lambda: actions.withdraw_invitation(invitation_id, actor=request.actor), told)
    return redirect("accounts:people")


@page(allowed_to=administers_people, writes=("POST",))
def change_dates(request: ActorRequest, membership_id: uuid.UUID) -> HttpResponse:
    person = reads.person(membership_id, actor=request.actor)
    form = DatesForm(request.POST or None, initial={"from_day": person.from_day, "to_day": person.last_day})
    if form.is_valid() and attempt(
        form, lambda: actions.change_dates(membership_id, **form.cleaned_data, actor=request.actor)
    ):
        messages.success(request, _("The dates were changed."))
        return redirect("accounts:people")
    return render(request, "desk/accounts/change_dates.html", {"form": form, "person": person})


@page(allowed_to=administers_people, writes=("POST",))
def end_membership(request: ActorRequest, membership_id: uuid.UUID) -> HttpResponse:
    person = reads.person(membership_id, actor=request.actor)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: actions.end_membership(membership_id, actor=request.actor)):
        messages.success(request, _("The access was ended. The person keeps their own account."))
        return redirect("accounts:people")
    return render(request, "desk/accounts/end_membership.html", {"form": form, "person": person})


def _carry_out(request: ActorRequest, action: Callable[[], object], told: str) -> None:
    """For a button without a form: a refusal is told above the page."""
    try:
        action()
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, told)
