"""Correcting what country data tells, and joining two records of one statement."""

from __future__ import annotations

import functools
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.directory import reads as directory
from khetene.guidance import actions, reads
from khetene.guidance.enums import AddresseeGroup
from khetene.guidance.rules import keeps_the_register
from khetene.kernel import clock
from khetene.web.desk.guidance.forms import JoinForm, RecordedForm
from khetene.web.http import ActorRequest, attempt, page

SHORT = 120


@page(allowed_to=keeps_the_register, writes=("POST",))
def correct_recorded(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """What the source says stays readable beside it."""
    initial = reads.recorded_texts(statement_id, actor=request.actor)
    offices = dict(directory.organisation_choices(on=clock.today())) | dict(initial["named"])
    addressees = [*((value, str(label)) for value, label in AddresseeGroup.choices), *offices.items()]
    form = RecordedForm(request.POST or None, addressees=addressees, documents=initial["documents"], initial=initial)
    if request.method == "POST" and form.is_valid():
        correct = functools.partial(actions.correct_recorded, statement_id, actor=request.actor)
        if attempt(form, lambda: correct(**_given(form))):
            messages.success(request, _("Corrected. What the source says stands beside it."))
            return redirect("guidance:statement", statement_id)
    context = {"form": form, "title": _("Put it right"), "submit": _("Save"), "named": initial["words"]}
    context["back_to"] = reverse("guidance:statement", args=[statement_id])
    return render(request, "desk/guidance/form.html", context)


def _given(form: RecordedForm) -> dict[str, Any]:
    given = dict(form.cleaned_data)
    return given | {"source_id": uuid.UUID(given.pop("source"))}


@page(allowed_to=keeps_the_register, writes=("POST",))
def join(request: ActorRequest, statement_id: uuid.UUID) -> HttpResponse:
    """Two records of one statement: search, choose, say why."""
    shown = reads.statement(statement_id)
    if shown.is_recorded_here:
        raise Http404
    words = request.GET.get("words", "")[:SHORT]
    rows = reads.could_repeat(statement_id, words=words)
    choices = {str(row.id): f"{row.year}: {row.words[:SHORT]}" for row in rows}
    chosen = ""
    if shown.one_with:
        key, said, year = shown.one_with
        chosen, choices = str(key), {str(key): f"{year}: {said[:SHORT]}"} | choices
    initial = {"chosen": chosen}
    form = JoinForm(request.POST or None, choices=list(choices.items()), initial=initial)
    if request.method == "POST" and form.is_valid():
        other = uuid.UUID(form.cleaned_data["chosen"]) if form.cleaned_data["chosen"] else None
        given = {"one_with_id": other, "reason": form.cleaned_data["reason"]}
        if attempt(form, lambda: actions.join_records(statement_id, **given, actor=request.actor)):
            messages.success(request, _("Recorded."))
            return redirect("guidance:statement", statement_id)
    context = {"form": form, "row": shown.row, "words": words, "found": len(rows), "joins": True}
    return render(request, "desk/guidance/repeat.html", context)
