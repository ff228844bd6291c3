"""A practice for everybody: looked at as they will read it, shown, and taken off again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.guidance import actions, reads
from khetene.guidance.rules import answers_for_an_organisation, keeps_the_register
from khetene.web.components.files import picture_shown
from khetene.web.desk.guidance.forms import ShowPubliclyForm, TakeOffForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def show_publicly(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """Exactly what everybody will read, and the question; once it is public, the question whether to take it off."""
    publicity = reads.publicity(practice_id, actor=request.actor)
    form = _form(request, publicity)
    if request.method == "POST" and form.is_valid():
        public, words = isinstance(form, ShowPubliclyForm), form.cleaned_data.get("words", "")
        if attempt(form, lambda: actions.show_publicly(practice_id, public=public, words=words, actor=request.actor)):
            said = _("Everybody can read it now.") if public else _("It stands on the public page no more.")
            messages.success(request, said)
            return redirect("guidance:practice", practice_id)
    context = {"publicity": publicity, "shown": publicity.shown, "row": publicity.shown.row, "form": form}
    context["takes_off"] = isinstance(form, TakeOffForm)
    return render(request, "desk/guidance/show_publicly.html", context)


def _form(request: ActorRequest, publicity: reads.Publicity) -> ShowPubliclyForm | TakeOffForm:
    """What was asked is answered, also if a colleague answered it meanwhile."""
    if request.method != "POST":
        return TakeOffForm() if publicity.is_public else ShowPubliclyForm()
    return TakeOffForm(request.POST) if request.POST.get("off") else ShowPubliclyForm(request.POST)


@page(allowed_to=keeps_the_register)
def preview_picture(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    """A picture of the look before it is shown."""
    return picture_shown(reads.preview_picture(practice_picture_id, actor=request.actor))
