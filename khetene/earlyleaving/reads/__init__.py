"""What people look at in the early-leaving register."""

from khetene.earlyleaving.reads.approvals import decided, holds_the_register, submitted_plan, waiting
from khetene.earlyleaving.reads.exchange import Incoming, incoming, outgoing
from khetene.earlyleaving.reads.families import families, pupils_by_family
from khetene.earlyleaving.reads.following import FollowPage, follow_page
from khetene.earlyleaving.reads.plans import (
    plan_of_delivery,
    plan_of_risk,
    plan_of_support,
    plan_page,
    waiting_at_school,
)
from khetene.earlyleaving.reads.pupils import pupil_lines, pupil_page, pupils
from khetene.earlyleaving.reads.reduction import (
    JoinedReduction,
    MeasureRow,
    ReductionPlan,
    joined_reduction,
    reduction_measure,
    reduction_plan,
)
from khetene.earlyleaving.reads.rows import NextStep, PlanLine, PlanPage, PupilPage, SubmittedPlan, SupportRow
from khetene.earlyleaving.reads.schools import (
    colleagues,
    criterion_choices,
    instrument,
    is_vocational,
    paid_elsewhere,
    school_year,
    schools,
    semesters,
    support_choices,
    takes_part,
)
from khetene.earlyleaving.reads.totals import (
    RULE,
    Participation,
    Totals,
    municipal_totals,
    national_totals,
    participation,
    school_totals,
    since_the_beginning,
)

__all__ = [
    "RULE",
    "FollowPage",
    "Incoming",
    "JoinedReduction",
    "MeasureRow",
    "NextStep",
    "Participation",
    "PlanLine",
    "PlanPage",
    "PupilPage",
    "ReductionPlan",
    "SubmittedPlan",
    "SupportRow",
    "Totals",
    "colleagues",
    "criterion_choices",
    "decided",
    "families",
    "follow_page",
    "holds_the_register",
    "incoming",
    "instrument",
    "is_vocational",
    "joined_reduction",
    "municipal_totals",
    "national_totals",
    "outgoing",
    "paid_elsewhere",
    "participation",
    "plan_of_delivery",
    "plan_of_risk",
    "plan_of_support",
    "plan_page",
    "pupil_lines",
    "pupil_page",
    "pupils",
    "pupils_by_family",
    "reduction_measure",
    "reduction_plan",
    "school_totals",
    "school_year",
    "schools",
    "semesters",
    "since_the_beginning",
    "submitted_plan",
    "support_choices",
    "takes_part",
    "waiting",
    "waiting_at_school",
]
