"""Pictures of the report: beside an activity, with their release; shown to its writers where the release covers it."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khetene.files.enums import Use
from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.kernel.actor import Actor
from khetene.proposals import actions, reads
from khetene.proposals.enums import Part
from khetene.proposals.models import ReportPicture
from khetene.proposals.rules import writes_applications
from khetene.web.components.files import picture_shown
from khetene.web.desk.picture_pages import OnePicture, PicturePages
from khetene.web.desk.pictures import Addresses
from khetene.web.desk.proposals.shown import heading_of
from khetene.web.http import ActorRequest, page

ADDRESSES = Addresses(
    "proposals:report_picture",
    "proposals:change_report_picture",
    "proposals:move_report_picture",
    "proposals:take_report_picture_away",
)


def _one(picture_id: uuid.UUID, actor: Actor) -> OnePicture:
    kept = reads.picture(picture_id, actor=actor)
    back = reverse("proposals:report_pictures", args=[kept.application_id])
    return OnePicture(kept.row, "", back, back)


PAGES = PicturePages(uses=(Use.NETWORK, Use.REPORTS), one=_one, actions=actions, is_public_page=False)


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

    def keep(given: Given, told: Told) -> ReportPicture:
        return actions.add_picture(plan_piece_id, given, told, actor=request.actor)

    back = reverse("proposals:project_report", args=[shown.row.id])
    return PAGES.add(request, keep, first=list(PAGES.uses), caption=heading_of(plan.content), back=back)


@page(allowed_to=writes_applications, writes=("POST",))
def change(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.change(request, report_picture_id)


@page(allowed_to=writes_applications, writes=("POST",))
def move(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.move(request, report_picture_id)


@page(allowed_to=writes_applications, writes=("POST",))
def take_away(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.take_away(request, report_picture_id)


@page(allowed_to=writes_applications)
def picture(request: ActorRequest, report_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_picture(report_picture_id, actor=request.actor))
