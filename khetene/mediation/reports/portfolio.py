"""A portfolio as its owner takes it along: a document, and an open format with the names of Europass where they fit."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from khetene.kernel import clock
from khetene.kernel.numbers import amount
from khetene.kernel.translated import short_day
from khetene.mediation.reads import EntryRow, Portfolio
from khetene.mediation.reports.document import Document, Section

FORMAT, VERSION = "khetene-portfolio", 1


def portfolio_document(name: str, portfolio: Portfolio) -> Document:
    sections = [
        Section(_("Trainings"), notes=[training_line(row) for row in portfolio.trainings]),
        Section(_("Skills"), notes=[row.title for row in portfolio.skills]),
        Section(_("Languages"), notes=[f"{row.title}: {row.level_label}" for row in portfolio.languages]),
        Section(_("Posts as a mediator"), notes=[_work_line(row) for row in portfolio.work]),
    ]
    return Document(
        kind=_("Portfolio"),
        title=name,
        author=name,
        facts=[(_("Written on"), short_day(clock.today()))],
        notes=[],
        sections=[part for part in sections if part],
        signatures=[],
    )


def training_line(row: EntryRow) -> str:
    """`Mediācijas pamati – IIC – 02.09.2017. – 16 h – apliecība Nr. 5`"""
    day = short_day(row.taken_on) if row.taken_on else ""
    hours = _("%(hours)s h") % {"hours": amount(row.hours)} if row.hours is not None else ""
    return " – ".join(part for part in (row.title, row.giver, day, hours, row.certificate) if part)


def _work_line(row: Any) -> str:
    ends = short_day(row.ends) if row.ends else "…"
    return f"{short_day(row.begins)} – {ends} {row.employer}, {row.percent_of_full_time} %"


def portfolio_json(name: str, portfolio: Portfolio) -> dict[str, Any]:
    """Names of Europass (learner, educationTraining, linguisticSkills) where they fit; nothing in it is signed."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "exportedOn": clock.today().isoformat(),
        "learner": {"name": name},
        "educationTraining": [_training(row) for row in portfolio.trainings],
        "skills": [{"title": row.title} for row in portfolio.skills],
        "linguisticSkills": [{"language": row.title, "level": row.level} for row in portfolio.languages],
        "workExperience": [
            {
                "position": "Roma mediator",
                "employer": {"name": row.employer},
                "period": {"from": row.begins.isoformat(), "to": row.ends.isoformat() if row.ends else None},
                "percentOfFullTime": row.percent_of_full_time,
            }
            for row in portfolio.work
        ],
    }


def _training(row: EntryRow) -> dict[str, Any]:
    return {
        "title": row.title,
        "organisation": {"name": row.giver or None},
        "period": {"to": row.taken_on.isoformat() if row.taken_on else None},
        "hours": None if row.hours is None else float(row.hours),
        "credential": row.certificate or None,
    }
