"""What the pages of one referral share: a step behind a button, and a step behind a form."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from khetene.kernel.errors import DomainError, NotForYou
from khetene.referrals.reads import ReferralPage
from khetene.web.http import ActorRequest, attempt


def carried_out(request: ActorRequest, action: Callable[[], Any]) -> bool:
    """Do what a button says; a refusal is told at the top of the next page."""
    try:
        action()
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return False
    return True


def form_step(
    request: ActorRequest,
    shown: ReferralPage,
    form: Form,
    action: Callable[[], Any],
    *,
    title: str,
    submit: str,
    intro: str = "",
) -> HttpResponse:
    """A page with one form; afterwards back to the referral."""
    if request.method == "POST" and form.is_valid() and attempt(form, action) is not None:
        return redirect("referrals:referral", shown.line.id)
    context = {"shown": shown, "line": shown.line, "form": form, "title": title, "submit": submit, "intro": intro}
    return render(request, "desk/referrals/step.html", context)


def back(referral_id: uuid.UUID) -> HttpResponse:
    """Where a button's page leads, also when somebody opens its address."""
    return redirect("referrals:referral", referral_id)
