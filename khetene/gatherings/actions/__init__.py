"""What people do with gatherings: plan, announce, invite, note who came, write."""

from khetene.gatherings.actions.by_link import reply_by_link, send_in_place_by_link
from khetene.gatherings.actions.letters import note_as_arrived, send_again, send_invitations
from khetene.gatherings.actions.materials import add_material, remove_material
from khetene.gatherings.actions.participants import (
    add_participant,
    answer_same_name,
    change_participant,
    invite_body,
    reply,
    send_in_place,
    take_off_the_list,
)
from khetene.gatherings.actions.planning import (
    announce,
    cancel,
    change_gathering,
    count_heads,
    note_as_held,
    plan_gathering,
    remove_agenda_item,
    write_agenda_item,
    write_section,
)
from khetene.gatherings.actions.presence import note_presence, sign_in_at_the_door, sign_in_online
from khetene.gatherings.actions.registering import confirm_registration, register

__all__ = [
    "add_material",
    "add_participant",
    "announce",
    "answer_same_name",
    "cancel",
    "change_gathering",
    "change_participant",
    "confirm_registration",
    "count_heads",
    "invite_body",
    "note_as_arrived",
    "note_as_held",
    "note_presence",
    "plan_gathering",
    "register",
    "remove_agenda_item",
    "remove_material",
    "reply",
    "reply_by_link",
    "send_again",
    "send_in_place",
    "send_in_place_by_link",
    "send_invitations",
    "sign_in_at_the_door",
    "sign_in_online",
    "take_off_the_list",
    "write_agenda_item",
    "write_section",
]
