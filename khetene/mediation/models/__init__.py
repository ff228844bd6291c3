"""Tables of the mediators' work."""

from khetene.mediation.models.contact import Contact, ContactQuerySet
from khetene.mediation.models.month import Activity, ActivityQuerySet, Month, MonthQuerySet

__all__ = ["Activity", "ActivityQuerySet", "Contact", "ContactQuerySet", "Month", "MonthQuerySet"]
