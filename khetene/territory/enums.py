"""Kinds of territory, and what became of one."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TerritoryKind(TextChoices):
    COUNTRY = "country", _("country")
    PLANNING_REGION = "planning_region", _("planning region")
    STATE_CITY = "state_city", _("state city")
    MUNICIPALITY = "municipality", _("municipality")
    CITY_INSIDE = "city_inside", _("state city inside a municipality")
    TOWN = "town", _("town")
    PARISH = "parish", _("parish")
    FOREIGN = "foreign", _("municipality abroad")


LOCAL_GOVERNMENT = (TerritoryKind.STATE_CITY, TerritoryKind.MUNICIPALITY)


class Origin(TextChoices):
    """How sure a row is; what is not established is never invented."""

    OFFICIAL = "official", _("official")
    CHECKED = "checked", _("checked")
    TO_CHECK = "to-check", _("to be checked")
