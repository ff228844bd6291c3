"""Tables of the mediators' work."""

from khetene.mediation.models.contact import Contact, ContactQuerySet
from khetene.mediation.models.contract import Area, Contract, ContractQuerySet, Funding
from khetene.mediation.models.decline import Decline
from khetene.mediation.models.earlier import EarlierWords, EarlierWordsQuerySet
from khetene.mediation.models.month import Activity, ActivityQuerySet, Month, MonthQuerySet
from khetene.mediation.models.portfolio import PortfolioEntry
from khetene.mediation.models.workplan import PlanComment, TownGoal, TownNeed, TownStep, WorkPlan, WorkPlanQuerySet

__all__ = [
    "Activity",
    "ActivityQuerySet",
    "Area",
    "Contact",
    "ContactQuerySet",
    "Contract",
    "ContractQuerySet",
    "Decline",
    "EarlierWords",
    "EarlierWordsQuerySet",
    "Funding",
    "Month",
    "MonthQuerySet",
    "PlanComment",
    "PortfolioEntry",
    "TownGoal",
    "TownNeed",
    "TownStep",
    "WorkPlan",
    "WorkPlanQuerySet",
]
