"""Rosters on any day, who is asked and has not answered, seats whose town is no more, and who knows what where."""

from khetene.network.reads.rosters import (
    bodies,
    body_choices,
    body_to_address,
    experts_of,
    public_roster,
    renewal,
    renewed,
    roster,
    seats_filled,
    who_knows,
)
from khetene.network.reads.rows import (
    BodyRow,
    Falling,
    HolderRow,
    Roster,
    SeatPage,
    SeatRow,
)
from khetene.network.reads.seats import (
    holder,
    my_seats,
    people,
    person,
    seat,
    waiting_for_me,
)

__all__ = [
    "BodyRow",
    "Falling",
    "HolderRow",
    "Roster",
    "SeatPage",
    "SeatRow",
    "bodies",
    "body_choices",
    "body_to_address",
    "experts_of",
    "holder",
    "my_seats",
    "people",
    "person",
    "public_roster",
    "renewal",
    "renewed",
    "roster",
    "seat",
    "seats_filled",
    "waiting_for_me",
    "who_knows",
]
