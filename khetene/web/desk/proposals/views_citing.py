"""Looking for a figure or a quotation, putting it under a part, and what to do when its source says something else."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel.errors import DomainError, NotForYou
from khetene.proposals import actions, reads
from khetene.proposals.enums import CITED_IN, Behind, Part
from khetene.proposals.rules import writes_applications
from khetene.web.desk.proposals.forms import ChoiceForm, PickForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=writes_applications, writes=("POST",))
def pick(request: ActorRequest, application_id: uuid.UUID, proposal_part: str) -> HttpResponse:
    """Search among figures and statements; the chosen one goes under the part with its source."""
    shown = reads.application(application_id, actor=request.actor)
    if proposal_part not in CITED_IN or not shown.row.is_written:
        raise Http404
    part = Part(proposal_part)
    form = ChoiceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choice = form.cleaned_data["choice"]
        made = attempt(form, lambda: actions.cite(application_id, part, choice, actor=request.actor))
        if made:
            words = _("It stands under the text with its source. Write [%(number)s] in the text where it belongs.")
            messages.success(request, words % {"number": made.number})
            return redirect("proposals:proposal_part", application_id, part)
    search = PickForm(request.GET)
    search.is_valid()
    asked = search.cleaned_data.get("words", "")
    behind = search.cleaned_data.get("behind") or Behind.FIGURE
    found = reads.choices(words=asked, behind=behind, actor=request.actor)
    context = {
        "shown": shown,
        "part": part,
        "form": form,
        "search": search,
        "choices": found[: reads.MOST],
        "more": len(found) > reads.MOST,
        "most": reads.MOST,
    }
    return render(request, "desk/proposals/pick.html", context)


@page(allowed_to=writes_applications, writes=("POST",))
def citation(request: ActorRequest, citation_id: uuid.UUID) -> HttpResponse:
    """One citation: what its source says now, and taking it out."""
    shown, found = reads.citation(citation_id, actor=request.actor)
    if request.method == "POST":
        act = actions.renew if request.POST.get("decision") == "renew" else actions.take_out
        try:
            act(citation_id, actor=request.actor)
        except NotForYou:
            raise
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Saved."))
        return redirect("proposals:proposal_part", shown.row.id, found.part)
    context = {"shown": shown, "found": found, "part": Part(found.part)}
    return render(request, "desk/proposals/citation.html", context)
