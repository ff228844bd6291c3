"""What people do with what was said and with practices."""

from khetene.guidance.actions.correcting import (
    correct_action,
    correct_idea,
    correct_statement,
    correct_step,
    remove_step,
    repeat,
    wipe_answer,
    wipe_change,
    wipe_earlier,
    wipe_note,
)
from khetene.guidance.actions.following import follow, tell_followers, unfollow
from khetene.guidance.actions.ideas import add_step, join_idea, leave_idea, move_idea, tick_step, write_idea
from khetene.guidance.actions.pictures import add_picture, change_picture, move_picture, take_picture_away
from khetene.guidance.actions.practices import (
    TEXTS,
    adopt_practice,
    delete_draft,
    edit_practice,
    link_practice,
    move_practice,
    note_visit,
    update_adoption,
    write_practice,
)
from khetene.guidance.actions.publicity import show_publicly
from khetene.guidance.actions.reading import Passage, check_passage, finish_document, keep_document, record_passages
from khetene.guidance.actions.recorded import correct_recorded, join_records
from khetene.guidance.actions.reminding import remind_overdue
from khetene.guidance.actions.statements import answer, ask_organisations, decide, record_statement
from khetene.guidance.actions.work import report, serve, take_on, verify

__all__ = [
    "TEXTS",
    "Passage",
    "add_picture",
    "add_step",
    "adopt_practice",
    "answer",
    "ask_organisations",
    "change_picture",
    "check_passage",
    "correct_action",
    "correct_idea",
    "correct_recorded",
    "correct_statement",
    "correct_step",
    "decide",
    "delete_draft",
    "edit_practice",
    "finish_document",
    "follow",
    "join_idea",
    "join_records",
    "keep_document",
    "leave_idea",
    "link_practice",
    "move_idea",
    "move_picture",
    "move_practice",
    "note_visit",
    "record_passages",
    "record_statement",
    "remind_overdue",
    "remove_step",
    "repeat",
    "report",
    "serve",
    "show_publicly",
    "take_on",
    "take_picture_away",
    "tell_followers",
    "tick_step",
    "unfollow",
    "update_adoption",
    "verify",
    "wipe_answer",
    "wipe_change",
    "wipe_earlier",
    "wipe_note",
    "write_idea",
    "write_practice",
]
