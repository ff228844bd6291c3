"""What a letter of a survey says: Latvian first, English below. Its subject tells nobody's business."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from khetene.kernel.translated import short_day
from khetene.surveys.links import new_link
from khetene.surveys.models import Letter
from khetene.surveys.words import promises, what_about

LANGUAGES = ("lv", "en")


def letter_for(letter: Letter) -> EmailMessage:
    """The letter as it goes now, with a link of its own and no name in it."""
    asked = letter.asked
    address = new_link(asked)
    texts = []
    for language in LANGUAGES:
        with translation.override(language):
            context = {
                "survey": asked.survey, "about": what_about(asked.survey), "link": address, "again": letter.number > 0,
                "promises": promises(asked.survey), "on_paper": asked.survey.papers.exists(),
            }  # fmt: skip
            texts.append(render_to_string("surveys/email/letter.txt", context).strip())
    with translation.override("lv"):
        subject = _("A few questions, please answer until %(day)s") % {"day": short_day(asked.survey.closes_on)}
    body = "\n\n———\n\n".join(texts) + "\n"
    host = settings.PUBLIC_ADDRESS.partition("//")[2].partition(":")[0]
    headers = {"Message-ID": f"<{letter.pk}@{host}>"}
    return EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [asked.email], headers=headers)
