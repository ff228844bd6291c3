"""What everybody is told before they answer: what it is about, and what becomes of an answer. The same words everywhere."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khetene.surveys.enums import GroupedBy
from khetene.surveys.models import Survey


def what_about(survey: Survey) -> str:
    """The gathering or the body."""
    if survey.gathering is not None:
        return survey.gathering.title
    return str(survey.body.name) if survey.body else ""


def promises(survey: Survey) -> list[str]:
    """Announced when it opens, and kept by the database: none of this can be changed afterwards."""
    if not survey.is_anonymous:
        return [
            _("Your name stands beside your answer. Only %(organiser)s sees it there.")
            % {"organiser": survey.organisation.name},
            quoted(survey),
        ]
    return [
        _("Answers are kept without names. Nobody can see which answer is yours, not even the organiser."),
        _("It is only noted that you have answered, without a time, so that nobody reminds you again."),
        grouped(survey),
        _("Answers are read when the survey is closed, and only if at least %(number)s people answered.")
        % {"number": survey.minimum},
        quoted(survey),
    ]


def quoted(survey: Survey) -> str:
    """Who reads on: counts stand in a report that everybody at work may open, words do not."""
    if survey.gathering_id:
        return _("The report has only numbers. The organiser reads what you write and may quote it without your name.")
    return _("The organiser reads what you write and may quote it without your name.")


def grouped(survey: Survey) -> str:
    """What is kept beside an answer."""
    number = {"number": survey.minimum}
    if survey.grouped_by == GroupedBy.SECTOR:
        return (
            _("Beside an answer only the sector is kept, and only where at least %(number)s people are asked.") % number
        )
    if survey.grouped_by == GroupedBy.MUNICIPALITY:
        return (
            _("Beside an answer only the municipality is kept, and only where at least %(number)s people are asked.")
            % number
        )
    return _("Nothing else is kept beside an answer.")
