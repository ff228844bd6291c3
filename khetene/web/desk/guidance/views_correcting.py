"""Putting right what many read, taking it back, and deleting words for good."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.guidance import actions, reads
from khetene.guidance.enums import PracticeState
from khetene.guidance.rules import answers_for, answers_for_an_organisation, keeps_the_register, writes_ideas
from khetene.kernel import clock
from khetene.territory.reads import municipality_choices
from khetene.web.desk.guidance.forms import CorrectActionForm, RepeatForm, StatementForm
from khetene.web.desk.guidance.forms_ideas import CorrectIdeaForm, StepForm
from khetene.web.desk.guidance.forms_reading import FinishForm
from khetene.web.desk.guidance.views_steps import placed
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page

FORM = "desk/guidance/form.html"
SHORT = 120


@page(allowed_to=keeps_the_register, writes=("POST",))
def correct_statement(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """What was recorded is put right; what stood there before can be deleted for good afterwards."""
    initial = reads.statement_texts(statement_id, actor=request.actor)
    form = StatementForm(
        request.POST or None, places=municipality_choices(*initial["places"], on=clock.today()), initial=initial
    )
    back = reverse("guidance:statement", args=[statement_id])
    correct = functools.partial(actions.correct_statement, statement_id, actor=request.actor)
    if _done(request, form, lambda: correct(**placed(form)), _("Saved.")):
        return redirect(back)
    return _form(request, form, _("Put it right"), _("Save"), back, str(initial["words"]))


@page(allowed_to=keeps_the_register, writes=("POST",))
def repeat(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Which earlier one says the same: search, choose, record."""
    shown = reads.statement(statement_id)
    words = request.GET.get("words", "")[:SHORT]
    rows = reads.could_repeat(statement_id, words=words)
    choices = [(str(row.id), f"{row.year}: {row.words[:SHORT]}") for row in rows]
    chosen = ""
    if shown.row.repeats:
        key, said, year = shown.row.repeats
        chosen = str(key)
        choices = list(dict([(chosen, f"{year}: {said[:SHORT]}"), *choices]).items())
    form = RepeatForm(request.POST if request.method == "POST" else None, choices=choices, initial={"chosen": chosen})
    if request.method == "POST" and form.is_valid():
        said_before = uuid.UUID(form.cleaned_data["chosen"]) if form.cleaned_data["chosen"] else None
        if attempt(form, lambda: actions.repeat(statement_id, same_as_id=said_before, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:statement", statement_id)
    context = {"form": form, "row": shown.row, "words": words, "found": len(rows)}
    return render(request, "desk/guidance/repeat.html", context)


@page(allowed_to=writes_ideas, writes=("POST",))
def correct_idea(request: ActorRequest, idea_id: uuid.UUID) -> HttpResponse:
    shown = _my_idea(reads.idea(idea_id, actor=request.actor))
    row = shown.row
    initial = {"title": row.title, "words": shown.words, "themes": shown.themes, "looks_for": row.looks_for}
    form = CorrectIdeaForm(
        request.POST or None, initial=initial | {"outcome": shown.outcome}, ended=bool(shown.outcome)
    )
    back = reverse("guidance:idea", args=[idea_id])
    correct = functools.partial(actions.correct_idea, idea_id, actor=request.actor)
    if _done(request, form, lambda: correct(**form.cleaned_data), _("Saved.")):
        return redirect(back)
    return _form(request, form, _("Change the idea"), _("Save"), back, row.title)


@page(allowed_to=writes_ideas, writes=("POST",))
def correct_step(request: ActorRequest, idea_step_id: uuid.UUID) -> HttpResponse:
    shown, step = _my_step(request, idea_step_id)
    names = ("words", "who", "by_when", "euros", "paid_by")
    form = StepForm(request.POST or None, initial={name: getattr(step, name) for name in names})
    back = reverse("guidance:idea", args=[shown.row.id])
    correct = functools.partial(actions.correct_step, idea_step_id, actor=request.actor)
    if _done(request, form, lambda: correct(**form.cleaned_data), _("Saved.")):
        return redirect(back)
    return _form(request, form, _("Change the step"), _("Save"), back, shown.row.title)


@page(allowed_to=writes_ideas, writes=("POST",))
def remove_step(request: ActorRequest, idea_step_id: uuid.UUID) -> HttpResponse:
    shown, step = _my_step(request, idea_step_id)
    back = reverse("guidance:idea", args=[shown.row.id])
    act = functools.partial(actions.remove_step, idea_step_id, actor=request.actor)
    return _confirm(request, act, _("Take the step out of the plan"), back, step.words)


@page(allowed_to=writes_ideas, writes=("POST",))
def leave_idea(request: ActorRequest, idea_id: uuid.UUID) -> HttpResponse:
    """My organisation joins no more."""
    shown = reads.idea(idea_id, actor=request.actor)
    if not shown.joined:
        raise Http404
    act = functools.partial(actions.leave_idea, idea_id, actor=request.actor)
    return _confirm(request, act, _("We join no more"), reverse("guidance:idea", args=[idea_id]), shown.row.title)


def _my_idea(shown: reads.IdeaPage) -> reads.IdeaPage:
    if not shown.mine:
        raise Http404
    return shown


def _my_step(request: ActorRequest, step_id: uuid.UUID) -> tuple[reads.IdeaPage, reads.IdeaStepRow]:
    shown = _my_idea(reads.idea_of_step(step_id, actor=request.actor))
    return shown, next(step for step in shown.steps if step.id == step_id)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def correct_action(request: ActorRequest, action_id: uuid.UUID) -> HttpResponse:
    """What it is called, how it is done, and which recommendations it serves."""
    shown = reads.action(action_id)
    if not answers_for(request.actor, shown.row.organisation_id):
        raise Http404
    served = {str(key): f"{words[:SHORT]} ({year})" for key, words, year in shown.statements}
    asked = {str(row.id): f"{row.words[:SHORT]} ({row.year})" for row in reads.asked_of(shown.row.organisation_id)}
    initial = {"title": shown.row.title, "words": shown.words, "statements": list(served)}
    form = CorrectActionForm(request.POST or None, statements=list((served | asked).items()), initial=initial)
    back = reverse("guidance:action", args=[action_id])

    def correct() -> Any:
        given = dict(form.cleaned_data)
        keys = [uuid.UUID(key) for key in given.pop("statements")]
        return actions.correct_action(action_id, statement_ids=keys, **given, actor=request.actor)

    if _done(request, form, correct, _("Saved.")):
        return redirect(back)
    return _form(request, form, _("Change the action"), _("Save"), back, shown.row.title)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def unlink_practice(request: ActorRequest, practice_id: uuid.UUID, statement_id: uuid.UUID) -> HttpResponse:
    """The practice does not show how this can be done."""
    shown = reads.practice(practice_id, actor=request.actor)
    words = {key: said for key, said, _year in shown.statements}
    if not shown.may_link or statement_id not in words:
        raise Http404
    act = functools.partial(
        actions.link_practice, practice_id, statement_id=statement_id, linked=False, actor=request.actor
    )
    back = reverse("guidance:practice", args=[practice_id])
    return _confirm(request, act, _("Take the link away"), back, f"{shown.row.title} – {words[statement_id]}")


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def delete_practice(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """A draft goes with its history."""
    shown = reads.practice(practice_id, actor=request.actor)
    if shown.row.state != PracticeState.DRAFT:
        raise Http404
    act = functools.partial(actions.delete_draft, practice_id, actor=request.actor)
    back = reverse("guidance:practice", args=[practice_id])
    return _confirm(request, act, _("Delete the draft"), back, shown.row.title, then=reverse("guidance:practices"))


@page(allowed_to=at_work, writes=("POST",))
def wipe_words(request: ActorRequest, words_kind: str, words_id: uuid.UUID) -> HttpResponse:
    """Words that must not be kept go for good; that something stood there, when and by whom, stays."""
    found = reads.to_wipe(words_kind, words_id, actor=request.actor)
    act = {
        "earlier": actions.wipe_earlier,
        "note": actions.wipe_note,
        "answer": actions.wipe_answer,
        "change": actions.wipe_change,
    }[words_kind]
    wipe = functools.partial(act, words_id, actor=request.actor)
    return wipe_after_a_question(request, wipe, caption="", facts=found.what, back=_page_of(found))


def _page_of(found: reads.ToWipe) -> str:
    """Where the words stand."""
    pages = (
        ("guidance:idea", found.idea_id),
        ("guidance:action", found.action_id),
        ("guidance:practice", found.practice_id),
        ("guidance:statement", found.statement_id),
    )
    return next(reverse(name, args=[key]) for name, key in pages if key)


def _confirm(
    request: ActorRequest, act: Callable[[], Any], title: str, back: str, named: str, *, then: str = ""
) -> HttpResponse:
    """A page with one button; what it does is done once."""
    form = FinishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(form, act)
        if not form.errors:
            messages.success(request, _("Recorded."))
            return redirect(then or back)
    return _form(request, form, title, title, back, named)


def _done(request: ActorRequest, form: Any, act: Callable[[], Any], said: str) -> bool:
    if request.method != "POST" or not form.is_valid() or not attempt(form, act):
        return False
    messages.success(request, said)
    return True


def _form(request: ActorRequest, form: Any, title: str, submit: str, back: str, named: str) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "back_to": back, "named": named}
    return render(request, FORM, context)
