"""The grants of all phases by source, side by side, for those who keep them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from khetene.kernel.actor import Actor
from khetene.projects.amending import total_of
from khetene.projects.enums import GrantSource
from khetene.projects.models import Amendment, GrantShare, Phase
from khetene.projects.money import split
from khetene.projects.reads.phases import roman
from khetene.projects.rules import keeps


@dataclass(frozen=True, slots=True)
class Grant:
    """`total` is the newest agreed one; without it, or without shares, `parts` is empty."""

    ordinal: int
    roman: str
    total: Decimal | None
    parts: dict[str, Decimal]


def grants(*, actor: Actor) -> list[Grant]:
    """Agreed phases that the actor keeps, the oldest first, each divided by its shares to the cent. Three queries."""
    shares = Prefetch("shares", GrantShare.objects.order_by("-percent", "source"))
    amendments = Prefetch("amendments", Amendment.objects.order_by("number"))
    rows = Phase.objects.agreed().prefetch_related(shares, amendments).order_by("ordinal")
    return [grant_of(phase) for phase in rows if keeps(actor, phase)]


def grant_of(phase: Phase) -> Grant:
    """Of a phase whose amendments and shares were fetched with it."""
    total = total_of(phase, phase.amendments.all())
    shares = list(phase.shares.all())
    parts = split(total, [share.percent for share in shares]) if total is not None and shares else []
    named = {share.source: part for share, part in zip(shares, parts, strict=False)}
    return Grant(phase.ordinal, roman(phase.ordinal), total, named)


def sources() -> list[tuple[str, str]]:
    """Who may pay, in the order of the reports."""
    return [(source.value, str(source.label)) for source in GrantSource]
