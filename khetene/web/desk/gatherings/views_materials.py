"""Materials of a gathering: where presentations and leaflets lie."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.gatherings import actions
from khetene.gatherings.rules import plans_gatherings
from khetene.web.desk.gatherings.forms import MaterialForm
from khetene.web.desk.gatherings.views_plan import held_by_me
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=plans_gatherings, writes=("POST",))
def materials(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """Add one; those that are there stand below."""
    shown = held_by_me(request, gathering_id)
    form = MaterialForm(request.POST or None, initial={"language": "lv"})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.add_material(gathering_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It stands among the materials now."))
            return redirect("gatherings:materials", gathering_id)
    return render(request, "desk/gatherings/materials.html", {"shown": shown, "row": shown.row, "form": form})


@page(allowed_to=plans_gatherings, writes=("POST",))
def remove_material(request: ActorRequest, gathering_id: uuid.UUID, material_id: uuid.UUID) -> HttpResponse:
    held_by_me(request, gathering_id)
    if request.method == "POST":
        actions.remove_material(material_id, actor=request.actor)
        messages.success(request, _("It stands among the materials no more."))
    return redirect("gatherings:materials", gathering_id)
