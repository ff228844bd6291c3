"""Writing applications together: parts with versions, citations, calls, and how an application goes on."""

from khetene.proposals.actions.applications import Decision, Terms, begin, choose_call, move, write_call
from khetene.proposals.actions.citing import cite, renew, take_out
from khetene.proposals.actions.writing import remove, wipe, write

__all__ = [
    "Decision",
    "Terms",
    "begin",
    "choose_call",
    "cite",
    "move",
    "remove",
    "renew",
    "take_out",
    "wipe",
    "write",
    "write_call",
]
