"""Where a gap of the report is closed: by a page, or by the agreement, which is recorded elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khetene.projects.reads import PhasePage
from khetene.projects.reports import Gap, can_be_explained

OF_THE_AGREEMENT = ("agreement", "time", "programme", "grant", "shares")
BY_AN_AMENDMENT = ("time", "grant")
PARTS = {
    "goals": "goal",
    "activities": "activity",
    "results": "result",
    "indicator": "result",
    "visibility": "visibility",
}
# A recorded phase takes what a document states; what its agreement says, nobody here writes.
FOUND = {"results": "found_result", "indicator": "found_result", "deliverable": "found_deliverable"}
GRANT_AGREEMENT = _("The grant agreement says it. It is added to the recorded history of the platform.")


@dataclass(frozen=True, slots=True)
class GapLink:
    """A gap with the page on which it is closed, or several; where there is none, `document` says what closes it."""

    gap: Gap
    address: str
    each: list[tuple[str, str]] = field(default_factory=list)
    document: str | Promise = ""


def with_links(gaps: list[Gap], shown: PhasePage) -> list[GapLink]:
    return [_link(gap, shown) for gap in gaps]


def _link(gap: Gap, shown: PhasePage) -> GapLink:
    kind, _colon, key = gap.code.partition(":")
    if kind == "lists":
        each = [(row.title, reverse("gatherings:gathering", args=[row.id])) for row in shown.without_list]
        return GapLink(gap, "", each)
    address = _about_figures(gap, kind, shown) or _of_the_plan(kind, key, shown)
    return GapLink(gap, address, document="" if address else GRANT_AGREEMENT)


def _about_figures(gap: Gap, kind: str, shown: PhasePage) -> str:
    """Where somebody says what became of an activity, why figures differ, or what happens to money."""
    ordinal = shown.row.ordinal
    if gap.key:
        return reverse("projects:activity", args=[gap.key])
    if can_be_explained(gap.code):
        return reverse("projects:explain_gap", args=[ordinal, gap.code])
    if kind in ("lines", "not_planned"):
        return _to_lines(shown)
    if kind in ("line", "committed"):
        return reverse("projects:phase", args=[ordinal]) + "#money"
    return ""


def _to_lines(shown: PhasePage) -> str:
    ordinal = shown.row.ordinal
    if shown.row.is_draft:
        return reverse("projects:add_phase_part", args=[ordinal, "line"])
    return reverse("projects:add_amendment" if shown.row.is_written_here else "projects:add_line", args=[ordinal])


def _of_the_plan(kind: str, key: str, shown: PhasePage) -> str:
    """A draft is written; what was agreed is amended; a recorded phase takes what documents state."""
    ordinal = shown.row.ordinal
    if kind in OF_THE_AGREEMENT and shown.row.is_draft:
        return reverse("projects:phase_head", args=[ordinal])
    if kind in BY_AN_AMENDMENT:
        return reverse("projects:add_amendment", args=[ordinal])
    if not shown.row.is_written_here:
        return _to_recorded(kind, key, ordinal)
    if kind == "deliverable":
        return reverse("projects:phase_part", args=["handed_over", key])
    if kind in PARTS and (shown.row.is_draft or kind not in ("goals", "activities")):
        return reverse("projects:add_phase_part", args=[ordinal, PARTS[kind]])
    return ""


def _to_recorded(kind: str, key: str, ordinal: int) -> str:
    if kind not in FOUND:
        return ""
    about = f"?about={key}" if key else ""
    return reverse("projects:add_found", args=[ordinal, FOUND[kind]]) + about
