"""What waits for somebody on the page of the platform: a sentence and where to go, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.accounts.rules import coordinates_nationally
from khetene.gatherings import reads as gatherings
from khetene.guidance import reads as guidance
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.mediation import reads as mediation
from khetene.network import reads as network


@dataclass(frozen=True, slots=True)
class Waits:
    words: str
    name: str
    url: str


def waiting_for(actor: Actor) -> list[Waits]:
    asked = [*_seats(actor), *_invitations(actor), *_gatherings(actor), *_news(actor)]
    return asked + ([*_overdue(), *_month()] if coordinates_nationally(actor) else [])


def _seats(actor: Actor) -> Iterator[Waits]:
    for seat, row in network.waiting_for_me(actor=actor):
        url = reverse("network:answer_invitation", args=[row.id])
        yield Waits(_("You are asked into a seat"), f"{seat.body_name}, {seat.place}", url)


def _invitations(actor: Actor) -> Iterator[Waits]:
    for row in gatherings.waiting_for_me(actor=actor):
        yield Waits(_("You are invited"), row.title, reverse("gatherings:my_reply", args=[row.id]))


def _gatherings(actor: Actor) -> Iterator[Waits]:
    for one in gatherings.to_finish(actor=actor):
        if one.is_over:
            yield Waits(
                _("It is over: note who came and that it was held"),
                one.row.title,
                reverse("gatherings:gathering", args=[one.row.id]),
            )
        else:
            words = ngettext(
                "%(number)s letter may not have arrived", "%(number)s letters may not have arrived", one.letters
            )
            yield Waits(
                words % {"number": one.letters}, one.row.title, reverse("gatherings:letters", args=[one.row.id])
            )


def _news(actor: Actor) -> Iterator[Waits]:
    if changed := guidance.news(actor=actor):
        words = ngettext("%(number)s recommendation has news", "%(number)s recommendations have news", changed)
        yield Waits(words % {"number": changed}, _("What you follow"), reverse("guidance:followed"))


def _overdue() -> Iterator[Waits]:
    if late := guidance.overdue(clock.today()):
        words = ngettext("%(number)s answer is overdue", "%(number)s answers are overdue", late)
        url = reverse("guidance:register") + "?state=overdue"
        yield Waits(words % {"number": late}, _("Recommendations"), url)


def _month() -> Iterator[Waits]:
    last = (clock.today().replace(day=1) - timedelta(days=1)).replace(day=1)
    if missing := len(mediation.national_month(last).missing):
        words = ngettext(
            "%(number)s mediator has not signed the month", "%(number)s mediators have not signed the month", missing
        )
        yield Waits(words % {"number": missing}, _("Mediators' month"), _month_page(last))


def _month_page(first: date) -> str:
    return reverse("mediation:national_month", args=[first.isoformat()[:7]])
