"""Following a pupil who left school, with the agreement of the family."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.earlyleaving import actions, reads
from khetene.earlyleaving.rules import works_at_school, works_with_pupils
from khetene.kernel import clock
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.earlyleaving.forms_following import FollowEndForm, FollowForm, OfferForm
from khetene.web.desk.earlyleaving.views import about_pupil
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=works_with_pupils, writes=("POST",))
def begin_following(request: ActorRequest, pupil_id: uuid.UUID) -> HttpResponse:
    """The pupil left, and the family agreed that the school goes on helping."""
    shown = reads.pupil_page(pupil_id, actor=request.actor)
    form = FollowForm(request.POST or None, initial={"agreed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        begun = attempt(form, lambda: actions.begin_following(pupil_id, **form.cleaned_data, actor=request.actor))
        if begun:
            messages.success(request, _("The agreement is noted."))
            return redirect("early:following", begun.pk)
    return about_pupil(request, shown, form, _("The pupil left school: go on helping"))


@page(allowed_to=works_at_school)
def following(request: ActorRequest, follow_id: uuid.UUID) -> HttpResponse:
    """What was offered since the pupil left, and where it stands."""
    shown = reads.follow_page(follow_id, actor=request.actor)
    actions.record_opening("pupil", shown.pupil_id, actor=request.actor, silo=shown.silo)
    return render(request, "desk/earlyleaving/following.html", {"shown": shown})


def _about(request: ActorRequest, shown: reads.FollowPage, form: KheteneForm, title: Any) -> HttpResponse:
    return render(request, "desk/earlyleaving/following_form.html", {"shown": shown, "form": form, "title": title})


@page(allowed_to=works_with_pupils, writes=("POST",))
def note_offer(request: ActorRequest, follow_id: uuid.UUID) -> HttpResponse:
    """What was offered on a day."""
    shown = reads.follow_page(follow_id, actor=request.actor)
    form = OfferForm(request.POST or None, initial={"happened_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.note_offer(follow_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("early:following", follow_id)
    return _about(request, shown, form, _("Note an offer or a talk"))


@page(allowed_to=works_with_pupils, writes=("POST",))
def end_following(request: ActorRequest, follow_id: uuid.UUID) -> HttpResponse:
    """There is a place, or nobody follows any more."""
    shown = reads.follow_page(follow_id, actor=request.actor)
    form = FollowEndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_following(follow_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It has ended. After a year it is deleted."))
            return redirect("early:following", follow_id)
    return _about(request, shown, form, _("End the following"))
