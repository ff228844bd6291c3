"""Questionnaires, evaluations and what municipalities add to the overview, from the first question to the end."""

from khetene.instruments.actions.opening import (
    ask_municipalities,
    close,
    hold_contributions,
    load_version,
    move_last_day,
    open_evaluation,
)
from khetene.instruments.actions.parts import answer_part, ask_part, enter_answer, pass_on, remind, wipe_words

__all__ = [
    "answer_part",
    "ask_municipalities",
    "ask_part",
    "close",
    "enter_answer",
    "hold_contributions",
    "load_version",
    "move_last_day",
    "open_evaluation",
    "pass_on",
    "remind",
    "wipe_words",
]
