"""Stated results with what they contain, and where they do not agree. Nothing is added up that was counted otherwise."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from khetene.projects.enums import ComparedWith, Relation
from khetene.projects.models import Result
from khetene.projects.reads.rows import Remark, ResultRow


def tree(results: Iterable[Result]) -> list[ResultRow]:
    """Each figure that is contained in another stands under it."""
    rows = list(results)
    under: dict[uuid.UUID, list[Result]] = {}
    beside: dict[uuid.UUID, list[Result]] = {}
    for row in rows:
        if row.whole_id:
            under.setdefault(row.whole_id, []).append(row)
        if row.beside_id:
            beside.setdefault(row.beside_id, []).append(row)
    return [_row(row, under, beside) for row in rows if row.whole_id is None and row.beside_id is None]


def _row(row: Result, under: dict[uuid.UUID, list[Result]], beside: dict[uuid.UUID, list[Result]]) -> ResultRow:
    contained = under.get(row.pk, [])
    parts = [one for one in contained if one.relation == Relation.PART]
    rest = None if row.number is None or not parts else row.number - sum(one.number or 0 for one in parts)
    return ResultRow(
        slug=row.slug,
        words=str(row.words),
        number=row.number,
        source=row.source,
        note=row.note,
        is_within=row.relation == Relation.WITHIN,
        parts=[_row(one, under, beside) for one in contained],
        rest=rest,
        sum_words=_sum(row.number, [one.number or 0 for one in parts], rest),
        added_on=row.added_on,
        others=[_row(one, under, beside) for one in beside.get(row.pk, [])],
    )


def _sum(whole: int | None, parts: list[int], rest: int | None) -> str:
    """`230 = 103 + 70 + 14 + 43 not stated`; parts that are more than the whole are not made to fit."""
    if rest is None:
        return ""
    added = " + ".join(map(str, parts))
    if rest > 0:
        return _("%(whole)s = %(parts)s + %(rest)s not stated") % {"whole": whole, "parts": added, "rest": rest}
    return f"{whole} = {added}" if rest == 0 else f"{whole} ≠ {added}"


def remarks(results: Iterable[Result], rows: list[ResultRow], places: dict[str, int]) -> list[Remark]:
    """What does not agree, each in one sentence. `places`: how many are recorded, by slug of the result."""
    found: list[Remark] = []
    for row in rows:
        if row.rest:
            kind = "not_stated" if row.rest > 0 else "more_than_whole"
            found.append(Remark(kind, f"{row.words}: {row.sum_words}", row.slug))
        found += [_contained(row, part) for part in row.parts if part.is_within]
        found += [
            _beside(one, other) for one in (row, *row.parts) for other in one.others if other.number != one.number
        ]
    found += [
        _counted(row, places[row.slug]) for row in results if row.slug in places and row.number != places[row.slug]
    ]
    return found


def _contained(whole: ResultRow, part: ResultRow) -> Remark:
    words = _("%(part)s (%(part_words)s) is a part of %(whole)s (%(whole_words)s) and is never added to it.")
    given = {"part": part.number, "part_words": part.words, "whole": whole.number, "whole_words": whole.words}
    return Remark("contained", words % given, part.slug)


def _beside(row: ResultRow, other: ResultRow) -> Remark:
    """Two documents about one thing: both stand."""
    words = _("%(words)s: %(number)s (%(source)s) and %(other)s (%(other_source)s).")
    given = {"words": row.words, "number": _shown(row.number), "source": row.source}
    given |= {"other": _shown(other.number), "other_source": other.source}
    return Remark("beside", words % given, other.slug)


def _shown(number: int | None) -> str:
    return _("no number") if number is None else str(number)


def _counted(row: Result, places: int) -> Remark:
    named = (
        _("%(words)s: stated %(number)s, municipalities named %(places)s.")
        if row.compared_with == ComparedWith.PHASE_PLACES
        else _("%(words)s: stated %(number)s, places named %(places)s.")
    )
    words = named % {"words": row.words, "number": row.number, "places": places}
    return Remark("counted", f"{words} {row.note}".strip(), row.slug)
