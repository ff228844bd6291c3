"""One post: who is in it, papers, its last day, and what was mistyped."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.rules import heads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.schoolstaff.forms import CorrectPostForm, EndForm, PostForm, QualificationForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=heads_a_school, writes=("POST",))
def add_post(request: ActorRequest) -> HttpResponse:
    """Somebody comes into a post."""
    form = PostForm(request.POST or None, kinds=reads.post_kinds(), initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        added = attempt(form, lambda: actions.add_post(**form.cleaned_data, actor=request.actor))
        if added:
            messages.success(request, _("The post is noted. Now note what the papers say."))
            return redirect("staff:post", added.pk)
    return render(request, "desk/schoolstaff/form.html", {"form": form, "title": _("Add a post")})


@page(allowed_to=heads_a_school)
def post(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """Papers, who may pay, what would make it possible, and another service where it is not."""
    return render(request, "desk/schoolstaff/post.html", {"shown": reads.post_page(post_id, actor=request.actor)})


def about_post(
    request: ActorRequest, shown: reads.PostPage, form: KheteneForm, title: str, **more: Any
) -> HttpResponse:
    """A form about one post."""
    context = {"form": form, "title": title, "post": shown.row, "instead": None} | more
    return render(request, "desk/schoolstaff/form.html", context)


@page(allowed_to=heads_a_school, writes=("POST",))
def qualification(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """What a paper proves, or that there is none."""
    shown = reads.post_page(post_id, actor=request.actor)
    first = {"seen_on": clock.today(), "valid_from": shown.row.valid_from}
    form = QualificationForm(request.POST or None, facts=reads.questions(shown.row.kind), initial=first)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.note_qualification(post_id, **form.answer(), actor=request.actor)):
            messages.success(request, _("It is noted."))
            return redirect("staff:post", post_id)
    return about_post(request, shown, form, _("What the papers say"))


@page(allowed_to=heads_a_school, writes=("POST",))
def correct_post(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """Who is in it and since when, where that was mistyped."""
    shown = reads.post_page(post_id, actor=request.actor)
    first = {"called": shown.row.called, "valid_from": shown.row.valid_from}
    form = CorrectPostForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_post(post_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is corrected."))
            return redirect("staff:post", post_id)
    return about_post(request, shown, form, _("Correct the post"))


@page(allowed_to=heads_a_school, writes=("POST",))
def end_post(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """The last day in the post, also another one."""
    shown = reads.post_page(post_id, actor=request.actor)
    form = EndForm(request.POST or None, initial={"valid_to": shown.row.valid_to or clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_post(post_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The last day is noted."))
            return redirect("staff:post", post_id)
    return about_post(request, shown, form, _("End the post"))


@page(allowed_to=heads_a_school, writes=("POST",))
def take_back_end(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """Ask first; then the post goes on."""
    shown = reads.post_page(post_id, actor=request.actor)
    if shown.row.valid_to is None:
        raise Http404
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and attempt(form, lambda: actions.take_back_end(post_id, actor=request.actor)):
        messages.success(request, _("The post goes on."))
        return redirect("staff:post", post_id)
    return about_post(request, shown, form, _("Take back the last day"), submit=_("Take it back"))
