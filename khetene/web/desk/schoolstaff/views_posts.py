"""One post: papers, who may pay it, and what helps where the rule says no."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.rules import heads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.schoolstaff.forms import EndForm, PayForm, PostForm, QualificationForm
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


def _about(request: ActorRequest, shown: reads.PostPage, form: KheteneForm, title: str, **more: Any) -> HttpResponse:
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
    return _about(request, shown, form, _("What the papers say"))


@page(allowed_to=heads_a_school, writes=("POST",))
def pay(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """From what the post is paid; where the rule blocks, the page offers another service."""
    shown = reads.post_page(post_id, actor=request.actor)
    form = PayForm(
        request.POST or None,
        payers=reads.payer_choices(shown.row.kind),
        initial={"valid_from": shown.row.valid_from, "share": 1},
    )
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.pay_from(post_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("It is noted who pays."))
            return redirect("staff:post", post_id)
    blocked = shown.instead if form.errors else None
    return _about(request, shown, form, _("Who pays the post"), instead=blocked)


@page(allowed_to=heads_a_school, writes=("POST",))
def end_post(request: ActorRequest, post_id: uuid.UUID) -> HttpResponse:
    """The last day in the post."""
    shown = reads.post_page(post_id, actor=request.actor)
    form = EndForm(request.POST or None, initial={"valid_to": clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.end_post(post_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The post has ended."))
            return redirect("staff:post", post_id)
    return _about(request, shown, form, _("End the post"))
