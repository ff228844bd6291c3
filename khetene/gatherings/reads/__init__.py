"""Gatherings as people look at them: the calendar, one gathering, its list, its figures."""

from khetene.gatherings.reads.lists import participants, presence, same_names
from khetene.gatherings.reads.pages import (
    figures,
    gathering,
    gatherings,
    kind_slugs,
    kinds,
    lines,
    named,
    open_gathering,
    open_to_all,
    page_of,
    section,
    waiting_for_me,
    years,
)
from khetene.gatherings.reads.rows import (
    AgendaRow,
    Figures,
    GatheringPage,
    GatheringRow,
    Heads,
    ParticipantRow,
    SameNameRow,
    SectionRow,
    Stated,
)
from khetene.gatherings.reads.series import SeatsThere, held_at, held_by_year, presence_of_seats
from khetene.gatherings.reads.to_finish import ToFinish, to_finish
from khetene.gatherings.reads.year import GatheringsOfAYear, held_in

__all__ = [
    "AgendaRow",
    "Figures",
    "GatheringPage",
    "GatheringRow",
    "GatheringsOfAYear",
    "Heads",
    "ParticipantRow",
    "SameNameRow",
    "SeatsThere",
    "SectionRow",
    "Stated",
    "ToFinish",
    "figures",
    "gathering",
    "gatherings",
    "held_at",
    "held_by_year",
    "held_in",
    "kind_slugs",
    "kinds",
    "lines",
    "named",
    "open_gathering",
    "open_to_all",
    "page_of",
    "participants",
    "presence",
    "presence_of_seats",
    "same_names",
    "section",
    "to_finish",
    "waiting_for_me",
    "years",
]
