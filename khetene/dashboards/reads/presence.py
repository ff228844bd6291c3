"""One body over its gatherings: which seats were represented, shown kindly. Nobody is ranked, and no person is named."""

from __future__ import annotations

import operator
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from khetene.charts import Cell, Chart, Gap, Mark, Series, Stack, dots, stacked
from khetene.charts.theme import QUIET, STRONG
from khetene.gatherings import reads as gatherings
from khetene.gatherings.reads import SeatsThere
from khetene.kernel import clock
from khetene.kernel.actor import Actor
from khetene.kernel.alphabet import in_alphabet
from khetene.kernel.numbers import per_cent
from khetene.network import reads as seats
from khetene.network.reads import BodyRow, SeatRow
from khetene.territory.reads import Boundaries

AWAY_AFTER = 3


@dataclass(frozen=True, slots=True)
class Away:
    """A seat that nobody represented at its last gatherings, to be asked what would make coming easier."""

    seat_id: uuid.UUID
    label: str
    times: int


@dataclass(frozen=True, slots=True)
class Network:
    body: BodyRow
    charts: list[Chart]
    away: list[Away]


def network(body: str, *, actor: Actor) -> Network:
    """How seats were represented. Which seat was, its keeper reads, and its holder of the own seat. Raises NotForYou."""
    today = clock.today()
    roster = seats.roster(body, on=today, actor=actor)
    held = gatherings.presence_of_seats(roster.body.id, on=today)
    mine = [seat for seat in roster.seats if any(holder.is_me for holder in seat.holders)]
    shown = roster.seats if roster.keeps else mine
    charts = [_over_time(held)]
    if shown:
        places = _municipalities(shown, roster.seats, Boundaries(today))
        charts += [_seat_by_seat(held, shown), _by_municipality(held, places)]
    return Network(roster.body, charts, _away(held, roster.seats) if roster.keeps else [])


def _municipalities(
    shown: list[SeatRow], roster: list[SeatRow], today: Boundaries
) -> dict[uuid.UUID, tuple[str, set[object]]]:
    """The local governments of today of the seats that are shown, each by its name with all its seats of the roster.

    A town lies in its municipality. What lies in several, or in none, stands for itself.
    """
    named = {seat.id: _municipality(seat, today) for seat in roster if seat.territory_id}
    wanted = {named[seat.id][0] for seat in shown if seat.id in named}
    found: dict[uuid.UUID, tuple[str, set[object]]] = {}
    for seat_id, (key, name) in named.items():
        if key in wanted:
            found.setdefault(key, (name, set()))[1].add(seat_id)
    return found


def _municipality(seat: SeatRow, today: Boundaries) -> tuple[uuid.UUID, str]:
    assert seat.territory_id
    found = today.where(seat.territory_id)
    return (found[0].pk, found[0].name) if len(found) == 1 else (seat.territory_id, seat.place)


def _away(held: list[SeatsThere], roster: list[SeatRow]) -> list[Away]:
    """Seats that were invited at least three times since their holder began, and then nobody came the last three times."""
    labels = _labels(roster)
    found = []
    for seat in roster:
        since = min((holder.begins for holder in seat.holders), default=None)
        was_there = [
            seat.id in one.represented for one in held if since and _day(one) >= since and seat.id in one.invited
        ]
        times = len(list(takewhile(operator.not_, reversed(was_there))))
        if times >= AWAY_AFTER:
            found.append(Away(seat.id, labels[seat.id], times))
    return sorted(found, key=lambda row: in_alphabet(row.label))


def _day(one: SeatsThere) -> date:
    assert one.gathering.starts
    return clock.day_of(one.gathering.starts)


def _when(one: SeatsThere) -> str:
    return str(date_format(_day(one), "SHORT_DATE_FORMAT"))


def _days(held: list[SeatsThere]) -> list[str]:
    """Each gathering by its day; two on one day are told apart by a number."""
    used = Counter[str]()
    found = []
    for one in held:
        day = _when(one)
        used[day] += 1
        found.append(day if used[day] == 1 else f"{day} ({used[day]})")
    return found


def _over_time(held: list[SeatsThere]) -> Chart:
    series = [Series(_("represented"), STRONG), Series(_("invited, nobody there"), QUIET)]
    drawn = []
    for day, one in zip(_days(held), held, strict=True):
        there, away = len(one.represented), len(one.invited) - len(one.represented)
        drawn.append(Stack(day, (there, away), (str(there), str(away))))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (stack.label, one.gathering.title, *stack.numbers) for stack, one in zip(drawn, held, strict=True)
    )
    invited, there = sum(len(one.invited) for one in held), sum(len(one.represented) for one in held)
    return Chart(
        name="over-time",
        question=_("How many of the invited seats were represented?"),
        finding=_("Over all gatherings %(there)s of %(invited)s invitations were represented.")
        % {"there": there, "invited": invited}
        if held
        else _("No gathering of this body has a list with seats."),
        columns=(_("Day"), _("Gathering"), *(one.label for one in series)),
        rows=rows,
        spec=stacked(drawn, series) if held else None,
        rule=_(
            "Seats on the list of a gathering that was held. A substitute counts for the seat. Who is not there has reasons "
            "that no figure knows."
        ),
        read="gatherings.reads.presence_of_seats",
        indicators=("o3-computed-seats",),
        sources=(_("Lists of gatherings in Khetene"),),
    )


def _seat_by_seat(held: list[SeatsThere], roster: list[SeatRow]) -> Chart:
    labels = _labels(roster)
    invited = set[object]().union(*(one.invited for one in held))
    there = ((label, key) for key, label in labels.items() if key in invited)
    shown = sorted(there, key=lambda one: in_alphabet(one[0]))
    days = _days(held)
    marks = [
        Mark(label, day, float(key in one.represented), "")
        for label, key in shown
        for day, one in zip(days, held, strict=True)
        if key in one.invited
    ]
    signs: dict[bool | None, Cell] = {
        None: Gap(_("not invited")),
        True: _("represented"),
        False: _("invited, nobody there"),
    }
    rows = tuple(
        (
            label,
            *(signs[key in one.represented if key in one.invited else None] for one in held),
            _("%(there)s of %(invited)s")
            % {
                "there": sum(key in one.represented for one in held),
                "invited": sum(key in one.invited for one in held),
            },
        )
        for label, key in shown
    )
    gone = len(invited - set(labels))
    return Chart(
        name="seats",
        question=_("Who was there, seat by seat?"),
        finding=_(
            "A full dot: somebody represented the seat. A ring: it was invited and nobody was there. No mark: it was not "
            "invited."
        )
        if shown
        else _("No seat of today was invited to a gathering that was held."),
        columns=(_("Seat"), *days, _("represented")),
        rows=rows,
        spec=dots(marks, [label for label, _key in shown], days) if shown else None,
        rule=_(
            "Seats of today, also in the time of earlier members, in the order of the alphabet. The picture is there to talk "
            "about how to make coming easier, not to compare towns. Its keeper sees all seats, a member the own one."
        ),
        read="gatherings.reads.presence_of_seats, network.reads.roster",
        indicators=("o3-computed-seats",),
        sources=(_("Lists of gatherings in Khetene"),),
        notes=(_("Seats that are no more are left out: %(number)s.") % {"number": gone},) if gone else (),
        is_wide=len(days) > 4,
    )


def _by_municipality(held: list[SeatsThere], places: dict[uuid.UUID, tuple[str, set[object]]]) -> Chart:
    """How often a municipality took part: of its invitations, and of all gatherings of the body."""
    by_name = sorted(places.values(), key=lambda place: in_alphabet(place[0]))
    rows = tuple((name, *_taken_part(held, keys)) for name, keys in by_name)
    return Chart(
        name="municipalities",
        question=_("How often did each municipality take part?"),
        finding=_("Two ways of counting: of its invitations, and of all gatherings of the body that have a list.")
        if rows
        else _("No seat of today stands for a municipality."),
        columns=(
            _("Municipality"),
            _("Seats today"),
            _("Invitations represented"),
            _("Share of the invited"),
            _("Gatherings with somebody there"),
            _("Share of all gatherings"),
        ),
        rows=rows,
        spec=None,
        rule=_(
            "Seats of today, also in the time of earlier members; each seat on the list of a gathering that was held is one "
            "invitation. A substitute counts for the seat. In the order of the alphabet, so that nobody is ranked. Its keeper "
            "sees all municipalities, a member the own one."
        ),
        read="gatherings.reads.presence_of_seats, network.reads.roster",
        indicators=("o3-computed-seats",),
        sources=(_("Lists of gatherings in Khetene"),),
    )


def _taken_part(held: list[SeatsThere], keys: set[object]) -> tuple[Cell, ...]:
    invited = sum(len(keys & one.invited) for one in held)
    there = sum(len(keys & one.represented) for one in held)
    came = sum(bool(keys & one.represented) for one in held)
    of = _("%(there)s of %(invited)s")
    return (
        str(len(keys)),
        of % {"there": there, "invited": invited} if invited else Gap(_("not invited")),
        _share(there, invited),
        of % {"there": came, "invited": len(held)} if held else Gap(_("no list")),
        _share(came, len(held)),
    )


def _share(part: int, whole: int) -> Cell:
    """In whole per cent; nothing can be shared out of nothing."""
    return per_cent((Decimal(part) * 100 / whole).quantize(Decimal(1), ROUND_HALF_UP)) if whole else Gap("–")


def _labels(roster: list[SeatRow]) -> dict[object, str]:
    """A place, and its field where several seats stand for it; a number where even that is the same."""
    plain = Counter(seat.place for seat in roster)
    found: dict[object, str] = {}
    used = Counter[str]()
    for seat in roster:
        label = seat.place if plain[seat.place] == 1 else f"{seat.place}, {seat.field_label}"
        used[label] += 1
        found[seat.id] = label if used[label] == 1 else f"{label} {used[label]}"
    return found
