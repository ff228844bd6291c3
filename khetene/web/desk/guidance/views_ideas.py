"""Ideas for projects: the list, one idea with its plan, its steps, what came of it, and joining it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.guidance import actions, reads
from khetene.guidance.enums import IdeaState, Theme
from khetene.guidance.rules import writes_ideas
from khetene.web.desk.guidance.forms_ideas import IdeaForm, JoinForm, OutcomeForm, StepForm
from khetene.web.desk.guidance.views import ON_A_PAGE
from khetene.web.http import ActorRequest, attempt, page

FORM = "desk/guidance/form.html"


@page(allowed_to=at_work)
def ideas(request: ActorRequest) -> HttpResponse:
    state, theme = request.GET.get("state", ""), request.GET.get("theme", "")
    seeking = state == "seeking"
    found = reads.ideas(state="" if seeking else state, theme=theme, seeking=seeking)
    context = {
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "states": [("seeking", _("looks for partners")), *IdeaState.choices],
        "state": state,
        "theme": theme,
        "themes": sorted(Theme.choices, key=lambda choice: str(choice[1])),
        "writes": writes_ideas(request.actor),
    }
    return render(request, "desk/guidance/ideas.html", context)


@page(allowed_to=writes_ideas, writes=("POST",))
def write_idea(request: ActorRequest) -> HttpResponse:
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        idea = attempt(form, lambda: actions.write_idea(**form.cleaned_data, actor=request.actor))
        if idea:
            messages.success(request, _("Recorded. Add the steps of the plan when you know them."))
            return redirect("guidance:idea", idea.pk)
    context = {"form": form, "title": _("Write an idea down"), "submit": _("Record"), "back_to": _list()}
    return render(request, FORM, context)


def _list() -> str:
    return reverse("guidance:ideas")


@page(allowed_to=at_work)
def idea(request: ActorRequest, idea_id: uuid.UUID) -> HttpResponse:
    shown = reads.idea(idea_id, actor=request.actor)
    is_open = shown.row.state in (IdeaState.IDEA, IdeaState.PLANNED)
    own = shown.row.organisation_id == request.actor.organisation_key
    context = {
        "shown": shown,
        "row": shown.row,
        "may_change": shown.mine and is_open,
        "may_leave": shown.joined and writes_ideas(request.actor),
        "earlier": reads.earlier_of_idea(idea_id, shown.row.organisation_id, actor=request.actor),
        "may_join": is_open and not own and not shown.joined and writes_ideas(request.actor),
    }
    return render(request, "desk/guidance/idea.html", context)


@page(allowed_to=writes_ideas, writes=("POST",))
def add_step(request: ActorRequest, idea_id: uuid.UUID) -> HttpResponse:
    shown = _mine(idea_id, request)
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_step(idea_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:idea", idea_id)
    return _form(request, shown, form, _("Add a step"))


@page(allowed_to=writes_ideas, writes=("POST",))
def tick_step(request: ActorRequest, idea_step_id: uuid.UUID) -> HttpResponse:
    """A button on the page of the idea: the step is done, or it is not."""
    shown = reads.idea_of_step(idea_step_id, actor=request.actor)
    if not shown.mine:
        raise Http404
    if request.method == "POST":
        form = OutcomeForm(request.POST)
        if not attempt(form, lambda: actions.tick_step(idea_step_id, actor=request.actor)):
            messages.error(request, " ".join(str(error) for error in form.non_field_errors()))
    return redirect("guidance:idea", shown.row.id)


@page(allowed_to=writes_ideas, writes=("POST",))
def move_idea(request: ActorRequest, idea_id: uuid.UUID, idea_state: str) -> HttpResponse:
    """Make it a plan, end it, or open it again."""
    shown = _mine(idea_id, request)
    if idea_state not in shown.may_move_to:
        raise Http404
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        outcome = form.cleaned_data["outcome"]
        moved = attempt(
            form, lambda: actions.move_idea(idea_id, state=idea_state, outcome=outcome, actor=request.actor)
        )
        if moved:
            messages.success(request, _("Recorded."))
            return redirect("guidance:idea", idea_id)
    titles = {
        IdeaState.IDEA.value: _("Open it again"),
        IdeaState.PLANNED.value: _("Make it a plan"),
        IdeaState.DONE.value: _("It is done"),
        IdeaState.DROPPED.value: _("Give it up"),
    }
    return _form(request, shown, form, titles[idea_state])


@page(allowed_to=writes_ideas, writes=("POST",))
def join_idea(request: ActorRequest, idea_id: uuid.UUID) -> HttpResponse:
    """My organisation joins, and says with what."""
    shown = reads.idea(idea_id, actor=request.actor)
    form = JoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.join_idea(idea_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("Recorded. Those who had the idea see it on its page."))
            return redirect("guidance:idea", idea_id)
    return _form(request, shown, form, _("We join"))


def _mine(idea_id: uuid.UUID, request: ActorRequest) -> reads.IdeaPage:
    shown = reads.idea(idea_id, actor=request.actor)
    if not shown.mine:
        raise Http404
    return shown


def _form(request: ActorRequest, shown: reads.IdeaPage, form: object, title: str) -> HttpResponse:
    back = reverse("guidance:idea", args=[shown.row.id])
    context = {"form": form, "title": title, "submit": title, "back_to": back, "named": shown.row.title}
    return render(request, FORM, context)
