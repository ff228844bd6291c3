"""For those who approve from outside the school: a plan by its number, never a name."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.enums import Verb
from khetene.earlyleaving.rules import approves_from_outside, coordinates_in_a_municipality
from khetene.web.desk.earlyleaving.forms import DecisionForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=approves_from_outside)
def waiting_plans(request: ActorRequest) -> HttpResponse:
    """Plans that lie with my office, the one that has waited longest first, and what we decided."""
    context = {
        "rows": reads.waiting(actor=request.actor),
        "decided": reads.decided(actor=request.actor),
        "coordinates": coordinates_in_a_municipality(request.actor),
        "holds": reads.holds_the_register(actor=request.actor),
        "year": reads.school_year(),
    }
    return render(request, "desk/earlyleaving/waiting.html", context)


@page(allowed_to=approves_from_outside, writes=("POST",))
def submitted_plan(request: ActorRequest, iap_id: uuid.UUID) -> HttpResponse:
    """One plan: approve it, give it back with what should be mended, or refuse it with the reason."""
    shown = reads.submitted_plan(iap_id, actor=request.actor)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verb = request.POST.get("decision", "")
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.take_step(iap_id, verb=verb, reason=reason, actor=request.actor)):
            messages.success(request, _("Your decision is recorded."))
            return redirect("early:waiting_plans")
    actions.record_opening("plan", shown.id, actor=request.actor, silo=shown.silo)
    missing = [need for step in shown.next if step.verb == Verb.APPROVE for need in step.missing]
    return render(request, "desk/earlyleaving/submitted.html", {"plan": shown, "form": form, "missing": missing})
