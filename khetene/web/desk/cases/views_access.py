"""Finding a case, asking to see it, letting colleagues in, and who looked."""

from __future__ import annotations

import re
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.rules import sees_access_log, supervises, works_with_cases
from khetene.cases import actions, reads
from khetene.kernel.actor import Actor
from khetene.web.desk.cases.forms_access import AccessForm, DecideAccessForm, FindCaseForm, WorkerForm
from khetene.web.http import ActorRequest, attempt, page

CASE_KEY = re.compile(r"^[A-Z]{1,3}-\d\d-\d{4,}$", re.IGNORECASE)


def may_see_openings(actor: Actor) -> bool:
    """Supervisors see who opened their cases; the data protection officer and the auditor those of the organisation."""
    return works_with_cases(actor) or sees_access_log(actor)


@page(allowed_to=works_with_cases, writes=("POST",))
def find_case(request: ActorRequest) -> HttpResponse:
    """Search by name or key inside the own organisation; a name travels in the body, never in the address."""
    form = FindCaseForm(request.POST or None)
    hits = None
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["name"].strip()
        search = reads.find_by_key if CASE_KEY.match(words) else reads.find_by_name
        hits = search(words, actor=request.actor)
    return render(request, "desk/cases/find.html", {"form": form, "hits": hits})


@page(allowed_to=works_with_cases, writes=("POST",))
def request_access(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    form = AccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.request_access(case_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Your request was sent to the supervisor. The answer comes within three days."))
            return redirect("cases:list")
    return render(request, "desk/cases/request_access.html", {"form": form})


@page(allowed_to=supervises)
def requests(request: ActorRequest) -> HttpResponse:
    context = {
        "requests": reads.access_requests(actor=request.actor),
        "without_supervisor": reads.without_supervisor(actor=request.actor),
    }
    return render(request, "desk/cases/access_requests.html", context)


@page(allowed_to=supervises, writes=("POST",))
def decide(request: ActorRequest, request_id: uuid.UUID) -> HttpResponse:
    waiting = next((row for row in reads.access_requests(actor=request.actor) if row.id == request_id), None)
    if waiting is None:
        return redirect("cases:access_requests")
    form = DecideAccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.decide_access(request_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Your answer is recorded."))
            return redirect("cases:access_requests")
    return render(request, "desk/cases/decide_access.html", {"form": form, "waiting": waiting})


@page(allowed_to=supervises, writes=("POST",))
def take_supervision(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    if request.method == "POST":
        actions.take_supervision(case_id, actor=request.actor)
        return redirect("cases:case", case_id)
    return redirect("cases:access_requests")


@page(allowed_to=works_with_cases, writes=("POST",))
def workers(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who works on the case: add a colleague, end somebody's work."""
    head = reads.case_head(case_id, actor=request.actor)
    working = {worker.membership_id for worker in head.workers}
    colleagues = [
        (str(colleague.membership_id), colleague.name)
        for colleague in accounts.colleagues(actor=request.actor)
        if colleague.works_with_cases and colleague.membership_id not in working
    ]
    form = WorkerForm(request.POST if request.POST.get("membership") else None, colleagues=colleagues)
    if request.method == "POST" and request.POST.get("end"):
        actions.end_work(case_id, membership_id=uuid.UUID(request.POST["end"]), actor=request.actor)
        return redirect("cases:list")
    if request.method == "POST" and form.is_valid():
        colleague = uuid.UUID(form.cleaned_data["membership"])
        if attempt(form, lambda: actions.add_worker(case_id, membership_id=colleague, actor=request.actor)):
            return redirect("cases:workers", case_id)
    return render(request, "desk/cases/workers.html", {"case": head, "form": form})


@page(allowed_to=may_see_openings)
def who_opened(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Who opened the case and why; it prints for the person whom it concerns."""
    everything = request.GET.get("all") == "1"
    shown = reads.who_opened(case_id, actor=request.actor, openings_only=not everything)
    return render(request, "desk/cases/who_opened.html", {"shown": shown, "everything": everything})


@page(allowed_to=sees_access_log)
def openings(request: ActorRequest) -> HttpResponse:
    return render(request, "desk/cases/openings.html", {"rows": reads.opened_cases(actor=request.actor)})
