"""The report to the Commission: the draft with its gaps, and the versions that were frozen."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khetene.kernel.errors import NotForYou
from khetene.projects import actions, reads, reports
from khetene.projects.rules import runs_phases
from khetene.web.components.files import handed_out, to_be_saved
from khetene.web.desk.gatherings.views_report import WORD
from khetene.web.desk.projects.forms import FreezeForm
from khetene.web.desk.projects.gaps import with_links
from khetene.web.http import ActorRequest, attempt, page


@page(allowed_to=runs_phases)
def report(request: ActorRequest, ordinal: int) -> HttpResponse:
    """The draft for the Commission: on the screen what it lacks, and as Word, PDF and JSON; and every frozen version."""
    shown = _kept(request, ordinal)
    kind = request.GET.get("format", "")
    if kind in ("docx", "pdf", "json"):
        return _file(reports.draft_of(shown), kind, shown.beneficiary_id)
    gaps, frozen = reports.gaps_of(shown), reads.frozen_reports(ordinal, actor=request.actor)
    context = {
        "shown": shown,
        "row": shown.row,
        "gaps": with_links(gaps, shown),
        "frozen": [(row, _names(row, shown)) for row in frozen],
    }
    return render(request, "desk/projects/report.html", context)


@page(allowed_to=runs_phases, writes=("POST",))
def freeze(request: ActorRequest, ordinal: int) -> HttpResponse:
    """What stands in the report now is kept as it is sent."""
    shown = _kept(request, ordinal)
    before = reads.frozen_reports(ordinal, actor=request.actor)
    form = FreezeForm(request.POST if request.method == "POST" else None, is_first=not before)
    if request.method == "POST" and form.is_valid():
        changed = form.cleaned_data.get("changed", "")
        if attempt(form, lambda: actions.freeze_report(shown.row.id, changed=changed, actor=request.actor)):
            messages.success(request, _("The report is frozen. It does not change any more."))
            return redirect("projects:report", ordinal)
    context = {"form": form, "row": shown.row, "gaps": reports.gaps_of(shown), "version": len(before) + 1}
    return render(request, "desk/projects/freeze.html", context)


@page(allowed_to=runs_phases)
def frozen(request: ActorRequest, frozen_id: uuid.UUID, frozen_kind: str) -> HttpResponse:
    """A frozen report, byte for byte."""
    return handed_out(reads.frozen_file(frozen_id, frozen_kind, actor=request.actor))


def _names(row: reads.FrozenRow, shown: reads.PhasePage) -> list[str]:
    """The parts that changed, as the report calls them."""
    labels = reports.draft_of(shown).labels if row.parts_changed else {}
    names = [labels.get(OTHER_LABELS.get(part, part), "") for part in row.parts_changed]
    return list(dict.fromkeys(name for name in names if name))


# Parts of the content whose heading has another name.
OTHER_LABELS = {
    "lines": "money",
    "shares_said": "money",
    "shares": "money",
    "then": "municipalities",
    "funding": "programme",
}


def _kept(request: ActorRequest, ordinal: int) -> reads.PhasePage:
    shown = reads.phase(ordinal, actor=request.actor)
    if not shown.keeps or shown.row.is_draft:
        raise NotForYou
    return shown


def _file(content: reports.Report, kind: str, issuer: uuid.UUID) -> HttpResponse:
    if kind == "json":
        answer = HttpResponse(reports.as_json(content), content_type="application/json; charset=utf-8")
    elif kind == "pdf":
        answer = HttpResponse(reports.as_pdf(content, issuer=issuer), content_type="application/pdf")
    else:
        answer = HttpResponse(reports.as_docx(content), content_type=WORD)
    return to_be_saved(answer, f"posma-zinojums.{kind}")
