"""Practices as everybody reads them, and the same before they do."""

from __future__ import annotations

import uuid

from khetene.accounts.models import Membership
from khetene.files.enums import Use
from khetene.files.storing import Opened, opened
from khetene.guidance.enums import ANSWER_FOR_AN_ORGANISATION, PracticeState
from khetene.guidance.models import Practice, PracticePicture
from khetene.guidance.reads.pictures import shown
from khetene.guidance.reads.practices import practice_row, practice_rows, texts_of
from khetene.guidance.reads.rows import PracticeRow, Publicity, PublicPractice
from khetene.guidance.rules import keeps_the_register, speaks_for_practice
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou


def public_practices() -> list[PracticeRow]:
    """Practices that the coordinator shows to everybody, by title. Two queries."""
    return [practice_row(found) for found in practice_rows(Practice.objects.public())]


def public_practice(practice_id: uuid.UUID) -> PublicPractice:
    """One of them, with the pictures that were released for everybody. Raises NotForYou."""
    found = practice_rows(Practice.objects.public()).prefetch_related("pictures").filter(pk=practice_id).first()
    if found is None:
        raise NotForYou
    return _as_everybody_reads_it(found)


def publicity(practice_id: uuid.UUID, *, actor: Actor) -> Publicity:
    """What everybody reads or would read, and who hears of it. In four queries.

    Raises NotForYou for whoever may neither show it nor take it off.
    """
    rows = practice_rows(Practice.objects.published()).select_related("owner").prefetch_related("pictures")
    found = rows.filter(pk=practice_id).first()
    if found is None:
        raise NotForYou
    if not keeps_the_register(actor) and not (found.is_public and speaks_for_practice(actor, found)):
        raise NotForYou
    whose = found.owner or found.organisation
    return Publicity(
        shown=_as_everybody_reads_it(found),
        is_public=found.is_public,
        is_own=speaks_for_practice(actor, found),
        organisation_name=whose.name if whose else "",
        is_reached=bool(members_who_answer(found, but=actor)),
    )


def preview_picture(picture_id: uuid.UUID, *, actor: Actor) -> Opened:
    """A picture that everybody would see with the practice, for who decides that. Raises NotForYou."""
    rows = PracticePicture.objects.covering(Use.PUBLIC, clock.today()).filter(pk=picture_id)
    found = rows.filter(practice__state=PracticeState.PUBLISHED).first()
    if found is None or not keeps_the_register(actor):
        raise NotForYou
    return opened(found)


def members_who_answer(practice: Practice, *, but: Actor) -> list[uuid.UUID]:
    """Those who answer for the organisation whose practice it is."""
    whose = practice.owner_id or practice.organisation_id
    if whose is None:
        return []
    rows = Membership.objects.active_on(clock.today()).in_organisation(whose)
    rows = rows.filter(role__in=ANSWER_FOR_AN_ORGANISATION).exclude(pk=but.membership_key)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _as_everybody_reads_it(found: Practice) -> PublicPractice:
    pictures = shown(found.pictures.all(), Use.PUBLIC)
    return PublicPractice(practice_row(found), texts_of(found), found.evidence_address, pictures)
