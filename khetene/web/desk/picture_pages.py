"""The pages about one picture, the same wherever pictures are: added, described, ordered, taken away.

A module declares its pages with its own rule and address, and says here how its pictures are found and changed.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.files.enums import Use
from khetene.files.releasing import PictureRow, Told
from khetene.files.storing import Given
from khetene.kernel.actor import Actor
from khetene.web.desk.pictures import AddPictureForm, ReleaseForm, TakeAwayForm, form_page, initial_of
from khetene.web.http import ActorRequest, attempt

FORM = "desk/pictures/form.html"


@dataclass(frozen=True, slots=True)
class OnePicture:
    """A picture with the heading over it, the list to go back to, and where one stands once it is gone."""

    row: PictureRow
    caption: str
    back: str
    after: str


class Changes(Protocol):
    """What a module does with its pictures."""

    def change_picture(self, picture_id: uuid.UUID, told: Told, *, actor: Actor) -> Any: ...

    def move_picture(self, picture_id: uuid.UUID, *, earlier: bool, actor: Actor) -> Any: ...

    def take_picture_away(self, picture_id: uuid.UUID, *, why: str, actor: Actor) -> Any: ...


@dataclass(frozen=True, slots=True)
class PicturePages:
    """`uses` are those that the module has; `one` finds a picture that the actor keeps, or raises NotForYou."""

    uses: tuple[Use, ...]
    one: Callable[[uuid.UUID, Actor], OnePicture]
    actions: Changes
    is_public_page: bool

    def add(
        self, request: ActorRequest, keep: Callable[[Given, Told], Any], *, first: list[Use], caption: str, back: str
    ) -> HttpResponse:
        """`first` are the uses that are ticked before anybody chose."""
        sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        form = AddPictureForm(*sent, uses=self.uses, initial={"uses": first})
        if request.method == "POST" and form.is_valid():
            given, told = form.cleaned_data["file"], form.told()
            if attempt(form, lambda: keep(given, told)):
                messages.success(request, _("The picture is kept."))
                return redirect(back)
        return render(request, FORM, form_page(form, _("Add a picture"), caption, back, _("Keep the picture")))

    def change(self, request: ActorRequest, picture_id: uuid.UUID) -> HttpResponse:
        """Its words and its release."""
        kept = self.one(picture_id, request.actor)
        sent = request.POST if request.method == "POST" else None
        form = ReleaseForm(sent, uses=self.uses, initial=initial_of(kept.row, self.uses))
        if request.method == "POST" and form.is_valid():
            told = form.told()
            if attempt(form, lambda: self.actions.change_picture(picture_id, told, actor=request.actor)):
                messages.success(request, _("Saved."))
                return redirect(kept.back)
        return render(request, FORM, form_page(form, _("Words and release"), kept.caption, kept.back, _("Save")))

    def move(self, request: ActorRequest, picture_id: uuid.UUID) -> HttpResponse:
        """A button of the list; asked for alone, it leads back there."""
        kept = self.one(picture_id, request.actor)
        if request.method == "POST":
            earlier = request.POST.get("direction") == "earlier"
            self.actions.move_picture(picture_id, earlier=earlier, actor=request.actor)
        return redirect(kept.back)

    def take_away(self, request: ActorRequest, picture_id: uuid.UUID) -> HttpResponse:
        """It goes with a reason."""
        kept = self.one(picture_id, request.actor)
        form = TakeAwayForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            why = form.cleaned_data["why_taken_away"]
            if attempt(form, lambda: self.actions.take_picture_away(picture_id, why=why, actor=request.actor)):
                messages.success(request, _("The picture is deleted."))
                return redirect(kept.after)
        context = {"form": form, "row": kept.row, "caption": kept.caption, "back": kept.back}
        return render(request, "desk/pictures/take_away.html", context | {"is_public_page": self.is_public_page})
