"""Calls, applications, their parts with every version, and what they cite."""

from khetene.proposals.models.application import Application, Piece, Version
from khetene.proposals.models.call import Call
from khetene.proposals.models.citation import Citation
from khetene.proposals.models.picture import ReportPicture

__all__ = ["Application", "Call", "Citation", "Piece", "ReportPicture", "Version"]
