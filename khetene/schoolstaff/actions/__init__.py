"""What people do about posts, papers and groups of a school."""

from khetene.schoolstaff.actions.groups import hold_session, open_group, say_measures, take_back_session
from khetene.schoolstaff.actions.posts import add_post, end_post, note_qualification, pay_from

__all__ = [
    "add_post",
    "end_post",
    "hold_session",
    "note_qualification",
    "open_group",
    "pay_from",
    "say_measures",
    "take_back_session",
]
