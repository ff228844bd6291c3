"""The documents beside an entry about money, and those of a phase: add, save, remove."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.projects import actions, reads
from khetene.projects.rules import runs_phases
from khetene.web.components.files import handed_out
from khetene.web.desk.projects.forms import DocumentForm, RemoveDocumentForm
from khetene.web.desk.projects.forms_amending import PhaseDocumentForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases, writes=("POST",))
def documents(request: ActorRequest, cost_id: uuid.UUID) -> HttpResponse:
    shown = reads.documents(cost_id, actor=request.actor)
    form = DocumentForm(request.POST, request.FILES) if request.method == "POST" else DocumentForm()
    if request.method == "POST":
        given = form.cleaned_data.get("file") if form.is_valid() else None
        if given and attempt(form, lambda: actions.add_document(cost_id, given, actor=request.actor)):
            messages.success(request, _("The document is kept."))
            return redirect("projects:cost_documents", cost_id)
    return render(request, "desk/projects/documents.html", {"shown": shown, "form": form})


@page(allowed_to=runs_phases)
def document(request: ActorRequest, cost_document_id: uuid.UUID) -> HttpResponse:
    """The file to be saved; it is never shown inside the site."""
    return handed_out(reads.opened_document(cost_document_id, actor=request.actor))


@page(allowed_to=runs_phases, writes=("POST",))
def remove_document(request: ActorRequest, cost_document_id: uuid.UUID) -> HttpResponse:
    cost_id, row = reads.document(cost_document_id, actor=request.actor)
    form = RemoveDocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_removed"]
        if attempt(form, lambda: actions.remove_document(cost_document_id, why=why, actor=request.actor)):
            messages.success(request, _("The document is removed, with its bytes."))
            return redirect("projects:cost_documents", cost_id)
    context = {
        "form": form,
        "name": row.name,
        "back": reverse("projects:cost_documents", args=[cost_id]),
        "stays": _(
            "The file is deleted and does not come back. The entry about money stays. The audit trail keeps that a file "
            "was removed here."
        ),
    }
    return render(request, "desk/projects/remove_document.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def phase_documents(request: ActorRequest, ordinal: int) -> HttpResponse:
    """Documents that state what was reached, and signed amendments."""
    shown = reads.phase_documents(ordinal, actor=request.actor)
    form = PhaseDocumentForm(request.POST, request.FILES) if request.method == "POST" else PhaseDocumentForm()
    if request.method == "POST" and form.is_valid():
        given, words = form.cleaned_data["file"], form.cleaned_data["words"]
        if attempt(form, lambda: actions.add_phase_document(shown.phase_id, given, words=words, actor=request.actor)):
            messages.success(request, _("The document is kept."))
            return redirect("projects:phase_documents", ordinal)
    return render(request, "desk/projects/phase_documents.html", {"shown": shown, "form": form})


@page(allowed_to=runs_phases)
def phase_document(request: ActorRequest, phase_document_id: uuid.UUID) -> HttpResponse:
    """The file to be saved."""
    return handed_out(reads.opened_phase_document(phase_document_id, actor=request.actor))


@page(allowed_to=runs_phases, writes=("POST",))
def remove_phase_document(request: ActorRequest, phase_document_id: uuid.UUID) -> HttpResponse:
    ordinal, words, row = reads.phase_document(phase_document_id, actor=request.actor)
    form = RemoveDocumentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_removed"]
        if attempt(form, lambda: actions.remove_phase_document(phase_document_id, why=why, actor=request.actor)):
            messages.success(request, _("The document is removed, with its bytes."))
            return redirect("projects:phase_documents", ordinal)
    context = {
        "form": form,
        "name": f"{words}: {row.name}",
        "back": reverse("projects:phase_documents", args=[ordinal]),
        "stays": _("The file is deleted and does not come back. The amendment or the result stays."),
    }
    return render(request, "desk/projects/remove_document.html", context)
