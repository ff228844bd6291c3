"""Editions for everybody at work, and the next one for those who publish it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.publishing import actions, reads
from khetene.publishing.errors import NoSuchPeriod, WouldUnlock
from khetene.publishing.rules import at_work, makes_editions
from khetene.web.desk.publishing.forms import PublishForm
from khetene.web.desk.publishing.words import table_context
from khetene.web.desk.seen import now_seen
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=at_work)
def editions(request: ActorRequest) -> HttpResponse:
    """Every data set with what was published of it, and for who publishes what may be."""
    return render(request, "desk/publishing/editions.html", {"sets": reads.data_sets(actor=request.actor)})


@page(allowed_to=at_work)
def edition(request: ActorRequest, data_set: str, span: str, number: int) -> HttpResponse:
    """One published table with its hidden cells and their reasons."""
    shown = reads.edition_page(data_set, span, number)
    context = {"shown": shown, "makes": makes_editions(request.actor), **table_context(shown.table)}
    return render(request, "desk/publishing/edition.html", context)


@page(allowed_to=makes_editions, writes=("POST",))
def new_edition(request: ActorRequest, data_set: str, span: str) -> HttpResponse:
    """What would leave, what the audit found, and the button that publishes just that."""
    try:
        corrects = reads.next_number(data_set, span, actor=request.actor) > 1
    except NoSuchPeriod as refusal:
        raise Http404 from refusal
    form = PublishForm(request.POST or None, corrects=corrects)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _publish(request, data_set, span, form.cleaned_data))
        if made:
            messages.success(request, _("The edition is published. It stays as it is."))
            return redirect("publishing:edition", data_set, span, made.number)
    try:
        shown = reads.preview(data_set, span, actor=request.actor)
    except WouldUnlock as refusal:
        return render(request, "desk/publishing/refused.html", {"why": refusal.message})
    now_seen(form, shown.digest)
    context = {"shown": shown, "form": form, "corrects": corrects, **table_context(shown.table)}
    return render(request, "desk/publishing/new.html", context)


def _publish(request: ActorRequest, data_set: str, span: str, given: dict[str, Any]) -> Any:
    return actions.publish(data_set, span, **given, actor=request.actor)
