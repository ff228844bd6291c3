"""The sender's steps: whom, what, agreement, send; or leave the data out, discard, call back."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.cases.enums import AgreementAnswer, AgreementKind
from khetene.facts.reads import question, vocabulary
from khetene.kernel import clock
from khetene.referrals import actions, reads
from khetene.referrals.enums import State, Way
from khetene.referrals.shared import Chosen
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.referrals.forms import AgreeForm, StartForm
from khetene.web.desk.referrals.showing import shared_rows
from khetene.web.desk.referrals.steps import back, carried_out
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases, writes=("POST",))
def start(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Whom and what. Nothing leaves before the preview was seen and the agreement is there."""
    head = cases.case_head(case_id, actor=request.actor)
    client = _client(request, head)
    if client is None or head.closed_on:
        return render(request, "desk/referrals/start_client.html", {"case": head, "query": _query(request)})
    key = f"referral-{case_id}"
    initial = {"recipient": request.GET.get("organisation", ""), "way": Way.PRODUCT}
    form = drafted(request, StartForm, key, initial=initial, **_choices(request, head, client))
    if request.method == "POST" and form.is_valid():
        prepared = attempt(form, lambda: _prepare(case_id, client, form.cleaned_data, request))
        if prepared:
            sent(request, key)
            return redirect("referrals:referral", prepared.pk)
    context = {
        "case": head,
        "client": client,
        "form": form,
        "gone": _gone(request),
        "service": _key(request.GET.get("service", "")) or "",
        **draft_attributes(key),
    }
    return render(request, "desk/referrals/start.html", context)


def _client(request: ActorRequest, head: cases.CaseHead) -> cases.ClientRow | None:
    """The one person of the case, or the one chosen in the address."""
    if len(head.clients) == 1:
        return head.clients[0]
    return next((client for client in head.clients if str(client.id) == request.GET.get("client")), None)


def _query(request: ActorRequest) -> str:
    """Office and service stay chosen while the person is being chosen."""
    kept = request.GET.copy()
    kept.pop("client", None)
    return kept.urlencode()


def _gone(request: ActorRequest) -> tuple[str, uuid.UUID | None, str] | None:
    asked = _key(request.GET.get("organisation", ""))
    return reads.gone_recipient(asked, on=clock.today()) if asked else None


def _choices(request: ActorRequest, head: cases.CaseHead, client: cases.ClientRow) -> dict[str, Any]:
    known = cases.facts_of(client.id, actor=request.actor, as_of=clock.today())
    needs = cases.needs_of(head)
    return {
        "recipients": reads.recipient_choices(actor=request.actor, on=clock.today()),
        "needs": [(str(need.id), need.domain_label) for need in needs],
        "facts": [(name, question(name)) for name in known if name in vocabulary() and name != "birth_date"],
    }


def _prepare(case_id: uuid.UUID, client: cases.ClientRow, data: dict[str, Any], request: ActorRequest) -> Any:
    chosen = Chosen(
        parts=data["parts"],
        need_ids=[uuid.UUID(need) for need in data.get("needs", [])],
        facts=data.get("facts", []),
    )
    return actions.draft_referral(
        case_id,
        client_id=client.id,
        recipient_id=uuid.UUID(data["recipient"]),
        service_id=_key(request.GET.get("service", "")),
        way=data["way"],
        chosen=chosen,
        words=data["words"],
        actor=request.actor,
    )


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@page(allowed_to=works_with_cases, writes=("POST",))
def send(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Send what the preview shows. Without an agreement that covers it, one is recorded first."""
    if request.method != "POST":
        return back(referral_id)
    return _send(request, referral_id)


def _send(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    if not reads.may_be_sent(referral_id, actor=request.actor):
        return redirect("referrals:agree", referral_id)
    if carried_out(request, lambda: actions.send_referral(referral_id, actor=request.actor)):
        messages.success(request, _("The referral is sent."))
    return back(referral_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def agree(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Record the person's consent to exactly this hand-over; a refusal is recorded too, and nothing goes over."""
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.is_sender or shown.case_id is None:
        raise Http404
    if request.method == "POST" and shown.line.state != State.DRAFT:
        return back(referral_id)  # pressed twice: the first press has recorded and sent it
    form = AgreeForm(request.POST or None, initial={"explained": _explained(shown)})
    if request.method == "POST" and form.is_valid():
        recorded = attempt(form, lambda: _record_consent(referral_id, form.cleaned_data, request))
        if recorded and recorded.answer == AgreementAnswer.REFUSED:
            messages.success(request, _("The refusal is recorded. Nothing goes over; help goes on."))
            return back(referral_id)
        if recorded:
            return _send(request, referral_id)
    context = {"shown": shown, "line": shown.line, "form": form, "shared": shared_rows(shown.shared)}
    return render(request, "desk/referrals/agree.html", context)


def _explained(shown: reads.ReferralPage) -> str:
    words = _("What you see here goes to %(office)s. They use it to help you. You may take it back.")
    return words % {"office": shown.recipient_name}


def _record_consent(referral_id: uuid.UUID, data: dict[str, Any], request: ActorRequest) -> Any:
    handed = reads.handover(referral_id, actor=request.actor)
    return case_actions.record_agreement(
        handed.case_id,
        client_id=handed.client_id,
        kind=AgreementKind.DATA_CONSENT,
        recipient_id=handed.recipient_id,
        parts=handed.parts,
        purpose=_("Referral %(key)s") % {"key": handed.key},
        valid_from=clock.today(),
        actor=request.actor,
        **data,
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def without_data(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Hand over a paper card instead: nothing about the person goes over, so nothing has to be agreed."""
    if request.method == "POST":
        carried_out(request, lambda: actions.hand_over_without_data(referral_id, actor=request.actor))
    return back(referral_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def discard(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away and go back to the case."""
    if request.method != "POST":
        return back(referral_id)
    shown = reads.referral(referral_id, actor=request.actor)
    if shown.case_id is None:
        raise Http404
    if carried_out(request, lambda: actions.discard_draft(referral_id, actor=request.actor)):
        messages.success(request, _("The draft is thrown away."))
        return redirect("cases:case", shown.case_id)
    return back(referral_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def withdraw(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Call a referral back before it was answered."""
    if request.method == "POST":
        if carried_out(request, lambda: actions.withdraw_referral(referral_id, actor=request.actor)):
            messages.success(request, _("The referral is called back. The office no longer sees the data."))
    return back(referral_id)
