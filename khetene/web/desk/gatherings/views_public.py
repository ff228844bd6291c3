"""What anybody may open: gatherings that take registrations, the form, and the link that confirms."""

from __future__ import annotations

import uuid

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from khetene.gatherings import actions, reads
from khetene.gatherings.errors import RegistrationIsOver
from khetene.gatherings.links import signature_of
from khetene.gatherings.registering import is_genuine
from khetene.gatherings.reports.content import when
from khetene.kernel import limits
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.gatherings.forms import RegisterForm
from khetene.web.desk.referrals.throttle import is_throttled, missed
from khetene.web.http import anybody, attempt, page, private

MOST_FROM_ONE_PLACE = 30
MINUTES = 60


@page(allowed_to=anybody)
def open_gatherings(request: HttpRequest) -> HttpResponse:
    """Gatherings to which anybody may register, the nearest first."""
    return render(request, "desk/gatherings/open.html", {"rows": reads.open_to_all()})


@page(allowed_to=anybody, writes=("POST",))
def register(request: HttpRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """The answer is the same for every address: look into your mailbox."""
    shown = reads.open_gathering(gathering_id)
    if shown is None:
        raise Http404
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if _is_flooding(request):
            return render(request, "desk/gatherings/register_busy.html", status=429)
        if form.is_valid() and _registered(form, gathering_id):
            return redirect("gatherings:registered", gathering_id)
    context = {"shown": shown, "row": shown.row, "when": when(shown), "form": form}
    return never_cache(render)(request, "desk/gatherings/register.html", context)


def _registered(form: RegisterForm, gathering_id: uuid.UUID) -> bool:
    return bool(attempt(form, lambda: [actions.register(gathering_id, **form.cleaned_data)]))


def _is_flooding(request: HttpRequest) -> bool:
    key = f"registrations:{get_adapter().get_client_ip(request)}"
    limits.count(key, minutes=MINUTES)
    return limits.counted(key) > MOST_FROM_ONE_PLACE


@page(allowed_to=anybody)
def registered(request: HttpRequest, gathering_id: uuid.UUID) -> HttpResponse:
    shown = reads.open_gathering(gathering_id)
    if shown is None:
        raise Http404
    return render(request, "desk/gatherings/registered.html", {"row": shown.row})


@private
@page(allowed_to=anybody, writes=("POST",))
def confirm_registration(request: HttpRequest, registration_id: uuid.UUID, signature: str) -> HttpResponse:
    """A button, because programs that check letters for danger follow links too."""
    if is_throttled(request):
        return render(request, "desk/referrals/link_busy.html", status=429)
    if not is_genuine(registration_id, signature):
        missed(request)
        return render(request, "desk/gatherings/invitation_over.html", status=404)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            row = actions.confirm_registration(registration_id)
        except RegistrationIsOver as refusal:
            context = {"message": refusal.message}
            return render(request, "desk/gatherings/registration_over.html", context, status=410)
        return redirect(reverse("gatherings:invitation", args=[row.pk, signature_of(row.pk)]))
    return render(request, "desk/gatherings/confirm.html", {"form": form})
