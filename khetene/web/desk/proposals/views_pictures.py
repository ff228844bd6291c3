"""Pictures of the report: beside an activity, with their release; shown to its writers where the release covers it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.files.enums import Use
from khetene.proposals import actions, reads
from khetene.proposals.enums import Part
from khetene.proposals.rules import writes_applications
from khetene.web.components.files import picture_shown
from khetene.web.desk.pictures import AddPictureForm, Addresses, ReleaseForm, TakeAwayForm, form_page, initial_of
from khetene.web.desk.proposals.shown import heading_of
from khetene.web.http import ActorRequest, attempt, page

USES = (Use.NETWORK, Use.REPORTS)
FORM = "desk/pictures/form.html"
ADDRESSES = Addresses(
    "proposals:report_picture",
    "proposals:change_report_picture",
    "proposals:move_report_picture",
    "proposals:take_report_picture_away",
)


@page(allowed_to=writes_applications)
def pictures(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    """All of a report, also those that are shown nowhere."""
    shown = reads.application(application_id, actor=request.actor)
    if not shown.row.has_report:
        raise Http404
    context = {
        "caption": shown.row.title,
        "back": reverse("proposals:project_report", args=[application_id]),
        "pictures": [ADDRESSES.managed(one.row) for one in shown.pictures],
    }
    return render(request, "desk/pictures/pictures.html", context)


@page(allowed_to=writes_applications, writes=("POST",))
def add(request: ActorRequest, plan_piece_id: uuid.UUID) -> HttpResponse:
    shown, plan = reads.application_of(plan_piece_id, actor=request.actor)
    if plan.part != Part.ACTIVITY or not shown.row.is_reported:
        raise Http404
    initial = {"uses": list(USES)}
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AddPictureForm(*sent, uses=USES, initial=initial)
    back = reverse("proposals:project_report", args=[shown.row.id])
    if request.method == "POST" and form.is_valid():
        given, told = form.cleaned_data["file"], form.told()
        if attempt(form, lambda: actions.add_picture(plan_piece_id, given, told, actor=request.actor)):
            messages.success(request, _("The picture is kept."))
            return redirect(back)
    context = form_page(form, _("Add a picture"), heading_of(plan.content), back, _("Keep the picture"))
    return render(request, FORM, context)


@page(allowed_to=writes_applications, writes=("POST",))
def change(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    kept = reads.picture(report_picture_id, actor=request.actor)
    sent = request.POST if request.method == "POST" else None
    form = ReleaseForm(sent, uses=USES, initial=initial_of(kept.row, USES))
    back = reverse("proposals:report_pictures", args=[kept.application_id])
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if attempt(form, lambda: actions.change_picture(report_picture_id, told, actor=request.actor)):
            messages.success(request, _("Saved."))
            return redirect(back)
    context = form_page(form, _("Words and release"), "", back, _("Save"))
    return render(request, FORM, context)


@page(allowed_to=writes_applications, writes=("POST",))
def move(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    """A button of the list; asked for alone, it leads back there."""
    kept = reads.picture(report_picture_id, actor=request.actor)
    if request.method == "POST":
        earlier = request.POST.get("direction") == "earlier"
        actions.move_picture(report_picture_id, earlier=earlier, actor=request.actor)
    return redirect("proposals:report_pictures", kept.application_id)


@page(allowed_to=writes_applications, writes=("POST",))
def take_away(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    kept = reads.picture(report_picture_id, actor=request.actor)
    form = TakeAwayForm(request.POST if request.method == "POST" else None)
    back = reverse("proposals:report_pictures", args=[kept.application_id])
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why_taken_away"]
        if attempt(form, lambda: actions.take_picture_away(report_picture_id, why=why, actor=request.actor)):
            messages.success(request, _("The picture is deleted."))
            return redirect(back)
    context = {"form": form, "row": kept.row, "caption": "", "back": back, "is_public_page": False}
    return render(request, "desk/pictures/take_away.html", context)


@page(allowed_to=writes_applications)
def picture(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_picture(report_picture_id, actor=request.actor))
