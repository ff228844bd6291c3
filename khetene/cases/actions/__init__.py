"""What people do in a case. Each is one transaction, audited, and refuses with a sentence."""

from khetene.cases.actions.access import decide_access, record_opening, request_access, take_supervision
from khetene.cases.actions.agreements import record_agreement, withdraw_agreement
from khetene.cases.actions.casefile import (
    add_client,
    add_worker,
    change_client,
    close_case,
    end_work,
    open_case,
    reopen_case,
    touch,
    touch_all,
)
from khetene.cases.actions.drafts import discard_draft, discard_old_drafts, keep_draft
from khetene.cases.actions.facts import record_fact
from khetene.cases.actions.plans import (
    add_goal,
    add_measure,
    agree_plan,
    change_measure,
    complete_plan,
    draft_plan,
)
from khetene.cases.actions.work import (
    change_need,
    complete_duty_report,
    make_promise,
    note_need,
    record_duty_to_report,
    record_outcome,
    settle_promise,
)

__all__ = [
    "add_client",
    "add_goal",
    "add_measure",
    "add_worker",
    "agree_plan",
    "change_client",
    "change_measure",
    "change_need",
    "close_case",
    "complete_duty_report",
    "complete_plan",
    "decide_access",
    "discard_draft",
    "discard_old_drafts",
    "draft_plan",
    "end_work",
    "keep_draft",
    "make_promise",
    "note_need",
    "open_case",
    "record_agreement",
    "record_duty_to_report",
    "record_fact",
    "record_opening",
    "record_outcome",
    "reopen_case",
    "request_access",
    "settle_promise",
    "take_supervision",
    "touch",
    "touch_all",
    "withdraw_agreement",
]
