"""Needs by columns that the reader chooses: a fixed list of cuts, each number with a noise that the same cases keep for ever.

Nothing else publishes needs, so no exact number stands beside these (`docs/disclosure.md`, `docs/decisions/0009`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from khetene.accounts.rules import sees_national_totals
from khetene.cases import reads as cases
from khetene.cases.enums import NeedDomain, NeedState
from khetene.directory.enums import OrganisationKind
from khetene.disclosure.door import Noise, perturbed
from khetene.disclosure.tally import Members
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.errors import NotForYou
from khetene.kernel.translated import Translated
from khetene.publishing.models import NoiseSecret
from khetene.publishing.periods import YEARS_BACK
from khetene.publishing.places import UNPLACED, regions
from khetene.publishing.sets import NOT_PLACED, WHOLE, in_languages

# What is shown is at most four away, so that behind a shown number there are ten cases at least.
NOISE = Noise(spread=4, variance=2.0, minimum=14)
LEAST_ORGANISATIONS = 3
_USE = "needs"
_QUARTER = 3


class By(TextChoices):
    """What the columns are. Each more lets somebody average a little more of the noise away: the list is short and fixed."""

    STATE = "state", _("what became of them")
    REGION = "region", _("region")
    OFFICE = "office", _("who noted them")
    HALF = "half", _("half of the year")


@dataclass(frozen=True, slots=True)
class NeedsCut:
    """Lines in the order of the domains; a number is None where it is hidden. `together` is no sum: it has its own noise."""

    year: int
    until: date
    columns: list[str]
    lines: list[NeedLine]


@dataclass(frozen=True, slots=True)
class NeedLine:
    title: str
    together: int | None
    cells: list[int | None]


def years_to_cut() -> list[int]:
    """The year that runs, from its first quarter that is over, and the five before it; the newest first."""
    return list(range(_last_day().year, clock.today().year - YEARS_BACK - 1, -1))


def needs(year: int, by: str, *, actor: Actor) -> NeedsCut:
    """Cases with a need of each domain that was noted in the year, by the columns chosen. Raises NotForYou."""
    if not sees_national_totals(actor) or year not in years_to_cut():
        raise NotForYou
    until = min(date(year, 12, 31), _last_day())
    columns, code_of = _columns(By(by), until)
    found = cases.cases_with_needs(date(year, 1, 1), until)
    secret = bytes.fromhex(NoiseSecret.objects.get(use=_USE).value)
    together = _shown(found.recoded(lambda codes: codes[:1]), secret)
    cut = _shown(found.recoded(lambda codes: (codes[0], code_of(codes))), secret)
    lines = [
        NeedLine(str(domain.label), together.get((domain.value,)), [cut.get((domain.value, code)) for code in columns])
        for domain in NeedDomain
    ]
    return NeedsCut(year, until, list(columns.values()), lines)


def _last_day() -> date:
    """The end of the last quarter that is over: what is entered day by day is not to be watched."""
    today = clock.today()
    return today.replace(month=(today.month - 1) // _QUARTER * _QUARTER + 1, day=1) - date.resolution


def _columns(by: By, day: date) -> tuple[dict[str, str], Callable[[tuple[str, ...]], str]]:
    """The titles by code, and under which code a row of `cases.cases_with_needs` stands."""
    if by == By.STATE:
        return {state.value: str(state.label) for state in NeedState}, lambda codes: codes[1]
    if by == By.OFFICE:
        return {kind.value: str(kind.label) for kind in OrganisationKind}, lambda codes: codes[3]
    if by == By.HALF:
        titles = {"1": pgettext("half of a year", "first"), "2": pgettext("half of a year", "second")}
        return titles, lambda codes: codes[4]
    places = regions(day, in_languages(WHOLE), in_languages(NOT_PLACED))
    titles = {code.code: str(Translated(code.title)) for code in places.codes if code.parent or code.code == UNPLACED}
    return titles, lambda codes: places.code_of(codes[2])


def _shown(members: Members, secret: bytes) -> dict[tuple[str, ...], int]:
    return perturbed(members, NOISE, secret, organisations=LEAST_ORGANISATIONS)
