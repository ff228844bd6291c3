"""The way through the programme: signature, plan, mentor, stages and the result afterwards."""

from __future__ import annotations

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.rules import works_with_cases
from khetene.enrolments import actions, reads
from khetene.kernel import clock
from khetene.kernel.translated import Translated, short_day
from khetene.programmes import reads as programmes
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.enrolments.forms import ComponentsForm, MentorForm, MoveForm, OutcomeForm, SignForm
from khetene.web.http import ActorRequest, attempt, page


def shown_page(enrolment_id: uuid.UUID, request: ActorRequest) -> reads.EnrolmentPage:
    """The participation that a form is about. Raises NotForYou."""
    return reads.enrolment_page(enrolment_id, programmes.published(), actor=request.actor)


def show(request: ActorRequest, shown: reads.EnrolmentPage, form: KheteneForm, title: str, **more: Any) -> HttpResponse:
    """A form about one participation."""
    context = {"line": shown.line, "form": form, "title": title, **more}
    return render(request, "desk/enrolments/form.html", context)


@page(allowed_to=works_with_cases, writes=("POST",))
def move(request: ActorRequest, enrolment_id: uuid.UUID, stage: str) -> HttpResponse:
    """To the next stage on a day; what is missing is said before and refused after."""
    shown = shown_page(enrolment_id, request)
    target = next((entry for entry in shown.next_stages if entry.id == stage), None)
    if target is None:
        raise Http404
    reasons = programmes.operation(shown.programme).exit_reasons if target.phase == "ended" else ()
    form = MoveForm(
        request.POST or None,
        reasons=[(entry.id, str(Translated(entry.title))) for entry in reasons],
        initial={"on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        moved = attempt(
            form,
            lambda: actions.move(
                enrolment_id,
                stage=stage,
                on=form.cleaned_data["on"],
                exit_reason=form.cleaned_data.get("exit_reason", ""),
                actor=request.actor,
            ),
        )
        if moved:
            messages.success(request, _("Now: %(stage)s.") % {"stage": target.title})
            return redirect("enrolments:enrolment", enrolment_id)
    return show(request, shown, form, target.title, missing=target.missing)


@page(allowed_to=works_with_cases, writes=("POST",))
def sign(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """The person's agreement to take part in this programme; not the same as consent to hand over data."""
    shown = shown_page(enrolment_id, request)
    form = SignForm(request.POST or None, initial={"signed_on": clock.today(), "explained_in": "lv"})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: actions.sign_participation(enrolment_id, **form.cleaned_data, actor=request.actor))
        if done:
            messages.success(request, _("The agreement to take part is recorded."))
            return redirect("enrolments:enrolment", enrolment_id)
    intro = _("Nobody has to take part. Whoever refuses gets every other help all the same.")
    return show(request, shown, form, _("Agreement to take part"), intro=intro)


@page(allowed_to=works_with_cases, writes=("POST",))
def components(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    """What each obligatory part of the programme means for this person."""
    shown = shown_page(enrolment_id, request)
    if not shown.components:
        raise Http404
    form = ComponentsForm(request.POST or None, components=shown.components)
    if request.method == "POST" and form.is_valid() and _plan(form, shown, request):
        messages.success(request, _("The plan is saved."))
        return redirect("enrolments:enrolment", enrolment_id)
    return show(request, shown, form, _("Plan of the programme"))


def _plan(form: ComponentsForm, shown: reads.EnrolmentPage, request: ActorRequest) -> bool:
    """Only what was changed is written again."""
    before = {component.id: component.words for component in shown.components}
    for component, words in form.cleaned_data.items():
        if words and words != before[component]:
            write = functools.partial(actions.plan_component, shown.line.id, component=component, words=words)
            if not attempt(form, functools.partial(write, actor=request.actor)):
                return False
    return True


@page(allowed_to=works_with_cases, writes=("POST",))
def mentor(request: ActorRequest, enrolment_id: uuid.UUID) -> HttpResponse:
    shown = shown_page(enrolment_id, request)
    colleagues = [
        (str(colleague.membership_id), colleague.name)
        for colleague in accounts.colleagues(actor=request.actor)
        if colleague.works_with_cases
    ]
    form = MentorForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        chosen = uuid.UUID(form.cleaned_data["mentor"])
        done = attempt(form, lambda: actions.name_mentor(enrolment_id, membership_id=chosen, actor=request.actor))
        if done:
            return redirect("enrolments:enrolment", enrolment_id)
    return show(request, shown, form, _("Mentor"))


@page(allowed_to=works_with_cases, writes=("POST",))
def outcome(request: ActorRequest, enrolment_id: uuid.UUID, window: str) -> HttpResponse:
    """The situation after the exit; only a day inside the window counts."""
    shown = shown_page(enrolment_id, request)
    wanted = next((entry for entry in shown.windows if entry.id == window), None)
    outcomes = programmes.operation(shown.programme).outcomes
    if wanted is None or outcomes is None:
        raise Http404
    form = OutcomeForm(
        request.POST or None,
        results=[(entry.id, str(Translated(entry.title))) for entry in outcomes.results],
        initial={"situation_on": min(clock.today(), wanted.closes_on)},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: actions.measure_outcome(enrolment_id, window=window, **data, actor=request.actor)):
            messages.success(request, _("The result is recorded."))
            return redirect("enrolments:enrolment", enrolment_id)
    days = {"first": short_day(wanted.opens_on), "last": short_day(wanted.closes_on)}
    intro = _("Only the situation from %(first)s to %(last)s counts.") % days
    return show(request, shown, form, wanted.title, intro=intro)
