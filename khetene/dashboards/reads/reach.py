"""Which municipalities a programme reaches on a day: never where Roma live (D 11 #50)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khetene.charts import Bar, Cell, Chart, Gap, Series, Tile, bars, tiles
from khetene.charts.theme import LIGHT, MIDDLE, NOTHING, STRONG
from khetene.dashboards import grid
from khetene.directory import reads as directory
from khetene.eligibility.programmes import Span
from khetene.enrolments import reads as enrolments
from khetene.enrolments.reads import Agreement
from khetene.facts.reads import words
from khetene.kernel import clock
from khetene.kernel.errors import NotForYou
from khetene.programmes import reads as programmes
from khetene.territory.models import Territory
from khetene.territory.reads import Boundaries


@dataclass(slots=True)
class Covered:
    """One local government of the day with what is recorded there."""

    place: Territory
    joined: list[str] = field(default_factory=list)
    offering: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coverage:
    """`nationwide` have an agreement and no place; `unplaced` lie in one of several municipalities, nobody says in which."""

    programme: str
    title: str
    on: date
    must_join: bool | None
    enrols: bool
    in_force: bool
    span: Span
    places: list[Covered]
    agreements: list[Agreement]
    nationwide: list[str]
    unplaced: list[str]
    knows_services: bool
    boundaries: Boundaries

    @property
    def joined(self) -> int:
        return sum(1 for one in self.places if one.joined)


def programme_choices() -> list[tuple[str, str]]:
    """Programmes of the published rules, in force or ended, by title."""
    if not programmes.are_loaded():
        return []
    return sorted(programmes.published().titles.items(), key=lambda choice: choice[1])


def coverage(programme: str, *, on: date) -> Coverage:
    """Raises NotForYou where there is no such programme."""
    rules = programmes.published()
    if programme not in rules.titles:
        raise NotForYou
    boundaries, offices = Boundaries(on), directory.located(on=on)
    agreements = [one for one in enrolments.agreements(rules.operations) if one.programme == programme]
    spans = {entry.id: entry.span for entry in rules.rules.programmes}
    in_force = spans[programme].holds_on(on)
    holding = {one.organisation_id for one in agreements if in_force and one.holds_on(on)}
    places = {place.pk: Covered(place) for place in boundaries.local_governments}
    nationwide: list[str] = []
    unplaced: list[str] = []
    for office in (office for office in offices if office.id in holding):
        where = boundaries.where(office.territory_id)
        if len(where) == 1:
            places[where[0].pk].joined.append(office.name)
        else:
            (unplaced if where else nationwide).append(office.name)
    knows_services = on == clock.today()
    if knows_services:
        _add_services(places, programme, boundaries)
    operation = rules.operations.get(programme)
    return Coverage(
        programme=programme,
        title=rules.titles[programme],
        on=on,
        must_join=operation.partners.must_join if operation else None,
        enrols=operation is not None and operation.enrols,
        in_force=in_force,
        span=spans[programme],
        places=sorted(places.values(), key=lambda one: (one.place.name, one.place.slug)),
        nationwide=nationwide,
        unplaced=unplaced,
        agreements=agreements,
        knows_services=knows_services,
        boundaries=boundaries,
    )


def _add_services(places: dict[uuid.UUID, Covered], programme: str, boundaries: Boundaries) -> None:
    """The directory knows services as they are today, so they stand on today's map alone."""
    for service, territory_id in directory.services_with_places(on=boundaries.day):
        where = boundaries.where(territory_id) if service.programme == programme else []
        if len(where) == 1:
            places[where[0].pk].offering.append(f"{service.name}, {service.organisation_name}")


def coverage_chart(found: Coverage) -> Chart:
    """The tile map. Days before the reform are drawn in the squares of what the municipalities became."""
    series = [
        Series(_("an agreement is recorded"), STRONG),
        Series(_("an agreement is recorded in a part"), MIDDLE),
        Series(_("a service is offered, no agreement is recorded"), LIGHT),
        Series(_("nothing is recorded"), NOTHING),
    ]
    squares = _tiles(found)
    series = [one for one in series if one.ink in {tile.ink for tile in squares} or one.ink in (STRONG, NOTHING)]
    said = ngettext(
        "%(number)s of %(all)s municipalities has an agreement.",
        "%(number)s of %(all)s municipalities have an agreement.",
        found.joined,
    ) % {"number": found.joined, "all": len(found.places)}
    columns = [_("Municipality"), _("Who has joined")]
    if found.knows_services:
        columns.append(_("Services of the programme"))
    return Chart(
        name="coverage",
        question=_("Where is the programme there?"),
        finding=said,
        columns=tuple(columns),
        rows=tuple(_row(one, found.knows_services) for one in found.places),
        spec=tiles(squares, series) if squares else None,
        rule=_(
            "A municipality is marked when an organisation that stands in it has an agreement with the programme on the day. "
            "“Nothing is recorded” does not say that nobody helps there. The map shows programmes, never where people live. "
            "It is a scheme: all squares are equal and stand roughly where the municipality lies."
        ),
        read="enrolments.reads.agreements, directory.reads.located, territory.reads.Boundaries",
        indicators=("o5-computed-partners", "o5-computed-programmes"),
        sources=(_("Agreements that the holder of the programme keeps, and the definition of the programme"),),
        notes=tuple(_notes(found)),
        is_wide=True,
    )


def _row(one: Covered, knows_services: bool) -> tuple[Cell, ...]:
    nothing = Gap(_("nothing is recorded"))
    cells: list[Cell] = [one.place.name, "; ".join(one.joined) or nothing]
    if knows_services:
        cells.append("; ".join(one.offering) or nothing)
    return tuple(cells)


def _notes(found: Coverage) -> Iterable[str]:
    if not found.in_force:
        yield _("The programme is not in force on this day.")
    if found.must_join is False:
        yield _("Organisations need no agreement with this programme: it may help everywhere.")
    if found.must_join is None:
        yield _("The sources do not say whether organisations need an agreement.")
    if found.nationwide:
        yield _("Joined, without a place here: %(names)s.") % {"names": "; ".join(found.nationwide)}
    if found.unplaced:
        names = "; ".join(found.unplaced)
        yield _("Joined, but several municipalities of that day are possible: %(names)s.") % {"names": names}


def _tiles(found: Coverage) -> list[Tile]:
    squares = grid.places(settings.COUNTRY_FOLDER)
    inside: dict[grid.Place, list[Covered]] = {}
    for one in found.places:
        for square in _squares_of(one.place, found.boundaries, squares):
            inside.setdefault(square, []).append(one)
    return [
        _tile(square, places)
        for square, places in sorted(inside.items(), key=lambda pair: (pair[0].row, pair[0].column))
    ]


def _squares_of(place: Territory, boundaries: Boundaries, squares: dict[str, grid.Place]) -> list[grid.Place]:
    if place.slug in squares:
        return [squares[place.slug]]
    found = [square for later in boundaries.after(place) for square in _squares_of(later, boundaries, squares)]
    return list(dict.fromkeys(found))


def _tile(square: grid.Place, places: list[Covered]) -> Tile:
    joined = sum(1 for one in places if one.joined)
    offering = any(one.offering for one in places)
    ink = STRONG if joined == len(places) else MIDDLE if joined else LIGHT if offering else NOTHING
    below = f"{joined}/{len(places)}" if len(places) > 1 else ""
    return Tile(square.column, square.row, square.label, below, ink)


def joined_chart(on: date) -> Chart:
    """How many municipalities have joined each programme that asks for an agreement or has one."""
    published = programmes.published() if programmes.are_loaded() else None
    every = published.rules.programmes if published else ()
    titles = {entry.id: words(entry.title) for entry in every if entry.span.holds_on(on)}
    boundaries, offices = Boundaries(on), {office.id: office for office in directory.located(on=on)}
    reached: dict[str, set[uuid.UUID]] = {}
    elsewhere: dict[str, set[uuid.UUID]] = {}
    for one in enrolments.agreements(published.operations) if published else []:
        if one.holds_on(on) and one.programme in titles and one.organisation_id in offices:
            where = boundaries.where(offices[one.organisation_id].territory_id)
            into = reached if len(where) == 1 else elsewhere
            into.setdefault(one.programme, set()).add(where[0].pk if len(where) == 1 else one.organisation_id)
    asking = (
        {slug for slug, one in published.operations.items() if one.partners.must_join and slug in titles}
        if published
        else set()
    )
    shown = sorted(asking | set(reached) | set(elsewhere), key=lambda slug: titles[slug])
    nothing = Gap(_("nothing is recorded"))
    rows = tuple((titles[slug], len(reached.get(slug, ())) or nothing, len(elsewhere.get(slug, ()))) for slug in shown)
    drawn = [
        Bar(str(title), number if isinstance(number, int) else None, _shown(number)) for title, number, _more in rows
    ]
    return Chart(
        name="joined",
        question=_("Which programmes have municipalities joined?"),
        finding="; ".join(f"{bar.label}: {bar.shown}" for bar in drawn) + "."
        if drawn
        else _("No programme asks for an agreement."),
        columns=(_("Programme"), _("Municipalities"), _("Organisations without a place")),
        rows=rows,
        spec=bars(drawn) if drawn else None,
        rule=_(
            "Different municipalities of today in which an organisation has an agreement in force. Programmes that have ended, "
            "and those that ask for no agreement and have none, are left out."
        ),
        read="enrolments.reads.agreements, territory.reads.Boundaries",
        indicators=("o5-computed-partners", "o5-computed-programmes"),
        sources=(_("Agreements that the holders of programmes keep, and the definitions of programmes"),),
    )


def _shown(number: int | Gap) -> str:
    return number.words if isinstance(number, Gap) else str(number)
