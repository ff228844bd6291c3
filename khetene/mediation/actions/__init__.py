"""What mediators do with contacts, activities and months."""

from khetene.mediation.actions.contacts import correct_contact, note_contact, settle_next_step
from khetene.mediation.actions.declining import decline_case
from khetene.mediation.actions.months import (
    accept_month,
    correct_month,
    note_activity,
    return_month,
    sign_month,
    take_back_activity,
)
from khetene.mediation.actions.planwords import (
    change_plan_part,
    discard_plan,
    remove_plan_part,
    wipe_earlier_words,
    wipe_plan_part,
)
from khetene.mediation.actions.portfolio import remove_entry, write_entry
from khetene.mediation.actions.posts import (
    add_area,
    add_contract,
    add_funding,
    change_area,
    change_contract,
    remove_area,
    remove_contract,
    remove_funding,
)
from khetene.mediation.actions.workplans import (
    add_town_goal,
    add_town_need,
    add_town_step,
    begin_plan,
    comment_on_plan,
    hand_plan_in,
    move_town_step,
    record_plan_opening,
    review_plan,
    write_situation,
)

__all__ = [
    "accept_month",
    "add_area",
    "add_contract",
    "add_funding",
    "add_town_goal",
    "add_town_need",
    "add_town_step",
    "begin_plan",
    "change_area",
    "change_contract",
    "change_plan_part",
    "comment_on_plan",
    "correct_contact",
    "correct_month",
    "decline_case",
    "discard_plan",
    "hand_plan_in",
    "move_town_step",
    "note_activity",
    "note_contact",
    "record_plan_opening",
    "remove_area",
    "remove_contract",
    "remove_entry",
    "remove_funding",
    "remove_plan_part",
    "return_month",
    "review_plan",
    "settle_next_step",
    "sign_month",
    "take_back_activity",
    "wipe_earlier_words",
    "wipe_plan_part",
    "write_entry",
    "write_situation",
]
