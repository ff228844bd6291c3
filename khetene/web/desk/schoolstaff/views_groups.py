"""Learning groups with their sessions, and what else the school takes part in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.rules import at_a_school, heads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.schoolstaff.forms import GroupForm, MeasuresForm, SessionForm
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=heads_a_school, writes=("POST",))
def open_group(request: ActorRequest) -> HttpResponse:
    """A learning group of this school year; from July on also of the coming one."""
    form = GroupForm(
        request.POST or None,
        payers=reads.group_payers(),
        posts=reads.open_posts(actor=request.actor),
        school_years=reads.school_years(),
    )
    if request.method == "POST" and form.is_valid():
        opened = attempt(form, lambda: actions.open_group(**form.group(), actor=request.actor))
        if opened:
            messages.success(request, _("The group is there."))
            return redirect("staff:group", opened.pk)
    return render(request, "desk/schoolstaff/form.html", {"form": form, "title": _("Open a learning group")})


@page(allowed_to=at_a_school)
def group(request: ActorRequest, group_id: uuid.UUID) -> HttpResponse:
    """One group and its sessions."""
    return render(request, "desk/schoolstaff/group.html", {"shown": reads.group_page(group_id, actor=request.actor)})


@page(allowed_to=heads_a_school, writes=("POST",))
def correct_group(request: ActorRequest, group_id: uuid.UUID) -> HttpResponse:
    """What was mistyped; what stood there before stays in the history."""
    shown = reads.group_page(group_id, actor=request.actor)
    row = shown.row
    first = {"payer": row.payer_id, "led_by": str(row.led_by or "")}
    first |= {name: getattr(row, name) for name in ("subject", "first_grade", "last_grade")}
    form = GroupForm(request.POST or None, payers=reads.group_payers(), posts=_leaders(request, shown), initial=first)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.correct_group(group_id, **form.group(), actor=request.actor)):
            messages.success(request, _("It is corrected."))
            return redirect("staff:group", group_id)
    context = {"form": form, "title": _("Correct the group"), "group": row}
    return render(request, "desk/schoolstaff/form.html", context)


def _leaders(request: ActorRequest, shown: reads.GroupPage) -> list[tuple[str, str]]:
    """Who can lead a group, and whoever leads this one, also when the post has ended."""
    posts = reads.open_posts(actor=request.actor)
    led_by = shown.row.led_by
    if led_by is None or str(led_by) in dict(posts):
        return posts
    return [*posts, (str(led_by), reads.post_page(led_by, actor=request.actor).row.called)]


@page(allowed_to=heads_a_school, writes=("POST",))
def wipe_earlier_group(request: ActorRequest, group_id: uuid.UUID, earlier_group_id: uuid.UUID) -> HttpResponse:
    """Delete what was written before for good, after a question."""
    shown = reads.group_page(group_id, actor=request.actor)
    row = next((row for row in shown.earlier if row.id == earlier_group_id and not row.is_wiped), None)
    if row is None:
        raise Http404
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_earlier_group(earlier_group_id, actor=request.actor),
        caption=shown.row.subject,
        facts=row.what,
        back=reverse("staff:group", args=[group_id]),
    )


@page(allowed_to=at_a_school, writes=("POST",))
def hold_session(request: ActorRequest, group_id: uuid.UUID) -> HttpResponse:
    """When the group met, how long, and how many came."""
    shown = reads.group_page(group_id, actor=request.actor)
    form = SessionForm(request.POST or None, initial={"held_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.hold_session(group_id, **form.cleaned_data, actor=request.actor)):
            messages.success(request, _("The session is noted."))
            return redirect("staff:group", group_id)
    context = {"form": form, "title": _("Note a session"), "group": shown.row}
    return render(request, "desk/schoolstaff/form.html", context)


@page(allowed_to=at_a_school, writes=("POST",))
def take_back_session(request: ActorRequest, group_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """Ask first; it stays to be seen and counts no more."""
    shown = reads.group_page(group_id, actor=request.actor)
    if not any(row.id == session_id and not row.taken_back for row in shown.sessions):
        raise Http404
    form = KheteneForm(request.POST or None)
    if request.method == "POST":
        form.is_valid()
        if attempt(form, lambda: actions.take_back_session(session_id, actor=request.actor)):
            messages.success(request, _("The session counts no more."))
            return redirect("staff:group", group_id)
    context = {"form": form, "title": _("Take a session back"), "group": shown.row, "submit": _("Take it back")}
    return render(request, "desk/schoolstaff/form.html", context)


@page(allowed_to=heads_a_school, writes=("POST",))
def measures(request: ActorRequest) -> HttpResponse:
    """What the school takes part in besides assistants and groups."""
    first = {"measures": reads.measures_taken(actor=request.actor)}
    form = MeasuresForm(request.POST or None, offered=reads.measures_to_name(), initial=first)
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: actions.say_measures(form.cleaned_data["measures"], actor=request.actor))
        if not form.errors:
            messages.success(request, _("It is noted."))
            return redirect("staff:school_staff")
    return render(request, "desk/schoolstaff/form.html", {"form": form, "title": _("Measures of this school year")})
