"""What people do about posts, papers and groups of a school."""

from khetene.schoolstaff.actions.groups import (
    correct_group,
    hold_session,
    open_group,
    say_measures,
    take_back_session,
    wipe_earlier_group,
)
from khetene.schoolstaff.actions.payments import correct_payment, end_payment, pay_from, take_back_payment
from khetene.schoolstaff.actions.posts import add_post, correct_post, end_post, note_qualification, take_back_end

__all__ = [
    "add_post",
    "correct_group",
    "correct_payment",
    "correct_post",
    "end_payment",
    "end_post",
    "hold_session",
    "note_qualification",
    "open_group",
    "pay_from",
    "say_measures",
    "take_back_end",
    "take_back_payment",
    "take_back_session",
    "wipe_earlier_group",
]
