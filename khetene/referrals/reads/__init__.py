"""What each side of a hand-over may see: the recipient what was shared, the sender the state and the agreed outcome."""

from khetene.referrals.reads.clocks import Reminders, reminders_due, sent_by, state_totals
from khetene.referrals.reads.linked import LinkedPerson, linked_people, received_as
from khetene.referrals.reads.lists import (
    SORTS,
    inbox,
    lines,
    listed,
    of_case,
    outbox,
    waiting_for_me,
    whose_move,
)
from khetene.referrals.reads.page import (
    handover,
    is_covered,
    may_be_sent,
    recipient_of,
    referral,
    referral_by_link,
    was_refused,
)
from khetene.referrals.reads.recipients import better_addresses, gone_recipient, recipient_choices
from khetene.referrals.reads.rows import Handover, MessageRow, ReferralLine, ReferralPage, StepRow
from khetene.referrals.reads.timeline import timeline_of

__all__ = [
    "SORTS",
    "Handover",
    "LinkedPerson",
    "MessageRow",
    "ReferralLine",
    "ReferralPage",
    "Reminders",
    "StepRow",
    "better_addresses",
    "gone_recipient",
    "handover",
    "inbox",
    "is_covered",
    "lines",
    "linked_people",
    "listed",
    "may_be_sent",
    "of_case",
    "outbox",
    "received_as",
    "recipient_choices",
    "recipient_of",
    "referral",
    "referral_by_link",
    "reminders_due",
    "sent_by",
    "state_totals",
    "timeline_of",
    "waiting_for_me",
    "was_refused",
    "whose_move",
]
