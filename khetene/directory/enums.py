"""Kinds of organisation, and the needs that services answer."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    MINISTRY = "ministry", _("ministry")
    AGENCY = "agency", _("state agency")
    MUNICIPALITY = "municipality", _("municipality")
    MUNICIPAL_UNIT = "municipal_unit", _("municipal office")
    SCHOOL = "school", _("school")
    CENTRE = "centre", _("centre")
    ASSOCIATION = "association", _("association")
    PROVIDER = "provider", _("service provider")
    INDEPENDENT = "independent", _("independent body")
    NETWORK = "network", _("council or network")
    INTERNATIONAL = "international", _("international organisation")
    OTHER = "other", _("other organisation")
