"""Tables of school staff."""

from khetene.schoolstaff.models.groups import EarlierGroup, LearningGroup, Session, SessionQuerySet, YearMeasure
from khetene.schoolstaff.models.posts import Payment, PaymentQuerySet, Post, PostQuerySet, Qualification, StaffVersion

__all__ = [
    "EarlierGroup",
    "LearningGroup",
    "Payment",
    "PaymentQuerySet",
    "Post",
    "PostQuerySet",
    "Qualification",
    "Session",
    "SessionQuerySet",
    "StaffVersion",
    "YearMeasure",
]
