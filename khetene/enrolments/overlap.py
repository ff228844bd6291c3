"""Whether the same need, in the same time and by the same kind of support, is already paid from elsewhere (D 10 #18).

In the own silo the other source is named. Of another silo, which may be asked only about a person who was handed over by a
referral that their consent covers, the answer is yes or no, and the question is written into that silo's trail. About a
safe place nobody is asked (`rules.NEVER_ASKED_ELSEWHERE`): who tries nights would learn from refusals where somebody sleeps.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from khetene.enrolments import rules
from khetene.enrolments.models import Delivery, Enrolment, OtherFinance
from khetene.kernel import audit
from khetene.kernel.actor import Actor
from khetene.kernel.translated import Translated, short_day
from khetene.programmes import reads as programmes
from khetene.programmes.operations.definition import Operation, Support
from khetene.programmes.operations.limits import Refusal
from khetene.referrals import reads as referrals

What = tuple[uuid.UUID, str, str]  # client (ours), need, kind


@dataclass(frozen=True, slots=True)
class Cover:
    """Some time that is paid already; `programme` is empty where it was noted by hand or lies in another silo."""

    first: date
    last: date
    programme: str = ""
    payer: str = ""
    elsewhere: bool = False


@dataclass(slots=True)
class Paid:
    """What is already paid for some clients."""

    covers: dict[What, dict[str, dict[Cover, None]]] = field(default_factory=dict)  # by the programme that pays
    titles: dict[str, str] = field(default_factory=dict)

    def load(
        self, enrolments: Sequence[Enrolment], operations: Mapping[str, Operation], *, why: str, actor: Actor
    ) -> None:
        """Other programmes and other payers of these clients, and yes or no from the silos that they are linked to."""
        clients = {enrolment.client_id for enrolment in enrolments}
        self._own(clients)
        self._noted(clients)
        asked = {one.client_id for one in enrolments if rules.asks_elsewhere(operations[one.programme])}
        self._elsewhere(asked, why, actor)
        if not self.titles:
            self.titles = programmes.published().titles

    def _own(self, clients: set[uuid.UUID]) -> None:
        rows = Delivery.objects.counted().filter(enrolment__client_id__in=clients).order_by()
        fields = ("enrolment__client_id", "need", "kind", "covers_from", "covers_to", "enrolment__programme")
        for client, need, kind, first, last, programme in rows.values_list(*fields).distinct().order_by(*fields):
            self._cover((client, need, kind), Cover(first, last, programme=programme))

    def _noted(self, clients: set[uuid.UUID]) -> None:
        rows = OtherFinance.objects.filter(client_id__in=clients, taken_back_at=None).order_by("covers_from", "id")
        for row in rows:
            cover = Cover(row.covers_from, row.covers_to or date.max, payer=row.payer)
            self._cover((row.client_id, row.need, row.kind), cover)

    def _elsewhere(self, clients: set[uuid.UUID], why: str, actor: Actor) -> None:
        for person in referrals.linked_people(clients, actor=actor):
            rows = Delivery.objects.counted().filter(enrolment__client_id=person.other_client)
            fields = ("need", "kind", "covers_from", "covers_to")
            told = rows.exclude(need__in=rules.NEVER_ASKED_ELSEWHERE).order_by()
            for need, kind, first, last in told.values_list(*fields).distinct().order_by(*fields):
                self._cover((person.own_client, need, kind), Cover(first, last, elsewhere=True))
            audit.record(
                "overlap.asked",
                person.referral,
                actor=actor,
                silo=person.other_silo,
                case=person.other_case,
                reason=why,
            )

    def _cover(self, what: What, cover: Cover) -> None:
        self.covers.setdefault(what, {}).setdefault(cover.programme, {})[cover] = None

    def add(self, enrolment: Enrolment, support: Support, first: date, last: date) -> None:
        cover = Cover(first, last, programme=enrolment.programme)
        self._cover((enrolment.client_id, support.need, support.kind), cover)

    def refusals(self, enrolment: Enrolment, support: Support, first: date, last: date) -> Iterator[Refusal]:
        """One refusal with the first other source that pays in this time; a programme does not compete with itself."""
        for programme, covers in self.covers.get((enrolment.client_id, support.need, support.kind), {}).items():
            if programme != enrolment.programme:
                for cover in covers:
                    if cover.first <= last and first <= cover.last:
                        yield Refusal("overlap", self._sentence(support, cover))
                        return

    def _sentence(self, support: Support, cover: Cover) -> str:
        said = {"support": Translated(support.title), "first": _day(cover.first), "last": _day(cover.last)}
        if cover.elsewhere:
            return (
                _(
                    "%(support)s: in this time the same need is paid by another institution. "
                    "Which one may not be shown here; speak with the office that the person was handed over to or from."
                )
                % said
            )
        payer = cover.payer or self.titles.get(cover.programme, cover.programme)
        return _("%(support)s: the same need is already paid from %(payer)s (%(first)s – %(last)s).") % {
            **said,
            "payer": payer,
        }


def _day(day: date) -> str:
    return "…" if day == date.max else short_day(day)
