"""Handing over, from both sides."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.rules import works_with_cases
from khetene.cases import actions as case_actions
from khetene.cases import reads as cases
from khetene.cases.enums import AgreementKind, Language, NeedDomain
from khetene.directory import reads as directory
from khetene.facts.reads import question, vocabulary
from khetene.kernel import clock
from khetene.referrals import actions, reads
from khetene.referrals.enums import DATA_TRAVELS, State, Way
from khetene.referrals.errors import AgreementMissing
from khetene.referrals.shared import Chosen
from khetene.web.desk.drafting import draft_attributes, drafted, sent
from khetene.web.desk.programmes.answers import shown_value
from khetene.web.desk.referrals.forms import (
    AcceptForm,
    AgreeForm,
    AppointmentForm,
    DeclineForm,
    MessageForm,
    OutcomeForm,
    StartForm,
)
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_cases)
def inbox(request: ActorRequest) -> HttpResponse:
    state = request.GET.get("state", "waiting")
    return _list(request, reads.received(actor=request.actor, state=state), state, is_sender=False)


@page(allowed_to=works_with_cases)
def outbox(request: ActorRequest) -> HttpResponse:
    state = request.GET.get("state", "waiting")
    return _list(request, reads.sent(actor=request.actor, state=state), state, is_sender=True)


def _list(request: ActorRequest, rows: Any, state: str, *, is_sender: bool) -> HttpResponse:
    shown = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list, is_sender=is_sender),
        "is_sender": is_sender,
        "state": state,
        "states": [
            ("waiting", _("waiting")),
            ("", _("all")),
            (State.DECLINED, _("declined ones")),
            (State.OUTCOME, _("with an outcome")),
        ],
    }
    return render(request, "desk/referrals/list.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def start(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Whom and what. Nothing leaves before the preview was seen and the agreement is there."""
    head = cases.case_head(case_id, actor=request.actor)
    key = f"referral-{case_id}"
    form = drafted(request, StartForm, key, initial=_initial(request), **_choices(request, head))
    if request.method == "POST" and form.is_valid():
        prepared = attempt(form, lambda: _prepare(case_id, head, form.cleaned_data, request))
        if prepared:
            sent(request, key)
            return redirect("referrals:referral", prepared.pk)
    return render(request, "desk/referrals/start.html", {"case": head, "form": form, **draft_attributes(key)})


def _initial(request: ActorRequest) -> dict[str, Any]:
    return {"recipient": request.GET.get("organisation", ""), "way": Way.PRODUCT}


def _choices(request: ActorRequest, head: cases.CaseHead) -> dict[str, Any]:
    known = cases.facts_of(head.clients[0].id, actor=request.actor, as_of=clock.today()) if head.clients else {}
    needs = cases.needs_of(head.id, actor=request.actor)
    recipients = directory.organisation_choices(on=clock.today(), receiving=True)
    return {
        "recipients": [(pk, name) for pk, name in recipients if pk != str(request.actor.organisation_key)],
        "clients": [(str(client.id), client.called) for client in head.clients],
        "needs": [(str(need.id), need.domain_label) for need in needs],
        "facts": [(name, question(name)) for name in known if name in vocabulary() and name != "birth_date"],
    }


def _prepare(case_id: uuid.UUID, head: cases.CaseHead, data: dict[str, Any], request: ActorRequest) -> Any:
    service = request.GET.get("service", "")
    chosen = Chosen(
        parts=data["parts"],
        need_ids=[uuid.UUID(need) for need in data.get("needs", [])],
        facts=data.get("facts", []),
    )
    return actions.draft_referral(
        case_id,
        client_id=uuid.UUID(data["client"]),
        recipient_id=uuid.UUID(data["recipient"]),
        service_id=uuid.UUID(service) if _is_key(service) else None,
        way=data["way"],
        chosen=chosen,
        words=data["words"],
        actor=request.actor,
    )


def _is_key(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


@page(allowed_to=works_with_cases, writes=("POST",))
def referral(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral, as my side may see it. The recipient's first look is itself a step, taken by a button."""
    shown = reads.referral(referral_id, actor=request.actor)
    if request.method == "POST" and not shown.is_sender:
        actions.see_referral(referral_id, actor=request.actor)
        return redirect("referrals:referral", referral_id)
    without_users = shown.is_sender and shown.way == Way.PRODUCT and not _has_staff(referral_id)
    context = {
        "shown": shown,
        "line": shown.line,
        "shared": shared_rows(shown.shared),
        "message_form": MessageForm(),
        "travels": shown.way in DATA_TRAVELS,
        "without_users": without_users,
        "covered": _covered(referral_id, shown, request),
    }
    return render(request, "desk/referrals/referral.html", context)


def _has_staff(referral_id: uuid.UUID) -> bool:
    return bool(accounts.case_staff_of(reads.recipient_of(referral_id), on=clock.today()))


def _covered(referral_id: uuid.UUID, shown: reads.ReferralPage, request: ActorRequest) -> bool:
    """Whether the draft may be sent as it stands."""
    if not shown.is_sender or shown.line.state != State.DRAFT or shown.way not in DATA_TRAVELS:
        return True
    return reads.is_covered(referral_id, actor=request.actor)


def shared_rows(shared: dict[str, Any]) -> list[tuple[str, str]]:
    """What travels, as people read it: exactly what is stored."""
    labels = {
        "called": _("How to call the person"),
        "legal_name": _("In documents"),
        "birth_date": _("Birth date"),
        "age_band": _("Age group"),
        "phone": _("Phone"),
        "languages": _("Languages"),
        "interpreter": _("Interpreter needed"),
    }
    rows = [(label, _plain(name, shared[name])) for name, label in labels.items() if name in shared]
    domains = dict(NeedDomain.choices)
    for need in shared.get("needs", []):
        words = f": {need['words']}" if need["words"] else ""
        rows.append((_("Need"), f"{domains[need['domain']]}{words}"))
    for fact in shared.get("facts", []):
        rows.append((question(fact["fact"]), shown_value(fact["fact"], fact["state"], fact["value"])))
    return rows


def _plain(name: str, value: Any) -> str:
    if name == "birth_date":
        return date.fromisoformat(value).strftime("%d.%m.%Y.")
    languages = dict(Language.choices)
    if name == "languages":
        return ", ".join(str(languages.get(code, code)) for code in value)
    return str(languages.get(value, value)) if name == "interpreter" else str(value)


@page(allowed_to=works_with_cases, writes=("POST",))
def send(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Send what the preview shows. Without an agreement that covers it, one is recorded first."""
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    try:
        actions.send_referral(referral_id, actor=request.actor)
    except AgreementMissing:
        return redirect("referrals:agree", referral_id)
    messages.success(request, _("The referral is sent."))
    return redirect("referrals:referral", referral_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def agree(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Record the person's consent to exactly this hand-over; a refusal is recorded too, and nothing goes over."""
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.is_sender or shown.case_id is None:
        raise Http404
    form = AgreeForm(
        request.POST or None,
        initial={
            "explained": _("What you see here goes to %(office)s. They use it to help you. You may take it back.")
            % {"office": shown.recipient_name}
        },
    )
    if request.method == "POST" and form.is_valid():
        recorded = attempt(form, lambda: _record_consent(referral_id, form.cleaned_data, request))
        if recorded:
            if recorded.answer == "refused":
                messages.success(request, _("The refusal is recorded. Nothing goes over; help goes on."))
                return redirect("referrals:referral", referral_id)
            actions.send_referral(referral_id, actor=request.actor)
            messages.success(request, _("The referral is sent."))
            return redirect("referrals:referral", referral_id)
    context = {"shown": shown, "line": shown.line, "form": form, "shared": shared_rows(shown.shared)}
    return render(request, "desk/referrals/agree.html", context)


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


def _step(
    request: ActorRequest, referral_id: uuid.UUID, form: Any, title: str, action: Callable[[], Any], *, submit: str
) -> HttpResponse:
    shown = reads.referral(referral_id, actor=request.actor)
    if request.method == "POST" and form.is_valid() and attempt(form, action):
        return redirect("referrals:referral", referral_id)
    context = {"shown": shown, "line": shown.line, "form": form, "title": title, "submit": submit}
    return render(request, "desk/referrals/step.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def accept(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    form = AcceptForm(request.POST or None)

    def action() -> Any:
        return actions.accept_referral(referral_id, purpose=form.cleaned_data["purpose"], actor=request.actor)

    return _step(request, referral_id, form, _("Accept the referral"), action, submit=_("Accept and open our case"))


@page(allowed_to=works_with_cases, writes=("POST",))
def decline(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    form = DeclineForm(
        request.POST or None, organisations=directory.organisation_choices(on=clock.today(), receiving=True)
    )

    def action() -> Any:
        data = form.cleaned_data
        better = uuid.UUID(data["better_address"]) if data["better_address"] else None
        return actions.decline_referral(
            referral_id, reason=data["reason"], words=data["words"], better_address_id=better, actor=request.actor
        )

    return _step(request, referral_id, form, _("Decline the referral"), action, submit=_("Decline"))


@page(allowed_to=works_with_cases, writes=("POST",))
def appointment(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    form = AppointmentForm(request.POST or None, initial={"on": clock.today()})

    def action() -> Any:
        return actions.record_first_appointment(referral_id, on=form.cleaned_data["on"], actor=request.actor)

    return _step(request, referral_id, form, _("First meeting"), action, submit=_("Save"))


@page(allowed_to=works_with_cases, writes=("POST",))
def outcome(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    form = OutcomeForm(request.POST or None, initial={"on": clock.today()})

    def action() -> Any:
        return actions.report_outcome(referral_id, **form.cleaned_data, actor=request.actor)

    return _step(request, referral_id, form, _("Report the outcome"), action, submit=_("Report the outcome"))


@page(allowed_to=works_with_cases, writes=("POST",))
def withdraw(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.withdraw_referral(referral_id, actor=request.actor)
        messages.success(request, _("The referral is called back. The office no longer sees the data."))
    return redirect("referrals:referral", referral_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def message(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    form = MessageForm(request.POST or None)

    def action() -> Any:
        return actions.write_message(referral_id, words=form.cleaned_data["words"], actor=request.actor)

    return _step(request, referral_id, form, _("Write to the other office"), action, submit=_("Send"))


@page(allowed_to=works_with_cases, writes=("POST",))
def link(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """A fresh link for an office without an account; it is shown this once."""
    if request.method != "POST":
        return redirect("referrals:referral", referral_id)
    token = actions.make_answer_link(referral_id, actor=request.actor)
    shown = reads.referral(referral_id, actor=request.actor)
    address = settings.PUBLIC_ADDRESS + reverse("referrals:answer", args=[token])
    return render(request, "desk/referrals/link.html", {"shown": shown, "line": shown.line, "address": address})


@page(allowed_to=works_with_cases)
def letter(request: ActorRequest, referral_id: uuid.UUID) -> HttpResponse:
    """On paper: a letter with exactly the shared data, or a card without any."""
    shown = reads.referral(referral_id, actor=request.actor)
    if not shown.is_sender:
        raise Http404
    context = {"shown": shown, "line": shown.line, "shared": shared_rows(shown.shared), "today": clock.today()}
    return render(request, "desk/referrals/letter.html", context)
