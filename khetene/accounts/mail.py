"""E-mail about access: whom it greets and what it says is in the text, never in the subject."""

from __future__ import annotations

import json
import uuid

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from khetene.accounts.enums import AccountEvent, InvitationState, UserLanguage
from khetene.accounts.links import signature_of
from khetene.accounts.models import Invitation, User
from khetene.kernel import clock, encryption
from khetene.kernel.post import hand_on

LETTER = "accounts·letter"


@task()
def send_letter(sealed: str, tried: int = 0) -> None:
    """Send what `queue_letter` sealed."""
    to, subject, text = json.loads(encryption.unseal(encryption.Sealed(sealed), LETTER))
    letter = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, to)
    hand_on(letter, send_letter, sealed, tried=tried)


def queue_letter(letter: EmailMessage) -> None:
    """Send a letter of the sign-in as every other is sent: after the commit, by the worker, again if the post is away.

    It may hold a link that opens an account, so it waits sealed.
    """
    text = json.dumps([letter.to, letter.subject, letter.body])
    transaction.on_commit(lambda: send_letter.enqueue(encryption.seal(text, LETTER).token))


@task()
def send_invitation(invitation_id: str, tried: int = 0) -> None:
    """Send the link of an open invitation, in Latvian first and English below; the job itself holds only a key."""
    invitation = Invitation.objects.select_related("organisation").get(pk=uuid.UUID(invitation_id))
    if invitation.state_on(clock.today()) != InvitationState.OPEN:
        return
    link = settings.PUBLIC_ADDRESS.rstrip("/") + reverse(
        "accounts:accept_invitation", args=[invitation.pk, signature_of(invitation.pk)]
    )
    texts = []
    for language in (UserLanguage.LATVIAN, UserLanguage.ENGLISH):
        with translation.override(language):
            context = {"invitation": invitation, "role": invitation.get_role_display(), "link": link}
            texts.append(render_to_string("accounts/email/invitation.txt", context).strip())
    with translation.override(UserLanguage.LATVIAN):
        subject = _("Invitation to Khetene")
    letter = EmailMessage(subject, "\n\n———\n\n".join(texts), settings.DEFAULT_FROM_EMAIL, [invitation.email])
    hand_on(letter, send_invitation, invitation_id, tried=tried)


@task()
def tell_of_change(user_id: str, event: str, tried: int = 0) -> None:
    """Tell the owner of an account what was changed from outside their own session; the subject says nothing of it."""
    user = User.objects.get(pk=uuid.UUID(user_id))
    if not user.address:  # it went to somebody else's account meanwhile
        return
    with translation.override(user.language):
        context = {"what": AccountEvent(event).label, "when": clock.now().astimezone(clock.HOME)}
        text = render_to_string("accounts/email/account_changed.txt", context).strip()
        subject = _("Your account in Khetene has changed")
    letter = EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [user.address])
    hand_on(letter, tell_of_change, user_id, event, tried=tried)
