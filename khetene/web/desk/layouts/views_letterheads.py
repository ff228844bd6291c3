"""The letterhead of the own organisation: try one, look at it, put it in force, take it off, delete it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.layouts import actions, reads
from khetene.layouts.rules import keeps_layouts, keeps_letterheads
from khetene.web.components.files import handed_out
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.layouts.forms import LetterheadForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_letterheads, writes=("POST",))
def letterheads(request: ActorRequest) -> HttpResponse:
    """Which is in force, the others, and a place for a new one."""
    rows = reads.letterheads(actor=request.actor)
    form = LetterheadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        words = {"above": given["above"], "below": given["below"]}
        kept = attempt(form, lambda: actions.keep_letterhead(given["file"], **words, actor=request.actor))
        if kept:
            messages.success(request, _("The letterhead is kept. Look at the sample, then put it in force."))
            return redirect("layouts:letterhead", kept.pk)
    context = {"rows": rows, "form": form, "keeps_layouts": keeps_layouts(request.actor)}
    return render(request, "desk/layouts/letterheads.html", context)


@page(allowed_to=keeps_letterheads, writes=("POST",))
def letterhead(request: ActorRequest, letterhead_id: uuid.UUID) -> HttpResponse:
    """One of them; its button puts it in force."""
    said = _("From now on reports of your organisation as PDF begin with it.")
    return _with_a_button(request, letterhead_id, actions.put_letterhead_in_force, said, "desk/layouts/letterhead.html")


@page(allowed_to=keeps_letterheads)
def sample(request: ActorRequest, letterhead_id: uuid.UUID) -> HttpResponse:
    """An invented report on it."""
    return handed_out(reads.letterhead_file(letterhead_id, actor=request.actor))


@page(allowed_to=keeps_letterheads, writes=("POST",))
def take_off(request: ActorRequest, letterhead_id: uuid.UUID) -> HttpResponse:
    """Reports without a letterhead again, after a question."""
    said = _("Reports as PDF have no letterhead now.")
    return _with_a_button(
        request, letterhead_id, actions.take_letterhead_out_of_force, said, "desk/layouts/letterhead_off.html"
    )


@page(allowed_to=keeps_letterheads, writes=("POST",))
def discard(request: ActorRequest, letterhead_id: uuid.UUID) -> HttpResponse:
    """One that is not in force goes, after a question."""
    said = _("The letterhead is deleted.")
    return _with_a_button(
        request, letterhead_id, actions.discard_letterhead, said, "desk/layouts/discard_letterhead.html"
    )


def _with_a_button(
    request: ActorRequest, letterhead_id: uuid.UUID, act: Callable[..., Any], said: str, template: str
) -> HttpResponse:
    """The page of one letterhead; its button does one thing."""
    row = reads.letterhead(letterhead_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: act(letterhead_id, actor=request.actor)):
            messages.success(request, said)
            return redirect("layouts:letterheads")
    return render(request, template, {"row": row, "form": form})
