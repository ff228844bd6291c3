"""The papers behind what was given: add, save, remove."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import works_at_school, works_with_pupils
from khetene.web.components.files import handed_out
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms_support import PaperForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_at_school, writes=("POST",))
def given_papers(request: ActorRequest, given_id: uuid.UUID) -> HttpResponse:
    shown = reads.proofs(given_id, actor=request.actor)
    form = PaperForm(request.POST, request.FILES) if request.method == "POST" else PaperForm()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if attempt(form, lambda: actions.add_proof(given_id, given, actor=request.actor)):
            messages.success(request, _("The scan is kept."))
            return redirect("early:support_plan", shown.plan_id)
    return render(request, "desk/earlyleaving/papers.html", {"shown": shown, "form": form})


@page(allowed_to=works_at_school)
def given_paper(request: ActorRequest, proof_id: uuid.UUID) -> HttpResponse:
    """The file to be saved; whoever takes it is written into the trail."""
    shown, file = reads.opened_proof(proof_id, actor=request.actor)
    actions.record_proof_opening(proof_id, actor=request.actor, silo=shown.silo)
    return handed_out(file)


@page(allowed_to=works_with_pupils, writes=("POST",))
def remove_given_paper(request: ActorRequest, proof_id: uuid.UUID) -> HttpResponse:
    shown, file = reads.proof(proof_id, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.remove_proof(proof_id, actor=request.actor)):
            messages.success(request, _("The scan is removed."))
            return redirect("early:given_papers", shown.delivery_id)
    return render(request, "desk/earlyleaving/remove_paper.html", {"shown": shown, "file": file, "form": form})
