"""The e-mail that carries somebody's link; it names neither a mediator nor anybody else."""

from __future__ import annotations

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
    if not part.email:
        return False
    with translation.override(part.language):
        subject, body = _contribution() if part.evaluation.purpose == Purpose.OVERVIEW else _mediation()
        body %= {
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
        "You are asked about mediation in %(town)s, field: %(field)s. It takes a few minutes, without an account,"
        " until %(day)s:\n%(link)s\n\nIf it is not your field, the same page lets you say whom to ask."
    )


def _contribution() -> tuple[str, str]:
    return _("Khetene: your part of the yearly overview"), _(
        "You are asked what was done in %(town)s in %(year)s, field: %(field)s. It becomes a part of the yearly overview."
        " It takes a quarter of an hour, without an account, until %(day)s:\n%(link)s\n\n"
        "If it is not your field, the same page lets you say whom to ask."
    )
