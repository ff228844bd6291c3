"""A practice for everybody: shown by the coordinator after a look at it; its organisation hears of it and may take it off."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from khetene.accounts import reads as accounts
from khetene.accounts.enums import Role
from khetene.accounts.mail import queue_letter
from khetene.accounts.models import Membership
from khetene.guidance.actions.practices import locked_practice, note_change
from khetene.guidance.enums import PracticeState
from khetene.guidance.errors import PracticeCannotMove
from khetene.guidance.models import Practice
from khetene.guidance.reads.publicity import members_who_answer
from khetene.guidance.rules import keeps_the_register, speaks_for_practice
from khetene.kernel import audit, clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


@transaction.atomic
def show_publicly(practice_id: uuid.UUID, *, public: bool, words: str = "", actor: Actor) -> Practice:
    """The coordinator shows a published practice to everybody; they or its organisation take it off again.

    Whoever did not do it hears of it. Twice is once. Raises PracticeCannotMove.
    """
    practice = locked_practice(practice_id, actor)
    keeps = keeps_the_register(actor)
    if not keeps and (public or not speaks_for_practice(actor, practice)):
        raise NotForYou
    if practice.state != PracticeState.PUBLISHED:
        raise PracticeCannotMove
    if practice.is_public == public:
        return practice
    practice.is_public = public
    practice.save(update_fields=["is_public"])
    note_change(practice, actor, words=words.strip(), made_public=public)
    audit.record("practice.shown_publicly" if public else "practice.not_public", practice, actor=actor)
    if public:
        _tell(members_who_answer(practice, but=actor), public=True)
    elif not keeps:
        _tell(_coordinators(), public=False)
    return practice


def _coordinators() -> list[uuid.UUID]:
    rows = Membership.objects.active_on(clock.today()).filter(role=Role.NATIONAL_COORDINATOR).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _tell(people: Iterable[uuid.UUID], *, public: bool) -> None:
    """Which practice it is, is read after signing in."""
    for address in accounts.addresses_of(people, on=clock.today()):
        with translation.override(address.language):
            words = (
                _(
                    "A good practice of your organisation can be read by everybody since today. Sign in and look at what "
                    "they see. If you do not want it, take it off the public page there."
                )
                if public
                else _("An organisation took its good practice off the public page.")
            )
            subject = _("Khetene: a good practice and the public page")
        body = f"{words}\n\n{settings.PUBLIC_ADDRESS}\n"
        queue_letter(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [address.email]))
