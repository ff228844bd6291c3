"""The calendar of gatherings, one gathering as everybody at work sees it, and my own reply."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.accounts.rules import at_work
from khetene.gatherings import actions, reads
from khetene.gatherings.calendar import calendar_of
from khetene.gatherings.reports.content import figure_sentences, when
from khetene.gatherings.rules import plans_gatherings
from khetene.guidance import reads as guidance
from khetene.guidance.rules import keeps_the_register
from khetene.surveys import reads as surveys
from khetene.web.components.files import to_be_saved
from khetene.web.desk.gatherings.forms import ReplyForm, SearchForm
from khetene.web.http import ActorRequest, attempt, page

ON_A_PAGE = 25


@page(allowed_to=at_work)
def calendar(request: ActorRequest) -> HttpResponse:
    """Gatherings newest first, with my invitations above."""
    form = SearchForm(request.GET or None, kinds=reads.kind_slugs(), years=reads.years())
    wanted = form.cleaned_data if form.is_valid() else {}
    found = reads.gatherings(
        actor=request.actor,
        words=wanted.get("words", ""),
        kind=wanted.get("kind", ""),
        year=int(wanted["year"]) if wanted.get("year") else None,
    )
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": shown,
        "rows": reads.lines(shown.object_list, actor=request.actor),
        "invited": reads.waiting_for_me(actor=request.actor),
        "form": form,
        "plans": plans_gatherings(request.actor),
        "searching": bool(request.GET),
    }
    return render(request, "desk/gatherings/calendar.html", context)


@page(allowed_to=at_work)
def gathering(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """One gathering: what for, when, where, agenda, who takes part, what was said."""
    shown = reads.gathering(gathering_id, actor=request.actor)
    figures = reads.figures(gathering_id)
    context = {
        "shown": shown,
        "row": shown.row,
        "when": when(shown),
        "figures": figures,
        "sentences": figure_sentences(shown, figures),
        "said": guidance.said_at(gathering_id),
        "practices": guidance.seen_at(gathering_id),
        "records": keeps_the_register(request.actor),
        "surveys": surveys.of_gathering(gathering_id, actor=request.actor) if shown.holds else [],
    }
    return render(request, "desk/gatherings/gathering.html", context)


@page(allowed_to=at_work)
def calendar_file(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """For the reader's calendar; without a time there is nothing to put there."""
    shown = reads.gathering(gathering_id, actor=request.actor)
    if shown.row.starts is None:
        raise Http404
    answer = HttpResponse(calendar_of(shown), content_type="text/calendar; charset=utf-8")
    return to_be_saved(answer, "sanaksme.ics")


@page(allowed_to=at_work, writes=("POST",))
def my_reply(request: ActorRequest, gathering_id: uuid.UUID) -> HttpResponse:
    """I say whether I come, and what I need."""
    shown = reads.gathering(gathering_id, actor=request.actor)
    if shown.row.my_row is None:
        raise Http404
    row, form = shown.row.my_row, ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comes = request.POST.get("decision") == "accept"
        replied = attempt(form, lambda: actions.reply(row, comes=comes, **form.cleaned_data, actor=request.actor))
        if replied:
            messages.success(request, _("Your answer: %(reply)s.") % {"reply": replied.get_reply_display()})
            return redirect("gatherings:gathering", gathering_id)
    return render(request, "desk/gatherings/reply.html", {"shown": shown, "form": form, "when": when(shown)})
