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
from khetene.mediation.actions.posts import (
    add_area,
    add_contract,
    add_funding,
    change_contract,
    end_area,
    remove_contract,
    remove_funding,
)

__all__ = [
    "accept_month",
    "add_area",
    "add_contract",
    "add_funding",
    "change_contract",
    "correct_contact",
    "correct_month",
    "end_area",
    "note_activity",
    "note_contact",
    "remove_contract",
    "remove_funding",
    "return_month",
    "settle_next_step",
    "sign_month",
    "take_back_activity",
]
