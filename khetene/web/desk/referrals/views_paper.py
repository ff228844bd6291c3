"""Ways to an office without an account: a link by e-mail or read out, a letter, a card without data."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khetene.accounts.rules import works_with_cases
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.referrals import actions, mail, reads
from khetene.referrals.enums import DATA_TRAVELS, State
from khetene.web.desk.referrals.showing import shared_rows
from khetene.web.desk.referrals.steps import back
from khetene.web.http import ActorRequest, page


@page(allowed_to=works_with_cases, writes=("POST",))
def link(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """A fresh link for an office without an account: sent to its own address, or shown this once."""
    if request.method != "POST":
        return back(referral_id)
    shown = reads.referral(referral_id, actor=request.actor)
    try:
        token = actions.make_answer_link(referral_id, actor=request.actor)
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return back(referral_id)
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("referrals:answer", args=[token])
    by_email = request.POST.get("how") == "email" and bool(shown.recipient_email)
    context = {
        "shown": shown,
        "line": shown.line,
        "address": address,
        "wanted_email": by_email,
        "emailed": by_email and mail.send_answer_link(shown, address),
    }
    return render(request, "desk/referrals/link.html", context)


@page(allowed_to=works_with_cases)
def letter(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """On paper: a letter with exactly what was agreed to be shared, or a card without any data."""
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.is_sender:
        raise Http404
    with_data = shown.way in DATA_TRAVELS and shown.line.state not in (State.DRAFT, State.WITHDRAWN)
    context = {
        "shown": shown,
        "line": shown.line,
        "with_data": with_data,
        "shared": shared_rows(shown.shared) if with_data else [],
        "office": directory.organisation(shown.recipient_id),
        "service": directory.service(shown.service_id) if shown.service_id else None,
        "today": clock.today(),
    }
    return render(request, "desk/referrals/letter.html", context)
