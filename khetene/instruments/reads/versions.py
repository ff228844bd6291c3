"""Questionnaires by the version that asks: for evaluations, for surveys, and to read answers."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from khetene.instruments.models import InstrumentVersion
from khetene.instruments.questionnaire import Questionnaire, from_dict

FOR_SURVEYS = "survey-"
FOR_THE_OVERVIEW = "overview-contribution"


def newest_versions() -> list[tuple[str, str]]:
    """The newest version of every questionnaire that asks by field about mediation, as choices."""
    rows = InstrumentVersion.objects.exclude(instrument__slug=FOR_THE_OVERVIEW).select_related("instrument")
    rows = rows.order_by("instrument__slug", "number")
    newest = {row.instrument_id: row for row in rows if from_dict(row.content).domains()}
    return [(str(row.pk), f"{row.instrument.title} ({row.label or row.number})") for row in newest.values()]


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """What one version of a questionnaire asks."""

    id: uuid.UUID
    number: int
    questions: Questionnaire


def surveys() -> list[AskedVersion]:
    """The newest version of every questionnaire that is made for surveys: its form_id begins with `survey-`."""
    rows = InstrumentVersion.objects.filter(instrument__slug__startswith=FOR_SURVEYS).order_by("number", "pk")
    newest = {row.instrument_id: _asked(row) for row in rows}
    return sorted(newest.values(), key=lambda version: version.questions.form_id)


def newest_version(form_id: str) -> AskedVersion | None:
    """What the newest version of a questionnaire asks; None where none is loaded."""
    rows = InstrumentVersion.objects.filter(instrument__slug=form_id).order_by("-number")
    return next((_asked(row) for row in rows[:1]), None)


def version(version_id: uuid.UUID) -> AskedVersion:
    """One version, to read answers with the questions that they answered."""
    return _asked(InstrumentVersion.objects.get(pk=version_id))


def _asked(row: InstrumentVersion) -> AskedVersion:
    return AskedVersion(row.pk, row.number, from_dict(row.content))
