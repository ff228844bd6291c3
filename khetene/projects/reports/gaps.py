"""What the report lacks, as tasks. An empty place is named, never filled with a guess."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.projects.enums import ActivityState
from khetene.projects.money import Verdict, euros
from khetene.projects.reads import ActivityRow, PhasePage


@dataclass(frozen=True, slots=True)
class Gap:
    """One task. `key` is the activity that has to be written, where there is one."""

    words: str
    key: uuid.UUID | None = None


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
        (row.agreement, _("Write the number of the agreement.")),
        (row.begins and row.ends, _("Write when the phase began and when it ended.")),
        (page.programme, _("Write the programme that pays.")),
        (page.goals, _("Write the goals of the agreement.")),
        (page.activities, _("Write the planned activities.")),
        (page.visibility, _("Write the text that names the funder.")),
    ]
    return [Gap(words) for there, words in missing if not there]


def _activity(row: ActivityRow) -> list[Gap]:
    if row.state in (ActivityState.PLANNED, ActivityState.UNDER_WAY) or not row.actual:
        return [Gap(_("Say what became of the activity: %(words)s.") % {"words": row.words}, row.id)]
    return []


def _results(page: PhasePage) -> list[Gap]:
    found = [] if page.results else [Gap(_("Write the results, each with the document that states it."))]
    for remark in page.remarks:
        if remark.kind != "contained":
            found.append(Gap(_("Explain what does not agree: %(words)s") % {"words": remark.words}))
    for indicator in page.indicators:
        if not indicator.reached:
            found.append(Gap(_("Write what was reached: %(words)s.") % {"words": indicator.words}))
    for deliverable in page.deliverables:
        if not deliverable.is_there:
            found.append(Gap(_("Hand over or explain: %(words)s.") % {"words": deliverable.words}))
    return found


def _gatherings(page: PhasePage) -> list[Gap]:
    without = len(page.gatherings) - page.with_list
    if not without:
        return []
    words = ngettext(
        "%(number)s gathering has no list: who took part cannot be counted anew.",
        "%(number)s gatherings have no list: who took part cannot be counted anew.",
        without,
    )
    return [Gap(words % {"number": without})]


def _money(page: PhasePage) -> list[Gap]:
    money = page.money
    if money is None:
        return []
    found = []
    if money.total is None:
        found.append(Gap(_("Write the grant: no document that is recorded states it.")))
    if not page.ratio:
        found.append(Gap(_("Write who pays which share.")))
    if money.verdict in (Verdict.DIFFERS, Verdict.SUM_BROKEN):
        found.append(Gap(_("Explain what does not agree: %(words)s") % {"words": money.verdict_words}))
    if not money.lines:
        found.append(Gap(_("Write the lines of the budget.")))
    if money.not_planned:
        amount = {"amount": euros(money.not_planned)}
        found.append(Gap(_("Lines of the budget and the grant differ by %(amount)s.") % amount))
    found += [
        Gap(_("Line %(code)s is overspent by %(amount)s.") % {"code": line.code, "amount": euros(-line.left)})
        for line in money.lines
        if line.left < 0
    ]
    if money.committed:
        found.append(Gap(_("Still to be paid or withdrawn: %(amount)s.") % {"amount": euros(money.committed)}))
    return found
