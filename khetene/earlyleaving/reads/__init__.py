"""What people look at in the early-leaving register."""

from khetene.earlyleaving.reads.approvals import decided, holds_the_register, submitted_plan, waiting
from khetene.earlyleaving.reads.families import families, pupils_by_family
from khetene.earlyleaving.reads.plans import (
    plan_of_delivery,
    plan_of_risk,
    plan_of_support,
    plan_page,
    waiting_at_school,
)
from khetene.earlyleaving.reads.pupils import pupil_lines, pupil_page, pupils
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
from khetene.earlyleaving.reads.totals import RULE, Totals, municipal_totals, national_totals, school_totals

__all__ = [
    "RULE",
    "NextStep",
    "PlanLine",
    "PlanPage",
    "PupilPage",
    "SubmittedPlan",
    "SupportRow",
    "Totals",
    "colleagues",
    "criterion_choices",
    "decided",
    "families",
    "holds_the_register",
    "instrument",
    "is_vocational",
    "municipal_totals",
    "national_totals",
    "paid_elsewhere",
    "plan_of_delivery",
    "plan_of_risk",
    "plan_of_support",
    "plan_page",
    "pupil_lines",
    "pupil_page",
    "pupils",
    "pupils_by_family",
    "school_totals",
    "school_year",
    "schools",
    "semesters",
    "submitted_plan",
    "support_choices",
    "takes_part",
    "waiting",
    "waiting_at_school",
]
