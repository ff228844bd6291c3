"""Tables of school staff."""

from khetene.schoolstaff.models.groups import LearningGroup, Session, SessionQuerySet, YearMeasure
from khetene.schoolstaff.models.posts import Payment, Post, PostQuerySet, Qualification, StaffVersion

__all__ = [
    "LearningGroup",
    "Payment",
    "Post",
    "PostQuerySet",
    "Qualification",
    "Session",
    "SessionQuerySet",
    "StaffVersion",
    "YearMeasure",
]
