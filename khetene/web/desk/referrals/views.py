"""Referrals received and sent, and one referral as either side sees it."""

from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.referrals import actions, reads
from khetene.referrals.enums import DATA_TRAVELS, State
from khetene.web.desk.referrals.forms import MessageForm
from khetene.web.desk.referrals.showing import shared_rows
from khetene.web.http import ActorRequest, page

ON_A_PAGE = 25


@page(allowed_to=works_with_cases)
def inbox(request: ActorRequest) -> HttpResponse:
    return _list(request, is_sender=False)


@page(allowed_to=works_with_cases)
def outbox(request: ActorRequest) -> HttpResponse:
    return _list(request, is_sender=True)


def _wanted(request: ActorRequest) -> dict[str, str]:
    """State, order and key as they stand in the address."""
    key = request.GET.get("key", "").strip()[:20]
    sort = request.GET.get("sort", "")
    return {
        "state": request.GET.get("state", "" if key else "waiting"),
        "sort": sort if sort in reads.SORTS else "",
        "key": key,
    }


def _list(request: ActorRequest, *, is_sender: bool) -> HttpResponse:
    rows = reads.listed(actor=request.actor, is_sender=is_sender, **_wanted(request))
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    states = [
        ("waiting", _("waiting")),
        ("", _("all")),
        (State.ACCEPTED, _("accepted ones")),
        (State.DECLINED, _("declined ones")),
        (State.OUTCOME, _("with an outcome")),
        (State.WITHDRAWN, _("called back")),
    ]
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list, is_sender=is_sender),
        "is_sender": is_sender,
        "states": [("draft", _("not sent yet")), *states] if is_sender else states,
        "sorts": [("", _("newest first")), ("oldest", _("longest waiting first")), ("due", _("by day of reminder"))],
        **_wanted(request),
    }
    return render(request, "desk/referrals/list.html", context)


@page(allowed_to=works_with_cases)
def referral(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral, as my side may see it. That the recipient looked is written down; the first look is a step."""
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.is_sender:
        actions.open_referral(referral_id, actor=request.actor)
        shown = reads.referral(referral_id, actor=request.actor)
    context = {
        "shown": shown,
        "line": shown.line,
        "shared": shared_rows(shown.shared),
        "message_form": MessageForm(),
        "travels": shown.way in DATA_TRAVELS,
        "consent": _consent(referral_id, shown, request),
    }
    return render(request, "desk/referrals/referral.html", context)


def _consent(referral_id: uuid.UUID, shown: reads.ReferralPage, request: ActorRequest) -> str:
    """Whether a draft may be sent as it stands: "covered", "refused" by the person, or still to be "asked"."""
    if not shown.is_sender or shown.line.state != State.DRAFT or shown.way not in DATA_TRAVELS:
        return "covered"
    if reads.is_covered(referral_id, actor=request.actor):
        return "covered"
    return "refused" if reads.was_refused(referral_id, actor=request.actor) else "asked"
