"""Support from a spreadsheet: every problem is shown by cell before anything is written; then all of it, or nothing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads, tasks
from khetene.enrolments.sheets import COLUMNS
from khetene.kernel import reads as kernel
from khetene.kernel.enums import JobState
from khetene.kernel.errors import DomainError, NotForYou
from khetene.web.desk.enrolments.forms import SheetForm
from khetene.web.http import ActorRequest, attempt, page

PROBLEMS_ON_A_PAGE = 100


@page(allowed_to=works_with_cases, writes=("POST",))
def import_deliveries(request: ActorRequest) -> HttpResponse:
    """Choose a workbook; nothing of it is recorded before it was checked and somebody said so."""
    form = SheetForm(request.POST, request.FILES) if request.method == "POST" else SheetForm()
    if request.method == "POST" and form.is_valid():
        brought = attempt(form, lambda: tasks.bring_sheet(form.cleaned_data["file"], actor=request.actor))
        if brought:
            return redirect("enrolments:sheet", brought.pk)
    context = {
        "form": form,
        "columns": [names[0] for names in COLUMNS.values()],
        "sheets": reads.sheets_of(request.actor),
    }
    return render(request, "desk/enrolments/import.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def sheet(request: ActorRequest, sheet_id: uuid.UUID) -> HttpResponse:
    """How far the check is, what it found, and the button that records all rows."""
    if request.method == "POST":
        return _forget(request, sheet_id) if request.POST.get("do") == "forget" else _record(request, sheet_id)
    shown = reads.sheet_page(sheet_id, actor=request.actor)
    if request.htmx and (shown.job is None or shown.job.is_over):
        return HttpResponseClientRefresh()  # what was found stands outside of the piece that asks
    problems = Paginator(shown.found.problems if shown.found else [], PROBLEMS_ON_A_PAGE)
    context = {"shown": shown, "job": shown.job, "problems": problems.get_page(request.GET.get("page"))}
    return render(request, "desk/enrolments/sheet.html", context)


def _record(request: ActorRequest, sheet_id: uuid.UUID) -> HttpResponse:
    try:
        job_id = tasks.begin_recording(sheet_id, actor=request.actor)
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("enrolments:sheet", sheet_id)
    job = kernel.job(job_id, actor=request.actor)
    if job.state == JobState.DONE:
        messages.success(request, job.outcome)
        return redirect("enrolments:list")
    return redirect("enrolments:sheet", sheet_id) if job.is_over else redirect("jobs:job", job_id)


def _forget(request: ActorRequest, sheet_id: uuid.UUID) -> HttpResponse:
    try:
        actions.forget_sheet(sheet_id, actor=request.actor)
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("enrolments:sheet", sheet_id)
    messages.success(request, _("The file is removed. What was recorded earlier stays."))
    return redirect("enrolments:import")
