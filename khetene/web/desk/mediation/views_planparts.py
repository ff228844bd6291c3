"""A work plan part by part: correcting, taking out, discarding a draft, and deleting words for good."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.mediation import actions, reads
from khetene.mediation.enums import PlanPart
from khetene.mediation.rules import mediates, reads_work_plans
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.mediation.forms_plans import CommentForm, TownGoalForm, TownNeedForm, TownStepForm
from khetene.web.desk.mediation.views_plans import write_into_plan
from khetene.web.desk.wiping import wipe_after_a_question
from khetene.web.http import ActorRequest, attempt, page

FORMS: dict[str, type[KheteneForm]] = {
    PlanPart.NEED: TownNeedForm,
    PlanPart.GOAL: TownGoalForm,
    PlanPart.STEP: TownStepForm,
    PlanPart.COMMENT: CommentForm,
}


@page(allowed_to=reads_work_plans, writes=("POST",))
def change_part(
    request: ActorRequest, work_plan_id: uuid.UUID, plan_part: str, plan_part_id: uuid.UUID
) -> HttpResponse:
    row = reads.plan_part(work_plan_id, plan_part, plan_part_id, actor=request.actor)
    if plan_part not in FORMS or not row.may_change:
        raise Http404
    return write_into_plan(
        request,
        FORMS[plan_part],
        work_plan_id,
        _("Correct: %(part)s") % {"part": row.part.label},
        lambda data: actions.change_plan_part(work_plan_id, row.part, row.key, actor=request.actor, **data),
        initial=row.texts | {"domain": row.domain, "due_on": row.due_on},
    )


@page(allowed_to=mediates, writes=("POST",))
def remove_part(
    request: ActorRequest, work_plan_id: uuid.UUID, plan_part: str, plan_part_id: uuid.UUID
) -> HttpResponse:
    """Ask first; what stands below it goes with it."""
    row = reads.plan_part(work_plan_id, plan_part, plan_part_id, actor=request.actor)
    if not row.may_remove:
        raise Http404
    titles = {
        PlanPart.NEED: _("Remove this need with its goals and measures?"),
        PlanPart.GOAL: _("Remove this goal with its measures?"),
        PlanPart.STEP: _("Remove this measure?"),
    }
    return write_into_plan(
        request,
        KheteneForm,
        work_plan_id,
        titles[row.part],
        lambda _data: actions.remove_plan_part(work_plan_id, row.part, row.key, actor=request.actor),
        words=row.words,
        submit=_("Remove"),
    )


@page(allowed_to=mediates, writes=("POST",))
def discard_plan(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    """Ask first: a draft goes with all that stands in it."""
    shown = reads.work_plan(work_plan_id, actor=request.actor)
    if not shown.may_write or shown.line.handed_in_on:
        raise Http404
    form = KheteneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        attempt(form, lambda: actions.discard_plan(work_plan_id, actor=request.actor))
        if not form.errors:
            messages.success(request, _("The draft is gone."))
            return redirect("mediation:work_plans")
    context = {
        "form": form,
        "title": _("Discard this draft?"),
        "caption": f"{shown.line.place}, {shown.line.year}",
        "words": _("It goes with everything that stands in it. Nobody else has seen it."),
        "submit": _("Discard"),
        "back_to": reverse("mediation:work_plan", args=[work_plan_id]),
    }
    return render(request, "desk/mediation/form.html", context)


@page(allowed_to=reads_work_plans)
def plan_history(request: ActorRequest, work_plan_id: uuid.UUID) -> HttpResponse:
    """What was corrected and taken out since others could read the plan. That somebody else looked is written down."""
    shown = reads.work_plan(work_plan_id, actor=request.actor)
    if not shown.line.is_mine:
        actions.record_plan_opening(work_plan_id, silo=shown.silo, actor=request.actor)
    rows = reads.earlier_words(work_plan_id, actor=request.actor)
    return render(request, "desk/mediation/plan_history.html", {"line": shown.line, "rows": rows})


@page(allowed_to=reads_work_plans, writes=("POST",))
def wipe_part(request: ActorRequest, work_plan_id: uuid.UUID, plan_part: str, plan_part_id: uuid.UUID) -> HttpResponse:
    """Delete for good words that still stand, after a question."""
    row = reads.plan_part(work_plan_id, plan_part, plan_part_id, actor=request.actor)
    if not row.may_wipe:
        raise Http404
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_plan_part(work_plan_id, row.part, row.key, actor=request.actor),
        caption=str(row.part.label),
        facts=[("", text) for text in row.texts.values() if text],
        back=reverse("mediation:work_plan", args=[work_plan_id]),
    )


@page(allowed_to=reads_work_plans, writes=("POST",))
def wipe_earlier(request: ActorRequest, earlier_id: uuid.UUID) -> HttpResponse:
    """The same for what stood there before."""
    plan_id, row = reads.earlier(earlier_id, actor=request.actor)
    if not row.may_be_wiped:
        raise Http404
    return wipe_after_a_question(
        request,
        lambda: actions.wipe_earlier_words(earlier_id, actor=request.actor),
        caption=row.about,
        facts=row.what,
        back=reverse("mediation:plan_history", args=[plan_id]),
    )
