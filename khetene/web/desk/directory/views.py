"""Finding help, and keeping the directory true."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.cases.enums import NeedDomain
from khetene.directory import actions, reads
from khetene.kernel import clock
from khetene.territory import reads as territory
from khetene.territory.errors import NoSuchTerritory, SeveralTerritories
from khetene.web.components.forms import KheteneForm
from khetene.web.http import ActorRequest, attempt, page

LONGEST_SEARCH = 200


class ServiceForm(KheteneForm):
    """The texts of a service in the language of the page."""

    description = forms.CharField(
        label=gettext_lazy("What is it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    eligibility_description = forms.CharField(
        label=gettext_lazy("For whom?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    application_process = forms.CharField(
        label=gettext_lazy("How to apply?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    required_documents = forms.CharField(
        label=gettext_lazy("What to bring?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    schedule = forms.CharField(label=gettext_lazy("When?"), max_length=300, required=False)


@page(allowed_to=at_work)
def find(request: ActorRequest) -> HttpResponse:
    """Services by words, need and place; the search stays in the address and holds nothing about a person."""
    words = request.GET.get("words", "")[:LONGEST_SEARCH]
    domain, near, problem = request.GET.get("domain", ""), request.GET.get("near", "")[:100], ""
    place = None
    if near:
        try:
            place = territory.territory_named(near, on=clock.today())
        except (NoSuchTerritory, SeveralTerritories) as refusal:
            problem = str(refusal.message)
    shown = Paginator(reads.find(words, near=place, domain=domain), 20).get_page(request.GET.get("page"))
    labels = dict(NeedDomain.choices)
    context = {
        "page": shown,
        "words": words,
        "domain": domain,
        "near": near,
        "problem": problem,
        "domains": NeedDomain.choices,
        "rows": [(row, [labels[name] for name in row.domains]) for row in shown.object_list],
    }
    return render(request, "desk/directory/find.html", context)


@page(allowed_to=at_work)
def to_check(request: ActorRequest) -> HttpResponse:
    """Services that nobody has checked within a year: those of the own organisation first, each with its button."""
    stale = reads.stale(on=clock.today())
    own = request.actor.organisation_key
    shown = Paginator([row for row in stale if row.organisation_id != own], 20).get_page(request.GET.get("page"))
    context = {"ours": [row for row in stale if row.organisation_id == own], "page": shown}
    return render(request, "desk/directory/to_check.html", context)


@page(allowed_to=at_work)
def service(request: ActorRequest, service_id: uuid.UUID) -> HttpResponse:
    row = reads.service(service_id)
    ours = row.organisation_id == request.actor.organisation_key
    return render(request, "desk/directory/service.html", {"row": row, "ours": ours})


@page(allowed_to=at_work)
def organisation(request: ActorRequest, organisation_id: uuid.UUID) -> HttpResponse:
    return render(request, "desk/directory/organisation.html", {"row": reads.organisation(organisation_id)})


@page(allowed_to=at_work, writes=("POST",))
def edit_service(request: ActorRequest, service_id: uuid.UUID) -> HttpResponse:
    row = reads.service(service_id)
    if row.organisation_id != request.actor.organisation_key:
        raise Http404
    texts = reads.texts_of(service_id)
    language = (get_language() or "lv").split("-")[0]
    form = ServiceForm(request.POST or None, initial={name: text.get(language, "") for name, text in texts.items()})
    if request.method == "POST" and form.is_valid():
        fields = {name: _with(texts[name], language, form.cleaned_data[name]) for name in form.cleaned_data}
        if attempt(form, lambda: actions.edit_service(service_id, fields=fields, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect("directory:service", service_id)
    return render(request, "desk/directory/edit.html", {"row": row, "form": form})


def _with(texts: dict[str, str], language: str, text: str) -> dict[str, Any]:
    changed = {**texts, language: text} if text else {name: kept for name, kept in texts.items() if name != language}
    return {"lv": text, **changed} if text and "lv" not in changed else changed


@page(allowed_to=at_work, writes=("POST",))
def verify_service(request: ActorRequest, service_id: uuid.UUID) -> HttpResponse:
    if reads.service(service_id).organisation_id != request.actor.organisation_key:
        raise Http404
    if request.method == "POST":
        actions.verify_service(service_id, actor=request.actor)
        messages.success(request, _("Marked as true today."))
    if "from_list" in request.POST:
        return redirect("directory:to_check")
    return redirect("directory:service", service_id)
