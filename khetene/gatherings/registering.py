"""The two letters of open registration, and the link that confirms one. Neither job holds a name or an address."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from khetene.gatherings.enums import LetterKind
from khetene.gatherings.letters import LANGUAGES, message_for
from khetene.gatherings.models import Registration
from khetene.gatherings.queue import row_with_address
from khetene.gatherings.reads.pages import gathering_row
from khetene.kernel.links import SignedLinks
from khetene.kernel.post import hand_on

_LINKS = SignedLinks("khetene.gatherings.registration")
signature_of, is_genuine = _LINKS.signature_of, _LINKS.is_genuine


@task()
def write_to(registration_id: str, tried: int = 0) -> None:
    """Whoever reads the mailbox says that they asked. Who stands on the list already gets their own link once more."""
    related = Registration.objects.select_related("gathering__kind", "gathering__organisation")
    asked = related.filter(pk=uuid.UUID(registration_id)).first()
    if asked is None:
        return
    row = row_with_address(asked.gathering, asked.email)
    letter = message_for(row, LetterKind.INVITATION) if row else _question_to(asked)
    hand_on(letter, write_to, registration_id, tried=tried)


def _question_to(asked: Registration) -> EmailMessage:
    path = reverse("gatherings:confirm_registration", args=[asked.pk, signature_of(asked.pk)])
    link = settings.PUBLIC_ADDRESS.rstrip("/") + path
    texts = []
    for language in LANGUAGES:
        with translation.override(language):
            context = {"row": gathering_row(asked.gathering), "link": link, "day": asked.waits_until}
            texts.append(render_to_string("gatherings/email/confirm.txt", context).strip())
    with translation.override("lv"):
        subject = _("Please confirm that you want to take part")
    return EmailMessage(subject, "\n\n———\n\n".join(texts) + "\n", settings.DEFAULT_FROM_EMAIL, [asked.email])
