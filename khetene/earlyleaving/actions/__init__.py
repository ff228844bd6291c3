"""What people do in the early-leaving register."""

from khetene.earlyleaving.actions.deliveries import note_delivery, take_back_delivery
from khetene.earlyleaving.actions.evaluating import evaluate
from khetene.earlyleaving.actions.exchange import record_sending, take_in
from khetene.earlyleaving.actions.following import begin_following, end_following, note_offer
from khetene.earlyleaving.actions.joining import join_pupils, wipe_joining
from khetene.earlyleaving.actions.planning import (
    add_risk,
    add_support,
    draft_plan,
    remove_risk,
    remove_support,
    sign_application,
    state_no_overlap,
    write_goal,
)
from khetene.earlyleaving.actions.proofs import add_proof, record_proof_opening, remove_proof
from khetene.earlyleaving.actions.pupils import let_in, observe, record_opening, record_print
from khetene.earlyleaving.actions.reduction import correct_measure, move_measure, plan_measure, wipe_reduction_words
from khetene.earlyleaving.actions.schools import (
    join_school,
    leave_programme,
    note_paid_elsewhere,
    take_back_paid_elsewhere,
)
from khetene.earlyleaving.actions.steps import take_step

__all__ = [
    "add_proof",
    "add_risk",
    "add_support",
    "begin_following",
    "correct_measure",
    "draft_plan",
    "end_following",
    "evaluate",
    "join_pupils",
    "join_school",
    "leave_programme",
    "let_in",
    "move_measure",
    "note_delivery",
    "note_offer",
    "note_paid_elsewhere",
    "observe",
    "plan_measure",
    "record_opening",
    "record_print",
    "record_proof_opening",
    "record_sending",
    "remove_proof",
    "remove_risk",
    "remove_support",
    "sign_application",
    "state_no_overlap",
    "take_back_delivery",
    "take_back_paid_elsewhere",
    "take_in",
    "take_step",
    "wipe_joining",
    "wipe_reduction_words",
    "write_goal",
]
