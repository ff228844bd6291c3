"""Tables of the early-leaving register."""

from khetene.earlyleaving.models.absence import Absence
from khetene.earlyleaving.models.following import FollowStep, FollowUp
from khetene.earlyleaving.models.joining import Joining
from khetene.earlyleaving.models.plan import Plan, PlanNumber, PlanQuerySet, PlanStep, Risk
from khetene.earlyleaving.models.pupil import Involvement, Observation, Pupil, PupilQuerySet
from khetene.earlyleaving.models.reduction import EarlierMeasure, ReductionMeasure, ReductionStep
from khetene.earlyleaving.models.register import PaidElsewhere, RegisterVersion, School
from khetene.earlyleaving.models.support import Delivery, DeliveryQuerySet, Proof, Support

__all__ = [
    "Absence",
    "Delivery",
    "DeliveryQuerySet",
    "EarlierMeasure",
    "FollowStep",
    "FollowUp",
    "Involvement",
    "Joining",
    "Observation",
    "PaidElsewhere",
    "Plan",
    "PlanNumber",
    "PlanQuerySet",
    "PlanStep",
    "Proof",
    "Pupil",
    "PupilQuerySet",
    "ReductionMeasure",
    "ReductionStep",
    "RegisterVersion",
    "Risk",
    "School",
    "Support",
]
