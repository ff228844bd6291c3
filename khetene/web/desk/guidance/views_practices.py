"""Good practices: what works where, and taking one over."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.guidance import actions, reads
from khetene.guidance.enums import PracticeState, Theme
from khetene.guidance.rules import answers_for_an_organisation, keeps_the_register
from khetene.web.desk.guidance.files import practices_as_file
from khetene.web.desk.guidance.forms import AdoptionForm
from khetene.web.desk.guidance.views import LONGEST_SEARCH, ON_A_PAGE
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def practices(request: ActorRequest) -> HttpResponse:
    words, theme = request.GET.get("words", "")[:LONGEST_SEARCH], request.GET.get("theme", "")
    state = request.GET.get("state", "")
    found = reads.practices(actor=request.actor, words=words, theme=theme, state=state)
    if (kind := request.GET.get("format", "")) in ("json", "xlsx"):
        answer = practices_as_file(found, reads.shown_by_practice(row.id for row in found), kind)
        if answer is not None:
            return answer
    context = {
        "state": state,
        "states": PracticeState.choices,
        "writes": answers_for_an_organisation(request.actor),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "theme": theme,
        "themes": sorted(Theme.choices, key=lambda choice: str(choice[1])),
    }
    return render(request, "desk/guidance/practices.html", context)


@page(allowed_to=at_work)
def practice(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    shown = reads.practice(practice_id, actor=request.actor)
    own = next((row for row in shown.adoptions if row.organisation_id == request.actor.organisation_key), None)
    published = shown.row.state == PracticeState.PUBLISHED
    context = {
        "shown": shown,
        "row": shown.row,
        "own": own,
        "may": published and answers_for_an_organisation(request.actor),
        "could_use": reads.could_use(practice_id, actor=request.actor) if published else [],
        "keeps": keeps_the_register(request.actor),
        "may_delete": shown.row.state == PracticeState.DRAFT and shown.may_edit,
    }
    return render(request, "desk/guidance/practice.html", context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def adopt(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """My organisation says how far it is with a practice."""
    shown = reads.practice(practice_id, actor=request.actor)
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.adopt_practice(practice_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded. Others can now learn from you."))
            return redirect("guidance:practice", practice_id)
    context = {"form": form, "practice": shown.row, "title": _("How far are you with this practice?")}
    return render(request, "desk/guidance/form.html", {**context, "submit": _("Record")})


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def change_adoption(request: ActorRequest, adoption_id: uuid.UUID) -> HttpResponse:
    shown = reads.practice_of(adoption_id, actor=request.actor)
    row = next(one for one in shown.adoptions if one.id == adoption_id)
    if row.organisation_id != request.actor.organisation_key:
        raise Http404
    initial = {"state": row.state, "changed": row.changed, "result": row.result, "since": row.since}
    form = AdoptionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.update_adoption(adoption_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("guidance:practice", shown.row.id)
    context = {"form": form, "practice": shown.row, "title": _("How far are you with this practice?")}
    return render(request, "desk/guidance/form.html", {**context, "submit": _("Save")})
