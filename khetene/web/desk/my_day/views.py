"""The first page: where each role begins, and what waits for me today."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from khetene.accounts import rules
from khetene.accounts.rules import works_with_cases
from khetene.cases import reads as cases
from khetene.earlyleaving.reads import PlanLine, waiting_at_school
from khetene.earlyleaving.rules import works_at_school
from khetene.enrolments import reads as enrolments
from khetene.guidance import reads as guidance
from khetene.guidance.reads import ActionRow
from khetene.guidance.rules import answers_for_an_organisation, keeps_the_register
from khetene.kernel import clock
from khetene.mediation import reads as mediation
from khetene.projects import reads as projects
from khetene.proposals.rules import writes_applications
from khetene.referrals import reads as referrals
from khetene.surveys import reads as surveys
from khetene.web.desk.my_day.waiting import waiting_for
from khetene.web.desk.navigation import PLATFORM, SCHOOLS, WHAT_FOR, works_in
from khetene.web.http import ActorRequest, anybody, page, signed_in

AHEAD = timedelta(days=7)
MOST_SILENT = 5
TASKS_AHEAD = timedelta(days=30)


@page(allowed_to=signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """Each role begins where its work is."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return redirect("accounts:no_membership")
    first = (
        (rules.works_with_cases, "my_day:today"),
        (rules.coordinates_nationally, "my_day:platform"),
        (rules.sees_national_totals, "overview:national"),
        (rules.sees_access_log, "cases:openings"),
        (rules.administers_people, "accounts:people"),
        (answers_for_an_organisation, "guidance:ours"),
        (writes_applications, "proposals:applications"),
    )
    return redirect(next((name for rule, name in first if rule(actor)), "directory:find"))


@page(allowed_to=works_with_cases)
def today(request: ActorRequest) -> HttpResponse:
    """Due and overdue, referrals that wait for me, next steps from visits, and cases that went silent."""
    actor, day = request.actor, clock.today()
    due = enrolments.due_now(actor=actor, on=day, until=day + AHEAD)
    context = {
        "due": cases.due(actor=actor, until=day + AHEAD),
        "referrals": referrals.waiting_for_me(actor=actor, on=day),
        "next_steps": mediation.next_steps_due(actor=actor, on=day + AHEAD),
        "plan_steps": mediation.plan_steps_due(actor=actor, on=day + AHEAD) if rules.mediates(actor) else [],
        "windows": due.windows,
        "midterms": due.midterms,
        "behind": due.behind,
        "silent": cases.silent(actor=actor, most=MOST_SILENT),
        "requests": cases.access_requests(actor=actor) if rules.supervises(actor) else [],
        "declined": mediation.need_another_person(actor=actor) if rules.supervises(actor) else [],
        "months_to_sign": mediation.months_to_sign(actor=actor) if rules.mediates(actor) else [],
        "months_to_decide": mediation.months_to_decide(actor=actor) if rules.supervises(actor) else [],
        "support_plans": _support_plans(request),
        "promises": _promises(request),
        "today": day,
    }
    return render(request, "desk/my_day/today.html", context)


def _support_plans(request: ActorRequest) -> list[PlanLine]:
    """Plans that wait for somebody at school; nobody else is asked."""
    at_school = works_at_school(request.actor) and works_in(SCHOOLS, request)
    return waiting_at_school(actor=request.actor) if at_school else []


def _promises(request: ActorRequest) -> list[ActionRow]:
    """What the own organisation promised to do and is due, for those who answer for it; nobody else is asked."""
    if not answers_for_an_organisation(request.actor):
        return []
    return guidance.waiting_actions(request.actor.organisation_key, until=clock.today() + AHEAD)


@page(allowed_to=rules.at_work)
def platform(request: ActorRequest) -> HttpResponse:
    """What people in the platform do together, and what waits there for me."""
    keeps = keeps_the_register(request.actor)
    late_answers, late_actions = guidance.escalated(on=clock.today()) if keeps else ([], [])
    context = {
        "places": [
            (place.label, reverse(place.url_name), WHAT_FOR[place.url_name])
            for place in PLATFORM
            if place.shown_to(request.actor)
        ],
        "waiting": waiting_for(request.actor),
        "promises": _promises(request),
        "late_answers": late_answers,
        "late_actions": late_actions,
        "phase_tasks": projects.tasks_waiting_for_me(actor=request.actor, until=clock.today() + TASKS_AHEAD),
        "surveys": surveys.running(actor=request.actor),
    }
    return render(request, "desk/my_day/platform.html", context)


@page(allowed_to=anybody)
def about(request: HttpRequest) -> HttpResponse:
    """What Khetene is, what it keeps and what it never does."""
    return render(request, "desk/my_day/about.html")
