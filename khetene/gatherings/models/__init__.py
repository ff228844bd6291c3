"""Gatherings and who took part in them."""

from khetene.gatherings.models.gathering import AgendaItem, Gathering, HeadCount, Kind, Section, StatedFigure
from khetene.gatherings.models.letter import Letter
from khetene.gatherings.models.material import Material, MaterialFile
from khetene.gatherings.models.participation import Identity, Needs, Participation, Presence, SameName
from khetene.gatherings.models.registration import Registration

__all__ = [
    "AgendaItem",
    "Gathering",
    "HeadCount",
    "Identity",
    "Kind",
    "Letter",
    "Material",
    "MaterialFile",
    "Needs",
    "Participation",
    "Presence",
    "Registration",
    "SameName",
    "Section",
    "StatedFigure",
]
