"""Deleting words for good: of an earlier version of a text, and of what an institution said."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from khetene.monitoring import actions, reads
from khetene.monitoring.enums import Objective
from khetene.monitoring.questions import BY_SLUG
from khetene.monitoring.rules import keeps_indicators
from khetene.web.components.forms import KheteneForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_chapter(request: ActorRequest, chapter_id: uuid.UUID) -> HttpResponse:
    """Of an earlier version of what the overview says about an objective."""
    year, objective, saved = reads.earlier_chapter(chapter_id, actor=request.actor)
    return _asked(
        request,
        f"{Objective(objective).label}, {year}",
        [(_version(saved), saved.text)],
        reverse("monitoring:chapter", args=[year, objective]),
        lambda: actions.wipe_chapter(chapter_id, actor=request.actor),
    )


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_answer(request: ActorRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Of an earlier version of a block of the report to the Commission."""
    year, question, saved = reads.earlier_answer(answer_id, actor=request.actor)
    return _asked(
        request,
        f"{BY_SLUG[question].heading}, {year - 1}–{year}",
        [(_version(saved), saved.text)],
        reverse("monitoring:eu_answer", args=[year, question]),
        lambda: actions.wipe_answer(answer_id, actor=request.actor),
    )


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_said(request: ActorRequest, said_part_id: uuid.UUID, said_question: str) -> HttpResponse:
    """Of what an institution typed, in the overview and where it was given."""
    found = reads.taken_words(said_part_id, said_question, actor=request.actor)
    return _asked(
        request,
        f"{found.town}, {found.institution}",
        [(found.label, found.words)],
        reverse("monitoring:overview", args=[found.year]),
        lambda: actions.wipe_said(said_part_id, said_question, actor=request.actor),
    )


def _version(saved: reads.SavedText) -> str:
    return f"{saved.number} · {date_format(localtime(saved.at), 'SHORT_DATETIME_FORMAT')}"


def _asked(
    request: ActorRequest, caption: str, facts: list[tuple[str, str]], back: str, wipe: Callable[[], Any]
) -> HttpResponse:
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, wipe):
        messages.success(request, _("The words are deleted."))
        return redirect(back)
    return render(request, "desk/wipe.html", {"caption": caption, "facts": facts, "back": back, "form": form})
