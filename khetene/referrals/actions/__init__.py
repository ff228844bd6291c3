"""Handing over: draft, send, answer, work, outcome. Each step once, however often somebody presses the button."""

from khetene.referrals.actions.answering import (
    accept_by_link,
    accept_outside,
    accept_referral,
    decline_referral,
    open_case_from,
    open_referral,
    record_first_appointment,
    report_outcome,
    see_referral,
    write_message,
)
from khetene.referrals.actions.calling_back import withdraw_agreement, withdraw_referral, withdraw_uncovered
from khetene.referrals.actions.clocks import mark_reminded
from khetene.referrals.actions.links import link_for, make_answer_link
from khetene.referrals.actions.sending import (
    discard_draft,
    draft_referral,
    hand_over_without_data,
    send_referral,
)

__all__ = [
    "accept_by_link",
    "accept_outside",
    "accept_referral",
    "decline_referral",
    "discard_draft",
    "draft_referral",
    "hand_over_without_data",
    "link_for",
    "make_answer_link",
    "mark_reminded",
    "open_case_from",
    "open_referral",
    "record_first_appointment",
    "report_outcome",
    "see_referral",
    "send_referral",
    "withdraw_agreement",
    "withdraw_referral",
    "withdraw_uncovered",
    "write_message",
]
