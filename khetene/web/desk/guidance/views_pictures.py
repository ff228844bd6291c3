"""Pictures of a practice: shown where their release covers it, kept, described and taken away by who may."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khetene.accounts.rules import at_work
from khetene.files.enums import Use
from khetene.files.releasing import Told
from khetene.files.storing import Given
from khetene.guidance import actions, reads
from khetene.guidance.models import PracticePicture
from khetene.guidance.rules import answers_for_an_organisation
from khetene.kernel.actor import Actor
from khetene.web.components.files import picture_shown
from khetene.web.desk.picture_pages import OnePicture, PicturePages
from khetene.web.desk.pictures import Addresses
from khetene.web.http import ActorRequest, anybody, page

ADDRESSES = Addresses(
    "guidance:practice_picture", "guidance:change_picture", "guidance:move_picture", "guidance:take_picture_away"
)


def _one(picture_id: uuid.UUID, actor: Actor) -> OnePicture:
    kept = reads.kept_picture(picture_id, actor=actor)
    back, after = (
        reverse(name, args=[kept.practice_id]) for name in ("guidance:practice_pictures", "guidance:practice")
    )
    return OnePicture(kept.row, kept.practice_title, back, after)


PAGES = PicturePages(uses=(Use.NETWORK, Use.PUBLIC), one=_one, actions=actions, is_public_page=True)


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

    def keep(given: Given, told: Told) -> PracticePicture:
        return actions.add_picture(practice_id, given, told, actor=request.actor)

    back = reverse("guidance:practice_pictures", args=[practice_id])
    return PAGES.add(request, keep, first=[Use.NETWORK], caption=kept.title, back=back)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def change(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.change(request, practice_picture_id)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def move(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.move(request, practice_picture_id)


@page(allowed_to=answers_for_an_organisation, writes=("POST",))
def take_away(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return PAGES.take_away(request, practice_picture_id)


@page(allowed_to=at_work)
def picture(request: ActorRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_picture(practice_picture_id, actor=request.actor))


@page(allowed_to=anybody)
def public_picture(_request: HttpRequest, practice_picture_id: uuid.UUID) -> HttpResponse:
    return picture_shown(reads.opened_public_picture(practice_picture_id), public=True)
