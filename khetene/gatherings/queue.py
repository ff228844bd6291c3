"""Which letters are to go to whom. Putting one in the queue twice changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from khetene.gatherings.enums import LetterKind, Reply, State
from khetene.gatherings.models import Gathering, Letter, Participation
from khetene.gatherings.models.letter import HANDED_OVER
from khetene.gatherings.post import send_letters
from khetene.kernel import clock
from khetene.kernel.enums import LetterState

REMIND_DAYS_BEFORE = 3


def to_be_invited(gathering: Gathering) -> list[Participation]:
    """On the list with an address, not refused, and not written to yet."""
    rows = gathering.participations.exclude(reply=Reply.DECLINED).exclude(letters__kind=LetterKind.INVITATION)
    return _reachable(rows)


def queue_invitations(gathering: Gathering) -> int:
    return _queue(gathering, LetterKind.INVITATION, to_be_invited(gathering))


def queue_invitation_to(row: Participation) -> int:
    """Somebody was named in place of a member: they get a letter of their own."""
    is_announced = row.gathering.state == State.ANNOUNCED
    rows = Participation.objects.filter(pk=row.pk) if is_announced else Participation.objects.none()
    return _queue(row.gathering, LetterKind.INVITATION, _reachable(rows))


def queue_change(gathering: Gathering) -> int:
    """Everybody who knows the old time or place hears of the new one; an invitation that still waits says the new one itself."""
    return _queue(gathering, LetterKind.CHANGED, _who_know(gathering))


def queue_cancellation(gathering: Gathering) -> int:
    """Everybody who expects it; whatever else still waits is not needed any more."""
    who_know = _who_know(gathering)
    waiting = Letter.objects.filter(participation__gathering=gathering, state=LetterState.WAITING)
    waiting.update(state=LetterState.NOT_NEEDED, moved_at=clock.now())
    return _queue(gathering, LetterKind.CANCELLED, who_know)


def queue_place_free(row: Participation) -> int:
    """Somebody moved up from the waiting list."""
    return _queue(row.gathering, LetterKind.PLACE_FREE, _reachable(Participation.objects.filter(pk=row.pk)))


def queue_reminders() -> int:
    """Three days before: to those who come, and to those who have not answered and whose letter is two days old."""
    now = clock.now()
    soon = now + timedelta(days=REMIND_DAYS_BEFORE)
    queued = 0
    for gathering in Gathering.objects.filter(state=State.ANNOUNCED, starts__gt=now, starts__lte=soon).order_by("pk"):
        lately = Letter.objects.filter(participation__gathering=gathering, asked_at__gt=now - timedelta(days=2))
        rows = gathering.participations.filter(reply__in=[Reply.COMING, Reply.INVITED])
        rows = rows.exclude(pk__in=lately.values("participation_id"))
        queued += _queue(gathering, LetterKind.REMINDER, _reachable(rows))
    return queued


def _reachable(rows: QuerySet[Participation]) -> list[Participation]:
    """Those whose address is kept; it is sealed, so the database cannot say."""
    return [row for row in rows.select_related("identity", "gathering").order_by("order", "pk") if address_of(row)]


def address_of(row: Participation) -> str:
    identity = getattr(row, "identity", None)
    return str(identity.email) if identity else ""


def row_with_address(gathering: Gathering, address: str) -> Participation | None:
    """Addresses are sealed, so they are opened one by one: all of them, so that the time tells nobody who is on the list."""
    rows = _reachable(gathering.participations.all())
    found = [row for row in rows if address_of(row).strip().lower() == address]
    return found[0] if found else None


def _who_know(gathering: Gathering) -> list[Participation]:
    """Those who were written to, and those who answered in another way."""
    handed_over = Letter.objects.filter(participation__gathering=gathering, state__in=HANDED_OVER)
    written_to = set(handed_over.values_list("participation_id", flat=True))
    rows = _reachable(gathering.participations.exclude(reply=Reply.DECLINED))
    return [row for row in rows if row.pk in written_to or row.reply != Reply.INVITED]


@transaction.atomic
def _queue(gathering: Gathering, kind: LetterKind, rows: Iterable[Participation]) -> int:
    """How many letters are new."""
    now = clock.now()
    known = Letter.objects.filter(participation__gathering=gathering, kind=kind, sequence=gathering.sequence)
    there = set(known.values_list("participation_id", flat=True))
    letters = [
        Letter(participation=row, kind=kind, sequence=gathering.sequence, asked_at=now, moved_at=now)
        for row in rows
        if row.pk not in there
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    if letters:
        transaction.on_commit(send_letters.enqueue)
    return len(letters)
