"""Gatherings as people look at them: the calendar, one gathering, its list, its figures."""

from khetene.gatherings.reads.editing import plan, row_of_the_list
from khetene.gatherings.reads.invited import Invited, invited, material_of_invited
from khetene.gatherings.reads.lists import participants, presence, same_names
from khetene.gatherings.reads.materials import opened_material
from khetene.gatherings.reads.pages import (
    at_the_door,
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
from khetene.gatherings.reads.series import (
    SeatsThere,
    held_at,
    held_by_year,
    places_by_year,
    presence_of_seats,
    rows_by_place_and_year,
)
from khetene.gatherings.reads.to_finish import ToFinish, to_finish
from khetene.gatherings.reads.year import GatheringsOfAYear, held_in

__all__ = [
    "AgendaRow",
    "Figures",
    "GatheringPage",
    "GatheringRow",
    "GatheringsOfAYear",
    "Heads",
    "Invited",
    "ParticipantRow",
    "SameNameRow",
    "SeatsThere",
    "SectionRow",
    "Stated",
    "ToFinish",
    "at_the_door",
    "figures",
    "gathering",
    "gatherings",
    "held_at",
    "held_by_year",
    "held_in",
    "invited",
    "kind_slugs",
    "kinds",
    "lines",
    "material_of_invited",
    "named",
    "open_gathering",
    "open_to_all",
    "opened_material",
    "page_of",
    "participants",
    "places_by_year",
    "plan",
    "presence",
    "presence_of_seats",
    "row_of_the_list",
    "rows_by_place_and_year",
    "same_names",
    "section",
    "to_finish",
    "waiting_for_me",
    "years",
]
