"""What people do with what was said and with practices."""

from khetene.guidance.actions.practices import (
    TEXTS,
    adopt_practice,
    edit_practice,
    link_practice,
    move_practice,
    note_visit,
    update_adoption,
    write_practice,
)
from khetene.guidance.actions.statements import answer, ask_organisations, decide, record_statement

__all__ = [
    "TEXTS",
    "adopt_practice",
    "answer",
    "ask_organisations",
    "decide",
    "edit_practice",
    "link_practice",
    "move_practice",
    "note_visit",
    "record_statement",
    "update_adoption",
    "write_practice",
]
