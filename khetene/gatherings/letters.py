"""What a letter says: Latvian first, English below, with an entry for the calendar. Its subject tells nobody's business."""

from __future__ import annotations

from email.mime.text import MIMEText

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.gatherings.calendar import calendar_of
from khetene.gatherings.enums import LetterKind, Reply
from khetene.gatherings.links import signature_of
from khetene.gatherings.models import Letter, Participation
from khetene.gatherings.reads.pages import page_for_participant
from khetene.gatherings.reads.rows import GatheringPage

LANGUAGES = ("lv", "en")


def letter_for(letter: Letter) -> EmailMultiAlternatives:
    """The letter as it would go now. Its Message-ID is always the same, so a second copy is known as one."""
    row = letter.participation
    message = message_for(row, letter.kind)
    message.extra_headers["Message-ID"] = (
        f"<{letter.pk}@{settings.PUBLIC_ADDRESS.partition('//')[2].partition(':')[0]}>"
    )
    return message


def message_for(row: Participation, kind: str) -> EmailMultiAlternatives:
    page = page_for_participant(row)
    address = row.identity.email
    calendar = calendar_of(page, attendee=address, comes=row.reply == Reply.COMING)
    message = EmailMultiAlternatives(
        subject=subject_of(page, kind),
        body=text_of(page, row, kind),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
    )
    method = "CANCEL" if page.row.is_cancelled else "REQUEST"
    part = MIMEText(calendar.decode(), "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename="sanaksme.ics")
    message.attach(part)
    return message


def subject_of(page: GatheringPage, kind: str) -> str:
    """The day and what it is about in general: a subject is read over shoulders, so it does not name the gathering."""
    with translation.override("lv"):
        day = date_format(page.days[0], "SHORT_DATE_FORMAT") if page.days else ""
        subjects = {
            LetterKind.INVITATION: _("Invitation: a gathering on %(day)s"),
            LetterKind.CHANGED: _("Changed: the gathering on %(day)s"),
            LetterKind.CANCELLED: _("Cancelled: the gathering on %(day)s"),
            LetterKind.PLACE_FREE: _("There is a place for you: the gathering on %(day)s"),
            LetterKind.REMINDER: _("Soon: the gathering on %(day)s"),
        }
        return subjects[LetterKind(kind)] % {"day": day}


def text_of(page: GatheringPage, row: Participation, kind: str, *, link: str = "") -> str:
    """`link`: what stands in the place of the personal one, which opens an answer in somebody's name."""
    texts = []
    for language in LANGUAGES:
        with translation.override(language):
            context = {"page": page, "row": page.row, "kind": kind, "reply": row.reply, "link": link or link_of(row)}
            texts.append(render_to_string("gatherings/email/letter.txt", context).strip())
    return "\n\n———\n\n".join(texts) + "\n"


def link_of(row: Participation) -> str:
    path = reverse("gatherings:invitation", args=[row.pk, signature_of(row.pk)])
    return settings.PUBLIC_ADDRESS.rstrip("/") + path
