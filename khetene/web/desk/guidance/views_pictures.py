"""Pictures of a practice: shown where their release covers it, kept, described and taken away by who may."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.files.enums import Use
from khetene.guidance import actions, reads
from khetene.guidance.rules import answers_for_an_organisation
from khetene.web.components.files import picture_shown
from khetene.web.desk.pictures import AddPictureForm, Addresses, ReleaseForm, TakeAwayForm, form_page, initial_of
from khetene.web.http import ActorRequest, anybody, attempt, page

USES = (Use.NETWORK, Use.PUBLIC)
FORM = "desk/pictures/form.html"
ADDRESSES = Addresses(
    "guidance:practice_picture", "guidance:change_picture", "guidance:move_picture", "guidance:take_picture_away"
)


@page(allowed_to=answers_for_an_organisation)
def pictures(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    """All that the reader keeps, also those that are shown nowhere."""
    kept = reads.kept_pictures(practice_id, actor=request.actor)
    context = {
        "caption": kept.title,
        "back": reverse("guidance:practice", args=[practice_id]),
        "add": reverse("guidance:add_picture", args=[practice_id]) if kept.may_add else "",
        "pictures": [
            ADDRESSES.managed(one.row, keeper=one.keeper, may_change=one.may_change, may_move=one.may_move)
            for one in kept.pictures
        ],
    }
    return render(request, "desk/pictures/pictures.html", context)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def add(request: ActorRequest, practice_id: uuid.UUID) -> HttpResponse:
    kept = reads.kept_pictures(practice_id, actor=request.actor)
    initial = {"uses": [Use.NETWORK]}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddPictureForm(*sent, uses=USES, initial=initial)
    back = reverse("guidance:practice_pictures", args=[practice_id])
    if request.method == "POST" and form.is_valid():
        given, told = form.cleaned_data["file"], form.told()
        if attempt(form, lambda: actions.add_picture(practice_id, given, told, actor=request.actor)):
            messages.success(request, _("The picture is kept."))
            return redirect(back)
    return render(request, FORM, form_page(form, _("Add a picture"), kept.title, back, _("Keep the picture")))


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def change(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    kept = reads.kept_picture(practice_picture_id, actor=request.actor)
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(sent, uses=USES, initial=initial_of(kept.row, USES))
    back = reverse("guidance:practice_pictures", args=[kept.practice_id])
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.change_picture(practice_picture_id, told, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect(back)
    return render(request, FORM, form_page(form, _("Words and release"), kept.practice_title, back, _("Save")))


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def move(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    """A button of the list; asked for alone, it leads back there."""
    kept = reads.kept_picture(practice_picture_id, actor=request.actor)
    if request.method == "POST":
        earlier = request.POST.get("direction") == "earlier"
        actions.move_picture(practice_picture_id, earlier=earlier, actor=request.actor)
    return redirect("guidance:practice_pictures", kept.practice_id)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def take_away(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    kept = reads.kept_picture(practice_picture_id, actor=request.actor)
    form = TakeAwayForm(request.POST if request.method == "POST" else None)
    back = reverse("guidance:practice_pictures", args=[kept.practice_id])
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_taken_away"]
        if attempt(form, lambda: actions.take_picture_away(practice_picture_id, why=why, actor=request.actor)):
            messages.success(request, _("The picture is deleted."))
            return redirect("guidance:practice", kept.practice_id)
    context = {"form": form, "row": kept.row, "caption": kept.practice_title, "back": back, "is_public_page": True}
    return render(request, "desk/pictures/take_away.html", context)


@page(allowed_to=at_work)
def picture(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_picture(practice_picture_id, actor=request.actor))


@page(allowed_to=anybody)
def public_picture(_request: HttpRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_public_picture(practice_picture_id), public=True)
