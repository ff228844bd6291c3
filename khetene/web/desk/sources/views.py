"""The documents behind the product, and where each thing that they state is found."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khetene.sources import reads
from khetene.sources.enums import Kept
from khetene.sources.rules import at_work
from khetene.web.http import ActorRequest, page

PAGES = {
    Kept.STATEMENT: "guidance:statement",
    Kept.PRACTICE: "guidance:practice",
    Kept.GATHERING: "gatherings:gathering",
    Kept.BODY: "network:roster",
    Kept.PHASE: "projects:phase",
    Kept.GOAL: "projects:phase",
    Kept.ACTIVITY: "projects:phase",
    Kept.RESULT: "projects:phase",
    Kept.TARGET: "projects:phase",
    Kept.DELIVERABLE: "projects:phase",
    Kept.VISIBILITY: "projects:phase",
    Kept.FIGURE: "monitoring:indicator",
    Kept.PROGRAMME: "programmes:programme",
    Kept.SERVICE: "directory:service",
    Kept.ORGANISATION: "directory:organisation",
}


@dataclass(frozen=True, slots=True)
class Line:
    row: reads.RecordRow
    url: str


@page(allowed_to=at_work)
def documents(request: ActorRequest) -> HttpResponse:
    """Each document with how much of it stands where."""
    return render(request, "desk/sources/documents.html", {"documents": reads.documents(actor=request.actor)})


@page(allowed_to=at_work)
def document(request: ActorRequest, source: str) -> HttpResponse:
    """What one document states, by kind, with its place there and a link to where it is kept."""
    shown = reads.document(source, actor=request.actor)
    groups = [(group, [Line(row, _address(row)) for row in group.rows]) for group in shown.groups]
    return render(request, "desk/sources/document.html", {"head": shown.head, "groups": groups})


def _address(row: reads.RecordRow) -> str:
    return reverse(PAGES[Kept(row.kept_as)], args=[row.page]) if row.page is not None else ""
