"""Materials of a gathering: presentations and leaflets as files, or where they lie."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.gatherings import actions, reads
from khetene.gatherings.rules import plans_gatherings
from khetene.web.components.files import handed_out
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.gatherings.forms import MaterialForm, TakeAwayForm
from khetene.web.desk.gatherings.views_plan import held_by_me
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=plans_gatherings, writes=("POST",))
def materials(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """Add one; those that are there stand below."""
    shown = held_by_me(request, gathering_id)
    form = MaterialForm(request.POST or None, request.FILES or None, initial={"language": "lv"})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_material(gathering_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It stands among the materials now."))
            return redirect("gatherings:materials", gathering_id)
    return render(request, "desk/gatherings/materials.html", {"shown": shown, "row": shown.row, "form": form})


@page(allowed_to=at_work)
def material_file(request: ActorRequest, gathering_id: uuid.UUID, material_id: uuid.UUID) -> HttpResponse:
    """The file to be saved, for everybody who sees the gathering."""
    return handed_out(reads.opened_material(gathering_id, material_id, actor=request.actor))


@page(allowed_to=plans_gatherings, writes=("POST",))
def remove_material(request: ActorRequest, gathering_id: uuid.UUID, material_id: uuid.UUID) -> HttpResponse:
    """An address goes at once; a file goes with its bytes, and a reason is asked for."""
    shown = held_by_me(request, gathering_id)
    one = next((one for one in shown.materials if one.id == material_id), None)
    if one is None:
        raise Http404
    form = (TakeAwayForm if one.file else KheteneForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data.get("why_removed", "")
        if attempt(form, lambda: actions.remove_material(material_id, why=why, actor=request.actor)):
            messages.success(request, _("It stands among the materials no more."))
            return redirect("gatherings:materials", gathering_id)
    return render(request, "desk/gatherings/remove_material.html", {"row": shown.row, "one": one, "form": form})
