"""Long tasks: what runs, how far it is, how it ended; cancel, and start again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from khetene.accounts.rules import administers_people, at_work
from khetene.enrolments import reads as enrolments
from khetene.enrolments import tasks as enrolment_tasks
from khetene.kernel import actions, reads
from khetene.kernel.errors import DomainError
from khetene.web.http import ActorRequest, page

MOST_SHOWN = 50
OF_SHEETS = {enrolment_tasks.check_sheet.task, enrolment_tasks.record_sheet.task}


@page(allowed_to=at_work)
def jobs(request: ActorRequest) -> HttpResponse:
    """Each person sees their own; who lets people in sees how those of the organisation run, not what is in them."""
    whole_house = administers_people(request.actor)
    rows = reads.jobs_of(request.actor, whole_house=whole_house, limit=MOST_SHOWN)
    context = {"rows": rows, "whole_house": whole_house, "running": any(not row.is_over for row in rows)}
    return render(request, "desk/jobs/jobs.html", context)


@page(allowed_to=at_work, writes=("POST",))
def job(request: ActorRequest, job_id: uuid.UUID) -> HttpResponse:
    """How far one task is. It can be cancelled while it runs, and begun anew when it keeps all or nothing."""
    whole_house = administers_people(request.actor)
    shown = reads.job(job_id, actor=request.actor, whole_house=whole_house)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "again":
                actions.start_job_again(job_id, actor=request.actor, whole_house=whole_house)
            else:
                actions.cancel_job(job_id, actor=request.actor, whole_house=whole_house)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        return redirect("jobs:job", job_id)
    if request.htmx and shown.is_over:
        return HttpResponseClientRefresh()  # where it goes on stands outside of the piece that asks
    return render(request, "desk/jobs/job.html", {"job": shown, "onward": _onward(shown, request)})


def _onward(shown: reads.JobRow, request: ActorRequest) -> tuple[str, str] | None:
    """Where it goes on for the person who began it."""
    if not shown.is_own or shown.task not in OF_SHEETS:
        return None
    sheet_id = uuid.UUID(shown.arguments["sheet"])
    if enrolments.waits(sheet_id, actor=request.actor):
        return reverse("enrolments:sheet", args=[sheet_id]), _("To the file")
    return reverse("enrolments:list"), _("To the participations")
