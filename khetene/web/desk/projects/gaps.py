"""Where a gap of the report is closed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from khetene.projects.reads import PhasePage
from khetene.projects.reports import Gap, can_be_explained


@dataclass(frozen=True, slots=True)
class GapLink:
    """A gap with the page on which it is closed; empty where only another document closes it."""

    gap: Gap
    address: str


def with_links(gaps: list[Gap], shown: PhasePage) -> list[GapLink]:
    return [GapLink(gap, _address(gap, shown)) for gap in gaps]


def _address(gap: Gap, shown: PhasePage) -> str:
    ordinal = shown.row.ordinal
    kind, _colon, key = gap.code.partition(":")
    if gap.key:
        return reverse("projects:activity", args=[gap.key])
    if can_be_explained(gap.code):
        return reverse("projects:explain_gap", args=[ordinal, gap.code])
    if kind in ("lines", "not_planned") and shown.money is not None:
        return reverse("projects:add_line", args=[ordinal])
    if not shown.row.is_written_here:
        return ""
    if kind in ("results", "indicator"):
        return reverse("projects:add_phase_part", args=[ordinal, "result"])
    if kind == "deliverable":
        return reverse("projects:phase_part", args=["handed_over", key])
    if kind == "visibility":
        return reverse("projects:add_phase_part", args=[ordinal, "visibility"])
    return ""
