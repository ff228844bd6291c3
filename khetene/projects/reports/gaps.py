"""What the report lacks, as tasks. An empty place is named, never filled with a guess."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.kernel.numbers import euros
from khetene.projects.enums import ActivityState
from khetene.projects.money import Verdict
from khetene.projects.reads import ActivityRow, PhasePage, Remark


@dataclass(frozen=True, slots=True)
class Gap:
    """One task. `code` stays the same in every language; `key` is the activity that has to be written, where there is one."""

    code: str
    words: str
    key: uuid.UUID | None = None


VERDICT = "verdict"


def gap_of(remark: Remark) -> str:
    """The gap that asks for an explanation of what does not agree."""
    return f"remark:{remark.of}"


def can_be_explained(code: str) -> bool:
    """Figures that do not agree stay as they are; somebody says why."""
    return code == VERDICT or code.startswith("remark:")


def in_words(code: str, page: PhasePage) -> str:
    """What does not agree, in one sentence; empty when nothing of this phase has that code."""
    if code == VERDICT:
        return page.money.verdict_words if page.money else ""
    return next((remark.words for remark in page.remarks if remark.kind != "contained" and gap_of(remark) == code), "")


def explained_remarks(page: PhasePage) -> list[tuple[str, str]]:
    """What does not agree, with the explanation where somebody wrote one."""
    return [(remark.words, page.explained.get(gap_of(remark), "")) for remark in page.remarks]


def gaps_of(page: PhasePage) -> list[Gap]:
    """In the order of the report. Tasks about money only for those who keep the phase."""
    return [
        *_agreement(page),
        *(gap for activity in page.activities for gap in _activity(activity)),
        *_results(page),
        *_gatherings(page),
        *_money(page),
    ]


def _agreement(page: PhasePage) -> list[Gap]:
    row = page.row
    missing = [
        ("agreement", row.agreement, _("Write the number of the agreement.")),
        ("time", row.begins and row.ends, _("Write when the phase began and when it ended.")),
        ("programme", page.programme, _("Write the programme that pays.")),
        ("goals", page.goals, _("Write the goals of the agreement.")),
        ("activities", page.activities, _("Write the planned activities.")),
        ("visibility", page.visibility, _("Write the text that names the funder.")),
    ]
    return [Gap(code, words) for code, there, words in missing if not there]


def _activity(row: ActivityRow) -> list[Gap]:
    if row.state in (ActivityState.PLANNED, ActivityState.UNDER_WAY) or not row.actual:
        words = _("Say what became of the activity: %(words)s.") % {"words": row.words}
        return [Gap(f"activity:{row.id}", words, row.id)]
    return []


def _results(page: PhasePage) -> list[Gap]:
    found = [] if page.results else [Gap("results", _("Write the results, each with the document that states it."))]
    for remark in page.remarks:
        code = gap_of(remark)
        if remark.kind != "contained" and code not in page.explained:
            words = _("Explain what does not agree: %(words)s") % {"words": remark.words}
            found.append(Gap(code, words))
    for indicator in page.indicators:
        if not indicator.reached:
            words = _("Write what was reached: %(words)s.") % {"words": indicator.words}
            found.append(Gap(f"indicator:{indicator.id}", words))
    for deliverable in page.deliverables:
        if not deliverable.is_there:
            words = _("Hand over or explain: %(words)s.") % {"words": deliverable.words}
            found.append(Gap(f"deliverable:{deliverable.id}", words))
    return found


def _gatherings(page: PhasePage) -> list[Gap]:
    without = len(page.without_list)
    if not without:
        return []
    words = ngettext(
        "%(number)s gathering has no list: who took part cannot be counted anew.",
        "%(number)s gatherings have no list: who took part cannot be counted anew.",
        without,
    )
    return [Gap("lists", words % {"number": without})]


def _money(page: PhasePage) -> list[Gap]:
    money = page.money
    if money is None:
        return []
    found = []
    if money.total is None:
        found.append(Gap("grant", _("Write the grant: no document that is recorded states it.")))
    if not page.ratio:
        found.append(Gap("shares", _("Write who pays which share.")))
    if money.verdict in (Verdict.DIFFERS, Verdict.SUM_BROKEN) and VERDICT not in page.explained:
        words = _("Explain what does not agree: %(words)s") % {"words": money.verdict_words}
        found.append(Gap(VERDICT, words))
    if not money.lines:
        found.append(Gap("lines", _("Write the lines of the budget.")))
    if money.not_planned:
        amount = {"amount": euros(money.not_planned)}
        found.append(Gap("not_planned", _("Lines of the budget and the grant differ by %(amount)s.") % amount))
    for line in money.lines:
        if line.left < 0:
            said = {"code": line.code, "amount": euros(-line.left)}
            found.append(Gap(f"line:{line.id}", _("Line %(code)s is overspent by %(amount)s.") % said))
    if money.committed:
        words = _("Still to be paid or withdrawn: %(amount)s.") % {"amount": euros(money.committed)}
        found.append(Gap("committed", words))
    return found
