"""Another last day for answers, and words of an answer deleted for good."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.instruments import actions, reads
from khetene.instruments.mail import send_longer
from khetene.instruments.models import Part
from khetene.instruments.rules import keeps_evaluations
from khetene.kernel import clock
from khetene.kernel.translated import short_day
from khetene.monitoring import actions as monitoring
from khetene.web.desk.instruments.forms import LongerForm
from khetene.web.desk.instruments.views import USUAL_WEEKS
from khetene.web.desk.instruments.views_parts import address_of
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=keeps_evaluations, writes=("POST",))
def longer(request: ActorRequest, evaluation_id: uuid.UUID) -> HttpResponse:
    """Another last day; whoever has not answered is told by e-mail."""
    shown = reads.evaluation(evaluation_id, actor=request.actor)
    begins = max(shown.row.closes_on, clock.today()) + USUAL_WEEKS / 2
    form = LongerForm(request.POST if request.method == "POST" else None, initial={"closes_on": begins})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["closes_on"]
        waiting = attempt(form, lambda: actions.move_last_day(evaluation_id, closes_on=day, actor=request.actor))
        if waiting is not None:
            messages.success(request, _("Answers are taken until %(day)s.") % {"day": short_day(day)})
            _tell(request, waiting)
            return redirect("instruments:evaluation", evaluation_id)
    intro = _("Whoever has not answered gets an e-mail with a link. Earlier links open again too.")
    context = {"form": form, "title": _("Another last day"), "submit": _("Save"), "intro": intro, "row": shown.row}
    return render(request, "desk/instruments/form.html", context)


def _tell(request: ActorRequest, waiting: list[tuple[Part, str]]) -> None:
    told = sum(send_longer(part, address_of(token)) for part, token in waiting)
    if told:
        words = ngettext("%(number)s person was told by e-mail.", "%(number)s people were told by e-mail.", told)
        messages.success(request, words % {"number": told})
    if left := len(waiting) - told:
        words = ngettext(
            "%(number)s person has no e-mail here, or it could not be sent. Tell them yourself: their link opens.",
            "%(number)s people have no e-mail here, or it could not be sent. Tell them yourself: their links open.",
            left,
        )
        messages.warning(request, words % {"number": left})


@page(allowed_to=keeps_evaluations, writes=("POST",))
def wipe_words(request: ActorRequest, part_id: uuid.UUID, answered_question: str) -> HttpResponse:
    """Delete typed words for good where they were given, and where they stand in the yearly overview."""
    found = reads.typed_words(part_id, answered_question, actor=request.actor)
    return wipe_after_a_question(
        request,
        lambda: monitoring.wipe_said(part_id, answered_question, actor=request.actor),
        caption=f"{found.town}, {found.year}",
        facts=[(found.label, found.words)],
        back=reverse("instruments:evaluation", args=[found.evaluation_id]),
    )
