"""Templates of documents: save the one in force, keep one's own, see what comes of it, put it in force, go back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khetene.layouts import actions, reads
from khetene.layouts.rules import keeps_layouts
from khetene.web.components.files import handed_out
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.layouts.forms import LayoutForm
from khetene.web.http import ActorRequest, attempt, page

HOW = (
    (gettext_lazy("Show a field"), ["{{ title }}"]),
    (gettext_lazy("Repeat a paragraph"), ["{%p for part in parts %}", "{{ part.heading }}", "{%p endfor %}"]),
    (
        gettext_lazy("Repeat a row of a table"),
        ["{%tr for row in agenda %}", "{{ row.time }} {{ row.title }}", "{%tr endfor %}"],
    ),
    (gettext_lazy("Show only when it is there"), ["{%p if place %}", "{{ place }}", "{%p endif %}"]),
    (gettext_lazy("Keep bold and italic"), ["{{r block.words }}"]),
)


@page(allowed_to=keeps_layouts)
def layouts(request: ActorRequest) -> HttpResponse:
    return render(request, "desk/layouts/list.html", {"rows": reads.layouts(actor=request.actor)})


@page(allowed_to=keeps_layouts, writes=("POST",))
def layout(request: ActorRequest, layout: str) -> HttpResponse:
    """The template in force, the versions, and a place for another one."""
    shown = reads.layout(layout, actor=request.actor)
    form = LayoutForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given, words = form.cleaned_data["file"], form.cleaned_data["words"]
        kept = attempt(form, lambda: actions.keep(layout, given, words=words, actor=request.actor))
        if kept:
            messages.success(
                request, _("The template works and is kept. Look at what comes of it, then put it in force.")
            )
            return redirect("layouts:put_layout_in_force", layout, kept.pk)
    return render(request, "desk/layouts/layout.html", {"shown": shown, "row": shown.row, "form": form})


@page(allowed_to=keeps_layouts)
def fields(request: ActorRequest, layout: str) -> HttpResponse:
    """Every field that the template may use."""
    shown = reads.layout(layout, actor=request.actor)
    return render(request, "desk/layouts/fields.html", {"shown": shown, "row": shown.row, "how": HOW})


@page(allowed_to=keeps_layouts, writes=("POST",))
def put_in_force(request: ActorRequest, layout: str, layout_version_id: uuid.UUID) -> HttpResponse:
    """A version with what came of it when it was tried."""
    shown = reads.layout(layout, actor=request.actor)
    version = next((one for one in shown.versions if one.id == layout_version_id), None)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.put_in_force(layout, layout_version_id, actor=request.actor)):
            messages.success(request, _("From now on documents look like this. Those made before stay as they are."))
            return redirect("layouts:layout", layout)
    if version is None:
        raise Http404
    return render(request, "desk/layouts/version.html", {"row": shown.row, "version": version, "form": form})


@page(allowed_to=keeps_layouts, writes=("POST",))
def discard(request: ActorRequest, layout: str, layout_version_id: uuid.UUID) -> HttpResponse:
    """A version that is not in force goes, after a question."""
    shown = reads.layout(layout, actor=request.actor)
    version = next((one for one in shown.versions if one.id == layout_version_id), None)
    if version is None:
        raise Http404
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.discard(layout, layout_version_id, actor=request.actor)):
            messages.success(request, _("The version is deleted."))
            return redirect("layouts:layout", layout)
    return render(request, "desk/layouts/discard.html", {"row": shown.row, "version": version, "form": form})


@page(allowed_to=keeps_layouts, writes=("POST",))
def go_back(request: ActorRequest, layout: str) -> HttpResponse:
    """The template that came with Khetene again; the versions stay."""
    shown = reads.layout(layout, actor=request.actor)
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if attempt(form, lambda: actions.put_in_force(layout, None, actor=request.actor)):
            messages.success(request, _("Documents take the template that came with Khetene again."))
            return redirect("layouts:layout", layout)
    return render(request, "desk/layouts/go_back.html", {"row": shown.row, "form": form})


@page(allowed_to=keeps_layouts)
def current(request: ActorRequest, layout: str) -> HttpResponse:
    return handed_out(reads.current(layout, actor=request.actor))


@page(allowed_to=keeps_layouts)
def version(request: ActorRequest, layout: str, layout_version_id: uuid.UUID) -> HttpResponse:
    return handed_out(reads.version(layout, layout_version_id, actor=request.actor))


@page(allowed_to=keeps_layouts)
def full_trial(request: ActorRequest, layout: str, layout_version_id: uuid.UUID) -> HttpResponse:
    """With everything that can stand in the document, invented."""
    return handed_out(reads.trial(layout, layout_version_id, full=True, actor=request.actor))


@page(allowed_to=keeps_layouts)
def bare_trial(request: ActorRequest, layout: str, layout_version_id: uuid.UUID) -> HttpResponse:
    """With a title and nearly nothing else."""
    return handed_out(reads.trial(layout, layout_version_id, full=False, actor=request.actor))
