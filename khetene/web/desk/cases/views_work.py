"""Needs, agreements, promises, outcomes and the duty to report."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from khetene.accounts.rules import works_with_cases
from khetene.cases import actions, reads
from khetene.cases.enums import AgreementKind
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.programmes import reads as programmes
from khetene.referrals import actions as referrals
from khetene.referrals.enums import SharedPart
from khetene.web.desk.cases.forms_work import (
    AgreementForm,
    DutyForm,
    NeedChangeForm,
    NeedForm,
    OutcomeForm,
    PromiseForm,
    WithdrawForm,
)
from khetene.web.desk.cases.views import form_page
from khetene.web.desk.drafting import drafted, sent
from khetene.web.http import ActorRequest, attempt, page

PAPER_LANGUAGES = ("lv", "ru", "en")


@page(allowed_to=works_with_cases, writes=("POST",))
def note_need(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    key = f"need-{case_id}"
    form = drafted(request, NeedForm, key)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.note_need(case_id, **form.cleaned_data, actor=request.actor)):
            sent(request, key)
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Note a need"), draft=key)


@page(allowed_to=works_with_cases, writes=("POST",))
def change_need(request: ActorRequest, case_id: uuid.UUID, need_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    need = next((row for row in reads.needs_of(head) if row.id == need_id), None)
    if need is None:
        raise Http404
    form = NeedChangeForm(request.POST or None, states=need.next_states)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.change_need(need_id, **form.cleaned_data, actor=request.actor)):
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Need: %(domain)s") % {"domain": need.domain_label}, intro=need.words)


@page(allowed_to=works_with_cases, writes=("POST",))
def make_promise(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    key = f"promise-{case_id}"
    form = drafted(request, PromiseForm, key, offices=directory.organisation_choices(on=clock.today()))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        office = uuid.UUID(data["office"]) if data["office"] else None
        promise = {name: data[name] for name in ("side", "words", "due_on")}
        if attempt(form, lambda: actions.make_promise(case_id, **promise, office_id=office, actor=request.actor)):
            sent(request, key)
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Note a promise"), draft=key)


@page(allowed_to=works_with_cases, writes=("POST",))
def settle_promise(request: ActorRequest, case_id: uuid.UUID, promise_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.settle_promise(promise_id, kept=request.POST.get("kept") == "yes", actor=request.actor)
    return redirect("cases:case", case_id)


@page(allowed_to=works_with_cases, writes=("POST",))
def record_outcome(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    key = f"outcome-{case_id}"
    waiting = [need for need in reads.needs_of(head) if need.state in ("open", "under_way")]
    form = drafted(
        request,
        OutcomeForm,
        key,
        clients=_people(head),
        needs=[(str(need.id), need.domain_label) for need in waiting],
        initial={"happened_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        outcome = {name: data[name] for name in ("kind", "words", "happened_on", "proof")}
        outcome["client_id"] = uuid.UUID(data["client"])
        outcome["need_id"] = uuid.UUID(data["need"]) if data["need"] else None
        if attempt(form, lambda: actions.record_outcome(case_id, **outcome, actor=request.actor)):
            sent(request, key)
            messages.success(request, _("The outcome is recorded."))
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Record an outcome"), draft=key)


@page(allowed_to=works_with_cases, writes=("POST",))
def duty(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """One clearly marked way to record that a duty to report arose (D 5.2, D 10 #28)."""
    head = reads.case_head(case_id, actor=request.actor)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        report = {
            "arose_at": _moment(data["arose_on"]),
            "reported_to_other": data["reported_to"],
            "reported_at": _moment(data["reported_on"]) if data["reported_on"] else None,
            "reported_how": data["reported_how"],
        }
        if attempt(form, lambda: actions.record_duty_to_report(case_id, **report, actor=request.actor)):
            messages.success(request, _("Recorded, apart from the notes."))
            return redirect("cases:duty", case_id)
    context = {"case": head, "form": form, "reports": reads.duty_reports_of(head)}
    return render(request, "desk/cases/duty.html", context)


def _moment(day: Any) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.HOME)


def _people(head: reads.CaseHead) -> list[tuple[str, str]]:
    return [(str(client.id), client.called) for client in head.clients]


@page(allowed_to=works_with_cases, writes=("POST",))
def record_agreement(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    key = f"agreement-{case_id}"
    form = drafted(
        request,
        AgreementForm,
        key,
        clients=_people(head),
        recipients=directory.organisation_choices(on=clock.today()),
        parts=list(SharedPart.choices),
        programmes=programmes.programme_choices(on=clock.today()),
        initial={"kind": request.GET.get("kind", "")},
    )
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        data["client_id"] = uuid.UUID(data.pop("client"))
        recipient = data.pop("recipient")
        data["recipient_id"] = uuid.UUID(recipient) if recipient else None
        data["valid_from"] = clock.today()
        recorded = attempt(form, lambda: actions.record_agreement(case_id, **data, actor=request.actor))
        if recorded:
            sent(request, key)
            return redirect("cases:agreement", recorded.pk)
    papers = [(kind.value, kind.label) for kind in AgreementKind]
    title = _("Record an agreement or a refusal")
    return form_page(request, head, form, title, draft=key, papers=papers, languages=PAPER_LANGUAGES)


@page(allowed_to=works_with_cases)
def agreement(request: ActorRequest, agreement_id: uuid.UUID) -> HttpResponse:
    case_id, row = reads.agreement(agreement_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    labels = dict(SharedPart.choices)
    context = {
        "case": head,
        "agreement": row,
        "parts": [labels.get(part, part) for part in row.parts],
        "languages": PAPER_LANGUAGES,
    }
    return render(request, "desk/cases/agreement.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def withdraw_agreement(request: ActorRequest, agreement_id: uuid.UUID) -> HttpResponse:
    """Taking an agreement back, with its consequences shown before it is done."""
    case_id, row = reads.agreement(agreement_id, actor=request.actor)
    head = reads.case_head(case_id, actor=request.actor)
    form = WithdrawForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        # Taking a consent back also calls back what was handed over under it and not yet taken over.
        if attempt(form, lambda: referrals.withdraw_agreement(agreement_id, on=on, actor=request.actor)) is not None:
            messages.success(request, _("The agreement is withdrawn."))
            return redirect("cases:agreement", agreement_id)
    context = {"case": head, "agreement": row, "form": form}
    return render(request, "desk/cases/withdraw.html", context)


@page(allowed_to=works_with_cases)
def print_agreement(request: ActorRequest, agreement_id: uuid.UUID, language: str) -> HttpResponse:
    """The filled-in paper, for signature."""
    if language not in PAPER_LANGUAGES:
        raise Http404
    _case_id, row = reads.agreement(agreement_id, actor=request.actor)
    labels = dict(SharedPart.choices)
    with override(language):
        context = {"agreement": row, "kind": row.kind, "parts": [labels.get(p, p) for p in row.parts]}
        return render(request, "desk/cases/paper_agreement.html", context)


@page(allowed_to=works_with_cases)
def blank_agreement(request: ActorRequest, kind: str, language: str) -> HttpResponse:
    """The same paper to be filled in by hand."""
    if language not in PAPER_LANGUAGES or kind not in AgreementKind.values:
        raise Http404
    with override(language):
        return render(request, "desk/cases/paper_agreement.html", {"kind": kind, "agreement": None})
