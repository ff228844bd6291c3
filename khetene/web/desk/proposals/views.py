"""Applications of the own organisation: the list, one of them, its call, its review with files, its next step."""

from __future__ import annotations

import uuid
from dataclasses import fields
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from khetene.proposals import actions, reads, reports
from khetene.proposals.actions import Terms
from khetene.proposals.reads import PartState
from khetene.proposals.rules import writes_applications
from khetene.web.components.files import to_be_saved
from khetene.web.components.parts import Task
from khetene.web.desk.gatherings.views_report import WORD
from khetene.web.desk.proposals.forms import BeginForm, CallForm, ChooseCallForm, MoveForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=writes_applications)
def applications(request: ActorRequest) -> HttpResponse:
    context = {"applications": reads.applications(actor=request.actor), "calls": reads.calls(actor=request.actor)}
    return render(request, "desk/proposals/applications.html", context)


@page(allowed_to=writes_applications, writes=("POST",))
def begin(request: ActorRequest) -> HttpResponse:
    form = BeginForm(request.POST or None, calls=_calls(request))
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        made = attempt(form, lambda: actions.begin(title=title, call_id=form.call_id, actor=request.actor))
        if made:
            return redirect("proposals:proposal", made.pk)
    return _form(request, form, _("Begin an application"), back=reverse("proposals:applications"), submit=_("Begin"))


@page(allowed_to=writes_applications, writes=("POST",))
def add_call(request: ActorRequest) -> HttpResponse:
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.write_call(form.terms(), actor=request.actor)):
            messages.success(request, _("The call is there. Applications are compared with it."))
            return redirect("proposals:applications")
    return _form(request, form, _("New call"), back=reverse("proposals:applications"))


@page(allowed_to=writes_applications, writes=("POST",))
def call(request: ActorRequest, call_id: uuid.UUID) -> HttpResponse:
    shown = reads.call(call_id, actor=request.actor)
    initial = {one.name: getattr(shown, one.name) for one in fields(Terms)}
    form = CallForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.write_call(form.terms(), call_id=call_id, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("proposals:applications")
    return _form(request, form, shown.title, back=reverse("proposals:applications"), caption=_("Call for projects"))


@page(allowed_to=writes_applications)
def application(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    """The parts with how far each is, and what comes next."""
    shown = reads.application(application_id, actor=request.actor)
    context = {"shown": shown, "row": shown.row, "parts": [_task(application_id, one) for one in shown.parts]}
    return render(request, "desk/proposals/application.html", context)


def _task(application_id: uuid.UUID, part: PartState) -> Task:
    state, label = "open", pgettext("part", "not begun")
    if part.there and part.questions:
        state = "partly"
        label = ngettext("%(number)s question", "%(number)s questions", part.questions) % {"number": part.questions}
    elif part.there:
        state, label = "done", pgettext("part", "done")
    elif not part.questions:
        state, label = "not_done", pgettext("part", "empty, may stay so")
    url = reverse("proposals:proposal_part", args=[application_id, part.part])
    return Task(part.label, label, state, url)


@page(allowed_to=writes_applications, writes=("POST",))
def choose_call(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    shown = reads.application(application_id, actor=request.actor)
    chosen = str(shown.row.call.id) if shown.row.call else ""
    form = ChooseCallForm(request.POST or None, calls=_calls(request), initial={"call": chosen})
    back = reverse("proposals:proposal", args=[application_id])
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.choose_call(application_id, call_id=form.call_id, actor=request.actor)):
            return redirect(back)
    return _form(request, form, _("Call for projects"), back=back, caption=shown.row.title)


@page(allowed_to=writes_applications)
def review(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    """What a reader of the fund would ask, and the application as Word and PDF."""
    shown = reads.application(application_id, actor=request.actor)
    if (kind := request.GET.get("format", "")) in ("docx", "pdf"):
        return file_of(reports.application_document(shown), kind, "projekta-pieteikums")
    return render(request, "desk/proposals/review.html", {"shown": shown, "row": shown.row})


@page(allowed_to=writes_applications, writes=("POST",))
def move(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    """One step on: sent, granted, refused, closed."""
    shown = reads.application(application_id, actor=request.actor)
    back = reverse("proposals:proposal", args=[application_id])
    form = MoveForm(request.POST or None, states=shown.row.next_states)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.move(application_id, form.decision(), actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect(back)
    return _form(request, form, _("The next step"), back=back, caption=shown.row.title)


def file_of(content: reports.Document, kind: str, name: str) -> HttpResponse:
    """A document to be taken away."""
    made = reports.as_docx(content) if kind == "docx" else reports.as_pdf(content)
    answer = HttpResponse(made, content_type=WORD if kind == "docx" else "application/pdf")
    return to_be_saved(answer, f"{name}.{kind}")


def _calls(request: ActorRequest) -> list[tuple[str, str]]:
    return [(str(one.id), f"{one.title} ({one.funder})") for one in reads.calls(actor=request.actor)]


def _form(
    request: ActorRequest, form: Any, title: str, *, back: str, caption: str = "", submit: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "caption": caption, "back": back, "submit": submit or _("Save")}
    return render(request, "desk/proposals/form.html", context)
