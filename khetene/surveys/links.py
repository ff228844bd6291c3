"""What opens behind a personal link: the questions, while the survey is open."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from khetene.kernel import clock
from khetene.kernel.links import digest_of, new_token
from khetene.surveys.errors import LinkIsOver
from khetene.surveys.models import Asked, Link


def asked_by(token: str, *, to_write: bool = False) -> Asked:
    """Whoever the token was made for, locked when they answer. Raises LinkIsOver."""
    rows = Asked.objects.select_related("survey__version", "survey__gathering", "survey__body", "survey__organisation")
    rows = rows.select_for_update(of=("self",)) if to_write else rows
    asked = rows.filter(links__digest=digest_of(token)).first()
    if asked is None or asked.survey.is_over(clock.today()):
        raise LinkIsOver
    return asked


def new_link(asked: Asked) -> str:
    """The address of a further door; its token is told once and kept by nobody."""
    token = new_token()
    Link(asked=asked, digest=digest_of(token)).save(force_insert=True)
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("surveys:survey_answer", args=[token])
