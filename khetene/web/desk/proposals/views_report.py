"""The report that grows: beside each row of the plan what was done, paid and reached, and the list of what is missing."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khetene.files.enums import Use
from khetene.proposals import reads, reports
from khetene.proposals.enums import ABOUT, Part
from khetene.proposals.reads import ApplicationPage
from khetene.proposals.rules import writes_applications
from khetene.web.desk.drafting import draft_attributes, sent
from khetene.web.desk.proposals.shown import facts_of, heading_of
from khetene.web.desk.proposals.views import file_of
from khetene.web.desk.proposals.views_writing import edited, row_page, save
from khetene.web.http import ActorRequest, page

# In the order of the report: what is told beside rows of which part of the plan.
# Pictures are added as files; rows about those that lie elsewhere are from before that, and stay.
WRITTEN = (Part.DONE, Part.REACHED, Part.SPENT)
TOLD = ((Part.ACTIVITY, (Part.DONE, Part.PICTURE)), (Part.RESULT, (Part.REACHED,)), (Part.LINE, (Part.SPENT,)))


@page(allowed_to=writes_applications)
def report(request: ActorRequest, application_id: uuid.UUID) -> HttpResponse:
    shown = reads.application(application_id, actor=request.actor)
    if not shown.row.has_report:
        raise Http404
    if (kind := request.GET.get("format", "")) in ("docx", "pdf"):
        pictures = reads.reported_pictures(application_id, actor=request.actor)
        return file_of(reports.report_document(shown, pictures), kind, "projekta-atskaite")
    keys = {one.id for one in shown.pieces}
    context = {
        "shown": shown,
        "row": shown.row,
        "tasks": [(task, _leads_to(task.piece, task.part, keys, shown)) for task in shown.tasks],
        "groups": [(part, told, _beside(shown, part, told)) for part, told in TOLD],
        "written": WRITTEN,
        "paid": sum((shown.plan.spent_on(line.id) for line in shown.plan.lines), shown.plan.total * 0),
    }
    return render(request, "desk/proposals/report.html", context)


def _beside(shown: ApplicationPage, part: Part, told: tuple[Part, ...]) -> list[tuple[object, ...]]:
    """Each row of the plan with what was told about it."""
    return [
        (
            row,
            heading_of(row.content),
            facts_of(row),
            [
                (one, heading_of(one.content), facts_of(one))
                for one in shown.pieces
                if one.about == row.id and one.part in told
            ],
            [one.row for one in shown.pictures if one.about == row.id and one.row.covers(Use.NETWORK)],
        )
        for row in shown.rows(part)
    ]


def _leads_to(piece: uuid.UUID | None, part: str, keys: set[uuid.UUID], shown: ApplicationPage) -> str:
    """Where a task is done: at the row that is there, or at a new one about the row of the plan."""
    if any(one.row.id == piece for one in shown.pictures):
        return reverse("proposals:change_report_picture", args=[piece])
    if piece not in keys or not shown.row.is_reported:
        return ""
    found = next(one for one in shown.pieces if one.id == piece)
    if found.part == part:
        return reverse("proposals:row", args=[piece])
    return reverse("proposals:add_report", args=[piece, part])


@page(allowed_to=writes_applications, writes=("POST",))
def add(request: ActorRequest, plan_piece_id: uuid.UUID, report_part: str) -> HttpResponse:
    """Tell about a row of the plan."""
    shown, plan = reads.application_of(plan_piece_id, actor=request.actor)
    if report_part not in WRITTEN or ABOUT[Part(report_part)] != plan.part or not shown.row.is_reported:
        raise Http404
    part = Part(report_part)
    key = f"proposal-{plan_piece_id}-{part}"
    form = edited(request, part, key, None)
    back = reverse("proposals:project_report", args=[shown.row.id])
    if request.method == "POST" and form.is_valid():
        if save(request, form, shown.row.id, part, about_id=plan_piece_id):
            sent(request, key)
            messages.success(request, _("Saved."))
            return redirect(back)
    return row_page(request, shown, part, form, back, caption=heading_of(plan.content), **draft_attributes(key))
