"""What people do with participations. Each is one transaction, audited, and refuses with a sentence."""

from khetene.enrolments.actions.cards import evaluate_midterm, fill_card
from khetene.enrolments.actions.corrections import confirm_delivery, correct_delivery
from khetene.enrolments.actions.deliveries import Entry, give_support, give_together
from khetene.enrolments.actions.enrolling import enrol, name_mentor, plan_component, sign_participation
from khetene.enrolments.actions.finance import ask_if_paid, note_other_finance, take_back_other_finance
from khetene.enrolments.actions.heads import note_heads, take_back_heads
from khetene.enrolments.actions.importing import check_deliveries, import_deliveries
from khetene.enrolments.actions.outcomes import measure_outcome
from khetene.enrolments.actions.partners import end_partnership, join_programme, set_territories
from khetene.enrolments.actions.quarters import close_quarter
from khetene.enrolments.actions.scans import confirm_on_paper, remove_scan
from khetene.enrolments.actions.sheets import begin_recording, bring_sheet, check_sheet, forget_sheet, record_sheet
from khetene.enrolments.actions.stages import move
from khetene.enrolments.actions.work import (
    add_search_step,
    answer_offer,
    follow_job,
    follow_passage,
    offer_work,
    refer_to_agency,
    settle_search_step,
    talk_offer_through,
)

__all__ = [
    "Entry",
    "add_search_step",
    "answer_offer",
    "ask_if_paid",
    "begin_recording",
    "bring_sheet",
    "check_deliveries",
    "check_sheet",
    "close_quarter",
    "confirm_delivery",
    "confirm_on_paper",
    "correct_delivery",
    "end_partnership",
    "enrol",
    "evaluate_midterm",
    "fill_card",
    "follow_job",
    "follow_passage",
    "forget_sheet",
    "give_support",
    "give_together",
    "import_deliveries",
    "join_programme",
    "measure_outcome",
    "move",
    "name_mentor",
    "note_heads",
    "note_other_finance",
    "offer_work",
    "plan_component",
    "record_sheet",
    "refer_to_agency",
    "remove_scan",
    "set_territories",
    "settle_search_step",
    "sign_participation",
    "take_back_heads",
    "take_back_other_finance",
    "talk_offer_through",
]
