"""Learning groups with their sessions, and what else the school takes part in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.schoolstaff import actions, reads
from khetene.schoolstaff.rules import at_a_school, heads_a_school
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.schoolstaff.forms import GroupForm, MeasuresForm, SessionForm
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=heads_a_school, writes=("POST",))
def open_group(request: ActorRequest) -> HttpResponse:
    """A learning group of this school year."""
    form = GroupForm(request.POST or None, payers=reads.group_payers(), posts=reads.open_posts(actor=request.actor))
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
