"""Applications of the own organisation, their versions, and what may be cited in them."""

from khetene.proposals.reads.applications import (
    application,
    application_of,
    applications,
    call,
    calls,
    citation,
    history,
    old_version,
)
from khetene.proposals.reads.picker import MOST, Choice, choice_of, choices
from khetene.proposals.reads.pictures import (
    ReportedPicture,
    ReportPictureRow,
    opened_picture,
    picture,
    reported_pictures,
)
from khetene.proposals.reads.rows import (
    ApplicationPage,
    ApplicationRow,
    CallRow,
    CitationRow,
    PartState,
    PieceRow,
)

__all__ = [
    "MOST",
    "ApplicationPage",
    "ApplicationRow",
    "CallRow",
    "Choice",
    "CitationRow",
    "PartState",
    "PieceRow",
    "ReportPictureRow",
    "ReportedPicture",
    "application",
    "application_of",
    "applications",
    "call",
    "calls",
    "choice_of",
    "choices",
    "citation",
    "history",
    "old_version",
    "opened_picture",
    "picture",
    "reported_pictures",
]
