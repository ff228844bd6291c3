"""What people do with surveys: open, ask, write, answer, close."""

from khetene.surveys.actions.answering import enter_paper, give_answer, take_back_paper
from khetene.surveys.actions.asking import ask, correct_asked, make_link, remind, send_again, send_letters, take_off
from khetene.surveys.actions.opening import close, discard, open_survey

__all__ = [
    "ask",
    "close",
    "correct_asked",
    "discard",
    "enter_paper",
    "give_answer",
    "make_link",
    "open_survey",
    "remind",
    "send_again",
    "send_letters",
    "take_back_paper",
    "take_off",
]
