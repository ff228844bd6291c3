"""Deleting words for good: of an earlier version of a text, and of what an institution said."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from khetene.monitoring import actions, reads
from khetene.monitoring.enums import Objective
from khetene.monitoring.questions import BY_SLUG
from khetene.monitoring.rules import keeps_indicators
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, page


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_chapter(request: ActorRequest, chapter_id: uuid.UUID) -> HttpResponse:
    """Of an earlier version of what the overview says about an objective."""
    year, objective, saved = reads.earlier_chapter(chapter_id, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_chapter(chapter_id, actor=request.actor),
        caption=f"{Objective(objective).label}, {year}",
        facts=[(_version(saved), saved.text)],
        back=reverse("monitoring:chapter", args=[year, objective]),
    )


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_answer(request: ActorRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Of an earlier version of a block of the report to the Commission."""
    year, question, saved = reads.earlier_answer(answer_id, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_answer(answer_id, actor=request.actor),
        caption=f"{BY_SLUG[question].heading}, {year - 1}–{year}",
        facts=[(_version(saved), saved.text)],
        back=reverse("monitoring:eu_answer", args=[year, question]),
    )


@page(allowed_to=keeps_indicators, writes=("POST",))
def wipe_said(request: ActorRequest, said_part_id: uuid.UUID, said_question: str) -> HttpResponse:
    """Of what an institution typed, in the overview and where it was given."""
    found = reads.taken_words(said_part_id, said_question, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_said(said_part_id, said_question, actor=request.actor),
        caption=f"{found.town}, {found.institution}",
        facts=[(found.label, found.words)],
        back=reverse("monitoring:overview", args=[found.year]),
    )


def _version(saved: reads.SavedText) -> str:
    return f"{saved.number} · {date_format(localtime(saved.at), 'SHORT_DATETIME_FORMAT')}"
