"""What people do with the form of documents: templates in Word, the letterhead of their organisation."""

from khetene.layouts.actions.letterheads import (
    discard_letterhead,
    keep_letterhead,
    put_letterhead_in_force,
    take_letterhead_out_of_force,
)
from khetene.layouts.actions.templates import discard, keep, put_in_force

__all__ = [
    "discard",
    "discard_letterhead",
    "keep",
    "keep_letterhead",
    "put_in_force",
    "put_letterhead_in_force",
    "take_letterhead_out_of_force",
]
