"""The e-mails that carry somebody's link; they name neither a mediator nor anybody else."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from khetene.instruments.enums import Purpose
from khetene.instruments.models import Part
from khetene.kernel.translated import short_day


def send_part_link(part: Part, address: str) -> bool:
    """Write in their language; False when there is no address or the mail could not be handed on.

    The link is not given to a background job, because the job's record would keep it.
    """
    is_contribution = part.evaluation.purpose == Purpose.OVERVIEW
    return _send(part, address, _contribution if is_contribution else _mediation)


def send_longer(part: Part, address: str) -> bool:
    """That there is more time, with a link; False as for `send_part_link`."""
    return _send(part, address, _longer)


def _send(part: Part, address: str, letter: Callable[[], tuple[str, str]]) -> bool:
    if not part.email:
        return False
    with translation.override(part.language):
        subject, body = letter()
        body %= {
            "organisation": part.evaluation.organisation.name,
            "town": part.evaluation.territory.name,
            "year": part.evaluation.year,
            "field": part.get_field_display(),
            "day": short_day(part.evaluation.closes_on),
            "link": address,
        }
    try:
        return bool(send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [part.email]))
    except (OSError, SMTPException):
        return False


def _mediation() -> tuple[str, str]:
    return _("Khetene: a few questions about mediation"), _(
        "%(organisation)s asks you about mediation in %(town)s, field: %(field)s. It takes a few minutes, without an account,"
        " until %(day)s:\n%(link)s\n\nIf it is not your field, the same page lets you say whom to ask."
    )


def _contribution() -> tuple[str, str]:
    return _("Khetene: your part of the yearly overview"), _(
        "%(organisation)s asks you what was done in %(town)s in %(year)s, field: %(field)s. It becomes a part of the yearly"
        " overview. It takes a quarter of an hour, without an account, until %(day)s:\n%(link)s\n\n"
        "If it is not your field, the same page lets you say whom to ask."
    )


def _longer() -> tuple[str, str]:
    return _("Khetene: there is more time to answer"), _(
        "%(organisation)s asked you about %(town)s in %(year)s, field: %(field)s. Now there is time until %(day)s:\n%(link)s\n\n"
        "An earlier link opens too. If it is not your field, the same page lets you say whom to ask."
    )
