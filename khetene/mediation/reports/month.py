"""The mediator's month as a paper: what was signed, what came later as a correction, who signed and who accepted (D 2.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.kernel.translated import short_day
from khetene.mediation.enums import MonthState
from khetene.mediation.reads import MonthFigures, MonthRow
from khetene.mediation.reports.document import Document, Section, Signature, Table, paragraphs, said
from khetene.mediation.words import KIND_HEADINGS, SINGLE_LABELS


def month_document(signed: list[MonthRow], *, now: MonthFigures | None = None) -> Document:
    """A month from its signings, the newest first; one that nobody signed is a draft of the figures `now`.

    Every signing is a column of its own: a correction stands beside what it corrects and never in its place.
    """
    rows = list(reversed(signed))
    columns = [MonthFigures.of(row) for row in rows] or ([now] if now else [])
    newest = columns[-1]
    heads = [_column(row) for row in rows] or [_("Today, not signed")]
    return Document(
        kind=_("The mediator's month"),
        title=str(date_format(newest.first, "YEAR_MONTH_FORMAT")),
        author=newest.mediator,
        facts=_facts(newest, rows),
        notes=_notes(rows),
        sections=[part for part in (_numbers(columns, heads), *_kinds(columns, heads), *_words(rows)) if part],
        signatures=_signatures(newest, rows),
    )


def _facts(newest: MonthFigures, rows: list[MonthRow]) -> list[tuple[str, str]]:
    return said(
        [
            (_("Mediator"), newest.mediator),
            (_("Organisation"), newest.organisation),
            (_("State"), rows[-1].state_label if rows else _("draft, not signed")),
        ]
    )


def _notes(rows: list[MonthRow]) -> list[str]:
    if not rows:
        return [_("This month is not signed: its numbers may still change.")]
    if rows[-1].state == MonthState.RETURNED:
        return [_("The month was given back to be mended: its numbers may still change.")]
    corrected = len(rows) > 1
    return [_("What was noted after the signature stands as a correction in a column of its own.")] if corrected else []


def _column(row: MonthRow) -> str:
    if row.number:
        return _("Correction %(number)s, %(day)s") % {"number": row.number, "day": _day(row.signed_at)}
    return _("Signed %(day)s") % {"day": _day(row.signed_at)}


def _numbers(columns: list[MonthFigures], heads: list[str]) -> Section:
    rows = [
        [str(label), *(str(column.figures[name]) for column in columns)]
        for name, label in SINGLE_LABELS.items()
        if all(name in column.figures for column in columns)
    ]
    return Section(_("The numbers"), tables=[Table([_("What is counted"), *heads], rows, len(columns))])


def _kinds(columns: list[MonthFigures], heads: list[str]) -> Iterable[Section]:
    for name, heading in KIND_HEADINGS.items():
        by_label = [{str(label): number for label, number in column.by_kind[name]} for column in columns]
        labels = list(dict.fromkeys(label for found in reversed(by_label) for label in found))
        rows = [[label, *(str(found.get(label, 0)) for found in by_label)] for label in labels]
        if rows:
            yield Section(str(heading), tables=[Table([_("Kind"), *heads], rows, len(columns))])


def _words(rows: list[MonthRow]) -> Iterable[Section]:
    for row in rows:
        heading = _("In the mediator's own words")
        correction = _("Correction %(number)s") % {"number": row.number}
        yield Section(f"{heading}: {correction}" if row.number else heading, paragraphs(row.narrative))


def _signatures(newest: MonthFigures, rows: list[MonthRow]) -> list[Signature]:
    mediator = _("Mediator: %(name)s") % {"name": newest.mediator}
    if not rows:
        return [Signature(mediator, ""), Signature(_("Supervisor"), "")]
    found = []
    for row in rows:
        found.append(Signature(mediator, _("signed here on %(day)s") % {"day": _day(row.signed_at)}))
        found.append(_acceptance(row))
    return found


def _acceptance(row: MonthRow) -> Signature:
    who = _("Supervisor: %(name)s") % {"name": row.decided_by} if row.decided_by else _("Supervisor")
    day = {"day": _day(row.decided_at)} if row.decided_at else {}
    if row.state == MonthState.ACCEPTED:
        return Signature(who, _("accepted here on %(day)s") % day)
    return Signature(who, _("given back on %(day)s") % day if day else _("not accepted yet"))


def _day(at: datetime) -> str:
    return short_day(clock.day_of(at))
