"""Taking part in programmes: partners, enrolments, what was given, what else is paid, and what came of it."""

from khetene.enrolments.models.card import MidtermEvaluation, ProfileCard
from khetene.enrolments.models.delivery import Delivery
from khetene.enrolments.models.enrolment import Enrolment, EnrolmentNumber, EnrolmentStep, PlannedComponent
from khetene.enrolments.models.finance import OtherFinance
from khetene.enrolments.models.heads import HeadCount
from khetene.enrolments.models.outcome import MeasuredOutcome
from khetene.enrolments.models.partner import Partner
from khetene.enrolments.models.quarter import QuarterTotals
from khetene.enrolments.models.scan import ConfirmationScan, OnScan
from khetene.enrolments.models.sheet import DeliverySheet
from khetene.enrolments.models.work import JobOffer, Passage, SearchStep

__all__ = [
    "ConfirmationScan",
    "Delivery",
    "DeliverySheet",
    "Enrolment",
    "EnrolmentNumber",
    "EnrolmentStep",
    "HeadCount",
    "JobOffer",
    "MeasuredOutcome",
    "MidtermEvaluation",
    "OnScan",
    "OtherFinance",
    "Partner",
    "Passage",
    "PlannedComponent",
    "ProfileCard",
    "QuarterTotals",
    "SearchStep",
]
