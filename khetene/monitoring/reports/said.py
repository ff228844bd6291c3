"""What municipalities say as it stands in documents: how many answered, who did not and why, counts, and words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from khetene.kernel.translated import short_day
from khetene.monitoring.enums import NoAnswer
from khetene.monitoring.reads import FieldContributed, TownCount, Unanswered


@dataclass(frozen=True, slots=True)
class Contributed:
    """One field of what municipalities say; `silent` says of everybody without an answer why there is none."""

    name: str
    answered: str
    silent: str
    counts: list[tuple[str, str]]
    said: list[tuple[str, list[tuple[str, str]]]]


def contributed_of(found: FieldContributed) -> Contributed:
    answered = _("Municipalities that answered: %(answered)s of %(asked)s.")
    return Contributed(
        name=capfirst(found.label),
        answered=answered % {"answered": found.answered, "asked": found.asked},
        silent=" ".join(_sentences(found.unanswered)),
        counts=[(one.label, _count(one)) for one in found.counts],
        said=[(who, [(line.label, line.shown) for line in one.lines]) for one, who in found.told],
    )


def _sentences(unanswered: list[Unanswered]) -> list[str]:
    """One for each reason and day."""
    names: dict[str, list[str]] = {}
    for state in (NoAnswer.SILENT, NoAnswer.WAITING, NoAnswer.NOT_THEN, NoAnswer.NOT_THEIRS):
        for one in unanswered:
            if one.state == state:
                names.setdefault(_begun(one), []).append(one.name)
    return [f"{begun} {', '.join(found)}." for begun, found in names.items()]


def _begun(one: Unanswered) -> str:
    if one.state == NoAnswer.WAITING and one.ends:
        return _("Still waiting for an answer until %(day)s:") % {"day": short_day(one.ends)}
    if one.state == NoAnswer.NOT_THEN:
        return _("No answer when the answers were taken on %(day)s:") % {"day": short_day(one.taken_on)}
    return _("Said that it is not their field:") if one.state == NoAnswer.NOT_THEIRS else _("No answer:")


def _count(one: TownCount) -> str:
    """The sum with who gave a number and of how many: whoever gave none is not counted as nothing."""
    total = _("not added up (%(names)s told two that asked)") % {"names": ", ".join(one.twice)}
    return _("%(total)s; a number from %(answered)s of %(asked)s municipalities asked (%(towns)s)") % {
        "total": total if one.twice else one.total,
        "answered": one.answered,
        "asked": one.asked,
        "towns": ", ".join(f"{town} {number}" for town, number in one.towns),
    }
