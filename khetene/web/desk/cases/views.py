"""Cases: the list, one case, opening and closing it, and the people it is about."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from khetene.accounts.enums import Role
from khetene.accounts.rules import at_work, works_with_cases
from khetene.cases import actions, reads
from khetene.cases.enums import AgreementKind, LegalBasis, Purpose
from khetene.cases.errors import AgreementNeeded, AlreadySent
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation import reads as mediation
from khetene.programmes import reads as programmes
from khetene.referrals import reads as referrals
from khetene.territory import reads as territory
from khetene.web.desk.cases.forms import ClientForm, CloseCaseForm, OpenCaseForm
from khetene.web.desk.drafting import draft_attributes, drafted, opened_at, sent
from khetene.web.http import ActorRequest, attempt, page

PURPOSES_OF_ROLE = {
    Role.MEDIATOR: [Purpose.ACCOMPANIMENT],
    Role.SCHOOL_STAFF: [Purpose.SCHOOLING],
}
PURPOSES_OF_OFFICES = [Purpose.SOCIAL_SERVICE, Purpose.EMPLOYMENT_SERVICE, Purpose.SCHOOLING]
TIMELINE_KINDS = ("need", "agreement", "contact", "referral", "plan", "promise", "outcome", "fact", "duty", "screening")


@page(allowed_to=works_with_cases)
def list_cases(request: ActorRequest) -> HttpResponse:
    """Cases that I may open; state and page stay in the address."""
    state = request.GET.get("state", "open")
    key = request.GET.get("key", "")[:20]
    rows = reads.listed(actor=request.actor, state=state, key=key, mine=bool(request.GET.get("mine")))
    shown = Paginator(rows, 25).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "lines": reads.lines(shown.object_list),
        "state": state,
        "key": key,
        "states": [
            ("open", pgettext("cases", "Open")),
            ("silent", _("Silent for a month")),
            ("closed", pgettext("cases", "Closed")),
        ],
    }
    return render(request, "desk/cases/list.html", context)


@page(allowed_to=works_with_cases)
def case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Everything about one case on one page; that it was opened is written down."""
    shown = reads.case_page(case_id, actor=request.actor)
    actions.record_opening(shown.head, actor=request.actor)
    kind = request.GET.get("kind", "")
    timeline = sorted(
        [
            *shown.timeline,
            *referrals.timeline_of(shown.head),
            *mediation.timeline_of(shown.head, actor=request.actor),
            *programmes.timeline_of(shown.head),
        ],
        key=lambda entry: entry.at,
        reverse=True,
    )
    context = {
        "case": shown.head,
        "shown": shown,
        "timeline": [entry for entry in timeline if kind in ("", entry.kind)],
        "kinds": [known for known in TIMELINE_KINDS if any(entry.kind == known for entry in timeline)],
        "kind": kind,
        "hand_overs": referrals.of_case(shown.head),
    }
    return render(request, "desk/cases/case.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def open_case(request: ActorRequest) -> HttpResponse:
    """Open a case with the person, the first need and, for a mediator, the explained agreement in one go."""
    by_agreement = _legal_basis(request.actor) == LegalBasis.AGREEMENT
    form = drafted(
        request,
        OpenCaseForm,
        "open-case",
        territories=territory.municipality_choices(on=clock.today()),
        purposes=_purposes(request.actor),
        needs_agreement=by_agreement,
    )
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: _open(form.cleaned_data, request.actor))
        if opened:
            sent(request, "open-case")
            messages.success(request, _("The case is open. Its key is %(key)s.") % {"key": opened.key})
            return redirect("cases:case", opened.pk)
    context = {"form": form, "by_agreement": by_agreement, **draft_attributes("open-case")}
    return render(request, "desk/cases/open.html", context)


@transaction.atomic
def _open(data: dict[str, Any], actor: Actor) -> Any:
    basis = _legal_basis(actor)
    opened = actions.open_case(
        purpose=data.get("purpose") or _purposes(actor)[0],
        legal_basis=basis,
        territory_id=uuid.UUID(data["territory"]),
        people_concerned=data["people_concerned"],
        actor=actor,
    )
    client = actions.add_client(opened.pk, **_client_data(data), actor=actor)
    actions.note_need(opened.pk, domain=data["need_domain"], words=data["need_words"], actor=actor)
    if basis == LegalBasis.AGREEMENT:
        if not data.get("given_how"):
            raise AgreementNeeded
        actions.record_agreement(
            opened.pk,
            client_id=client.pk,
            kind=AgreementKind.ACCOMPANIMENT,
            answer="agreed",
            explained=data["explained"],
            explained_in=data["explained_in"],
            given_how=data["given_how"],
            witness=data["witness"],
            valid_from=clock.today(),
            actor=actor,
        )
    return opened


def _legal_basis(actor: Actor) -> LegalBasis:
    return LegalBasis.AGREEMENT if actor.role == Role.MEDIATOR else LegalBasis.PUBLIC_TASK


def _purposes(actor: Actor) -> list[Purpose]:
    """What a case may be for: a mediator and a school have one purpose each, other offices choose."""
    return PURPOSES_OF_ROLE.get(Role(actor.role), PURPOSES_OF_OFFICES)


def _client_data(data: dict[str, Any]) -> dict[str, Any]:
    names = ("called", "legal_name", "birth_date", "age_band", "phone", "other_contact", "languages", "interpreter")
    return {name: data[name] for name in names}


@page(allowed_to=works_with_cases, writes=("POST",))
def add_client(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    key = f"client-{case_id}"
    form = drafted(request, ClientForm, key)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_client(case_id, **_client_data(form.cleaned_data), actor=request.actor)):
            sent(request, key)
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Add a person"), draft=key)


@page(allowed_to=works_with_cases, writes=("POST",))
def change_client(request: ActorRequest, case_id: uuid.UUID, client_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    client = next((row for row in head.clients if row.id == client_id), None)
    if client is None:
        return redirect("cases:case", case_id)
    names = ("called", "legal_name", "birth_date", "age_band", "phone", "other_contact", "languages", "interpreter")
    form = ClientForm(request.POST or None, initial={name: getattr(client, name) for name in names})
    if request.method == "POST" and form.is_valid():
        data = _client_data(form.cleaned_data)
        if attempt(form, lambda: actions.change_client(client_id, **data, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Change what is written about the person"))


@page(allowed_to=works_with_cases, writes=("POST",))
def close_case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    head = reads.case_head(case_id, actor=request.actor)
    form = CloseCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.close_case(case_id, reason=reason, actor=request.actor)):
            messages.success(request, _("The case is closed. It will be deleted when its time comes."))
            return redirect("cases:case", case_id)
    return form_page(request, head, form, _("Close the case"), submit=_("Close the case"))


@page(allowed_to=works_with_cases, writes=("POST",))
def reopen_case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.reopen_case(case_id, actor=request.actor)
        messages.success(request, _("The case is open again."))
    return redirect("cases:case", case_id)


@page(allowed_to=at_work, writes=("POST",))
def keep_draft(request: ActorRequest, key: str) -> HttpResponse:
    """The page's script keeps what is being typed; nothing is checked, nothing is shown to others."""
    if request.method != "POST":
        return HttpResponse(status=405)
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    try:
        actions.keep_draft(key, dict(fields), opened_at=opened_at(request), actor=request.actor)
    except AlreadySent:
        return HttpResponse(status=410)
    return HttpResponse(status=204)


def form_page(
    request: ActorRequest,
    head: reads.CaseHead,
    form: Any,
    title: str,
    *,
    submit: str = "",
    draft: str = "",
    **more: Any,
) -> HttpResponse:
    """A page of a case with one form."""
    context = {
        "case": head,
        "form": form,
        "title": title,
        "submit": submit or _("Save"),
        **(draft_attributes(draft) if draft else {}),
        **more,
    }
    return render(request, "desk/cases/form.html", context)
