"""Writing applications together: parts with versions, citations, calls, and how an application goes on."""

from khetene.proposals.actions.applications import Decision, Terms, begin, choose_call, move, write_call
from khetene.proposals.actions.citing import cite, renew, take_out
from khetene.proposals.actions.pictures import add_picture, change_picture, move_picture, take_picture_away
from khetene.proposals.actions.writing import remove, wipe, write

__all__ = [
    "Decision",
    "Terms",
    "add_picture",
    "begin",
    "change_picture",
    "choose_call",
    "cite",
    "move",
    "move_picture",
    "remove",
    "renew",
    "take_out",
    "take_picture_away",
    "wipe",
    "write",
    "write_call",
]
