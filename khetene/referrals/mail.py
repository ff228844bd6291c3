"""The e-mail that carries a link to an office without an account; it says nothing about the person."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from khetene.referrals.reads import ReferralPage


def send_answer_link(shown: ReferralPage, address: str) -> bool:
    """Write to the office's functional address, in Latvian and in English; False when the mail could not be handed on.

    The link is not given to a background job, because the job's record would keep it.
    """
    texts = []
    for language in ("lv", "en"):
        with translation.override(language):
            texts.append(
                _(
                    "%(sender)s hands the referral %(key)s over to you. Open it here, the link holds for 14 days:\n%(link)s"
                )
                % {"sender": shown.sender_name, "key": shown.line.key, "link": address}
            )
    with translation.override("lv"):
        subject = _("Khetene: referral %(key)s") % {"key": shown.line.key}
    try:
        return bool(send_mail(subject, "\n\n———\n\n".join(texts), settings.DEFAULT_FROM_EMAIL, [shown.recipient_email]))
    except (OSError, SMTPException):
        return False
