"""What the keepers of a phase write."""

from khetene.projects.actions.documents import add_document, remove_document
from khetene.projects.actions.money import add_amendment, add_cost, add_line, replace_cost, write_activity
from khetene.projects.actions.planning import (
    agree_phase,
    begin_phase,
    discard_phase,
    remove_part,
    write_head,
    write_part,
)

__all__ = [
    "add_amendment",
    "add_cost",
    "add_document",
    "add_line",
    "agree_phase",
    "begin_phase",
    "discard_phase",
    "remove_document",
    "remove_part",
    "replace_cost",
    "write_activity",
    "write_head",
    "write_part",
]
