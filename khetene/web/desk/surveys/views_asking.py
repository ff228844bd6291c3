"""Letters and reminders, one more person, and a link that somebody hands over."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.kernel import clock
from khetene.kernel.errors import DomainError, NotForYou
from khetene.surveys import actions, reads
from khetene.surveys.rules import keeps_surveys
from khetene.territory import reads as territory
from khetene.web.desk.surveys.forms import AskForm, CorrectForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_surveys, writes=("POST",))
def letters(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Send what is to be sent: first letters, or reminders to whoever is silent."""
    if request.method == "POST":
        send = actions.remind if request.POST.get("decision") == "remind" else actions.send_letters
        try:
            queued = send(survey_id, actor=request.actor)
        except NotForYou:
            raise
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            sentence = ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", queued)
            messages.success(request, sentence % {"number": queued})
    return redirect("surveys:survey", survey_id)


@page(allowed_to=keeps_surveys, writes=("POST",))
def ask(request: ActorRequest, survey_id: uuid.UUID) -> HttpResponse:
    """Somebody who stands on no list."""
    shown = reads.survey(survey_id, actor=request.actor)
    places = [(name, name) for _key, name in territory.municipality_choices(on=clock.today())]
    form = AskForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.ask(survey_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("They are asked too. Now send the letters."))
            return redirect("surveys:survey", survey_id)
    context = {"form": form, "title": _("Ask one more person"), "submit": _("Add"), "row": shown.row}
    return render(request, "desk/surveys/form.html", context)


@page(allowed_to=keeps_surveys, writes=("POST",))
def correct(request: ActorRequest, asked_id: uuid.UUID) -> HttpResponse:
    """A mistyped name or address; or somebody who need not be asked, while nothing went to them."""
    survey_id, person = reads.asked(asked_id, actor=request.actor)
    shown = reads.survey(survey_id, actor=request.actor)
    takes_off = request.POST.get("decision") == "off"
    form = CorrectForm(
        request.POST if request.method == "POST" and not takes_off else None,
        initial={"name": person.name, "email": person.email},
    )
    if request.method == "POST" and takes_off:
        try:
            actions.take_off(asked_id, actor=request.actor)
        except NotForYou:
            raise
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("They are not asked."))
        return redirect("surveys:survey", survey_id)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_asked(asked_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is corrected."))
            return redirect("surveys:survey", survey_id)
    context = {"form": form, "row": shown.row, "person": person}
    return render(request, "desk/surveys/correct.html", context)


@page(allowed_to=keeps_surveys, writes=("POST",))
def link(request: ActorRequest, asked_id: uuid.UUID) -> HttpResponse:
    """A link to be handed over, shown this once; or a letter that did not go for sure goes again."""
    survey_id, _person = reads.asked(asked_id, actor=request.actor)
    shown = reads.survey(survey_id, actor=request.actor)
    if request.method != "POST":
        return redirect("surveys:survey", survey_id)
    try:
        if request.POST.get("decision") == "again":
            actions.send_again(asked_id, actor=request.actor)
            messages.success(request, _("The letter goes once more."))
            return redirect("surveys:survey", survey_id)
        asked, address = actions.make_link(asked_id, actor=request.actor)
    except NotForYou:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("surveys:survey", survey_id)
    return render(request, "desk/surveys/link.html", {"asked": asked, "address": address, "row": shown.row})
