"""What is not the mediator's work, and the friendly answer: who it is for. And stepping back from a case."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts.rules import supervises, works_with_cases
from khetene.cases import reads as cases
from khetene.directory import reads as directory
from khetene.kernel import clock
from khetene.kernel.alphabet import in_alphabet
from khetene.mediation import actions, reads
from khetene.mediation.enums import Action, Result
from khetene.mediation.scope import Elsewhere, scope
from khetene.territory import reads as territory
from khetene.territory.models import Territory
from khetene.web.desk.mediation.forms_scope import DeclineForm, ToldForm
from khetene.web.http import ActorRequest, attempt, page

SHOWN = 5


@page(allowed_to=works_with_cases)
def scope_list(request: ActorRequest) -> HttpResponse:
    """What mediators do, and what they are asked though it is somebody else's task."""
    return render(request, "desk/mediation/scope.html", {"scope": scope()})


@page(allowed_to=works_with_cases, writes=("POST",))
def scope_topic(request: ActorRequest, topic: str) -> HttpResponse:
    """Who it is for, the nearest first; that somebody was told is noted as a visit."""
    found = scope().one(topic)
    if found is None:
        raise Http404
    habits = reads.habits(actor=request.actor)
    places = sorted(territory.local_governments(clock.today()), key=lambda place: in_alphabet(place.name))
    near = _near(request.GET.get("near") or str(habits.territory_id or ""), places)
    services = directory.find(found.words, domain=found.domain, near=near)[:SHOWN]
    form = ToldForm(
        request.POST or None,
        offices=list(dict.fromkeys((str(row.organisation_id), row.organisation_name) for row in services)),
        territories=[(str(place.pk), place.name) for place in places],
        initial={"place": habits.place, "territory": str(near.pk) if near else "", "languages": habits.languages},
    )
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _note(found, form, request)):
        messages.success(request, _("It is noted: you told who can help."))
        return redirect("mediation:contacts")
    context = {"topic": found, "services": services, "form": form, "near": near, "places": places}
    return render(request, "desk/mediation/scope_topic.html", context)


def _near(asked: str, places: list[Territory]) -> Territory | None:
    return next((place for place in places if str(place.pk) == asked), None)


def _note(found: Elsewhere, form: ToldForm, request: ActorRequest) -> object:
    return actions.note_contact(
        **form.told(),
        topics=[found.domain],
        actions=[Action.INFORM],
        result=Result.TOLD_WHO,
        actor=request.actor,
    )


@page(allowed_to=works_with_cases, writes=("POST",))
def decline_case(request: ActorRequest, case_id: uuid.UUID) -> HttpResponse:
    """Step back from a case: a neutral reason and no explanation."""
    head = cases.case_head(case_id, actor=request.actor)
    if request.actor.membership_key not in {worker.membership_id for worker in head.workers}:
        raise Http404
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.decline_case(case_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("You stepped back. Your supervisor sees that the case needs another person."))
            return redirect("my_day:today")
    context = {
        "form": form,
        "title": _("Another person should go on"),
        "caption": head.key,
        "back_to": reverse("cases:case", args=[case_id]),
        "words": _("You owe no explanation. From now on you do not see this case; your supervisor asks somebody else."),
        "submit": _("Step back"),
    }
    return render(request, "desk/mediation/form.html", context)


@page(allowed_to=supervises)
def declined(request: ActorRequest) -> HttpResponse:
    """Cases of my organisation of which somebody stepped back and on which nobody works now."""
    return render(request, "desk/mediation/declined.html", {"rows": reads.need_another_person(actor=request.actor)})
