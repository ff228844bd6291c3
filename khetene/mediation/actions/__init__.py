"""What mediators do with contacts, activities and months."""

from khetene.mediation.actions.contacts import correct_contact, note_contact, settle_next_step
from khetene.mediation.actions.months import (
    accept_month,
    correct_month,
    note_activity,
    return_month,
    sign_month,
    take_back_activity,
)

__all__ = [
    "accept_month",
    "correct_contact",
    "correct_month",
    "note_activity",
    "note_contact",
    "return_month",
    "settle_next_step",
    "sign_month",
    "take_back_activity",
]
